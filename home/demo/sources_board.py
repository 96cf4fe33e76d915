"""What the safeguarding board keeps: a report of 2002 as its archive, and Wirral in time."""

from __future__ import annotations

from typing import Any, Final

from home.demo.sources import LETTER

_WIRRAL: Final[dict[str, Any]] = {
    "area": "Wirral",
    "subjects": ("Wirral Borough Council",),
}

BOARD: Final[tuple[dict[str, Any], ...]] = (
    {
        "ref": "2002",
        "kind": "inspection",
        "title": "Safeguarding Children: a joint report of eight inspectorates",
        "summary": (
            "Eight inspectorates report together for the first time on how children are kept safe."
        ),
        "dated_on": "2002-01-01",
        "date_words": "2002",
        "authors": (
            *("ssi", "ofsted", "chi", "hmicfrs", "hmip-probation", "hmmcsi", "hmcpsi"),
            "hmip-prisons",
        ),
        "findings": (
            {
                "ref": "F20",
                "kind": "context",
                "text": (
                    "It rests on recent inspections, and on joint inspections in the areas of "
                    "eight area child protection committees."
                ),
                "dated_on": "2001-12-01",
                "date_words": "December 2001 to March 2002",
            },
            {
                "ref": "F21.1",
                "text": "Social services ask for too much evidence before they act.",
                "theme": "thresholds-and-referrals",
            },
            {
                "ref": "F21.2",
                "text": (
                    "Where the risk is not high, agencies think the response and the advice of "
                    "social services inadequate."
                ),
                "theme": "thresholds-and-referrals",
            },
            {
                "ref": "F21.3",
                "text": "Some agencies, schools among them, hesitate to refer.",
                "theme": "thresholds-and-referrals",
            },
            {
                "ref": "F21.4",
                "text": (
                    "Independent schools, family doctors and mental health services for children "
                    "are poorly joined up [...]"
                ),
                "theme": "information-sharing",
            },
            {
                "ref": "F21.5",
                "text": "Safeguarding is given too little weight in planning and in money.",
                "theme": "leadership-and-resources",
            },
            {
                "ref": "F21.6",
                "text": "Staff are hard to recruit and hard to keep.",
                "theme": "workforce",
            },
            {
                "ref": "F21.7",
                "text": "There is confusion over what information may be shared [...]",
                "theme": "information-sharing",
            },
            {
                "ref": "F21.8",
                "text": "Area child protection committees lack commitment and resources.",
                "theme": "leadership-and-resources",
            },
            {
                "ref": "F22",
                "kind": "recommendation",
                "text": (
                    "Social services should review their thresholds for services, for enquiries "
                    "and for initial conferences, and see that all local agencies understand "
                    "them [...]"
                ),
                "theme": "thresholds-and-referrals",
            },
            {
                "ref": "F23.1",
                "kind": "recommendation",
                "text": "Recruit and keep enough qualified staff.",
                "theme": "workforce",
            },
            {
                "ref": "F23.2",
                "kind": "recommendation",
                "text": "Put safeguarding into national and local plans.",
                "theme": "leadership-and-resources",
            },
            {
                "ref": "F23.3",
                "kind": "recommendation",
                "text": "Set minimum expectations and a curriculum for training.",
                "theme": "workforce",
            },
            {
                "ref": "F23.4",
                "kind": "recommendation",
                "text": (
                    "Consider a footing in law for area child protection committees and for public "
                    "protection panels."
                ),
                "theme": "leadership-and-resources",
                "outcome": (
                    "Closed as implemented: Local Safeguarding Children Boards were created in law."
                ),
                "outcome_on": "2006-01-01",
                "outcome_words": "2006",
            },
        ),
    },
    {
        "ref": "letter of the board",
        "kind": "letter",
        "title": LETTER,
        "summary": "What the letter of the chief inspector of Ofsted says of Wirral.",
        "dated_on": "2016-10-17",
        "authors": ("ofsted",),
        "recipients": ("hmicfrs",),
        "findings": (
            {
                "ref": "F26",
                "text": "Referrals could take up to four weeks.",
                "theme": "thresholds-and-referrals",
                **_WIRRAL,
            },
        ),
    },
    {
        "ref": "wirral",
        "kind": "monitoring",
        "title": "Monitoring visit to Wirral after a judgement of inadequate",
        "dated_on": "2017-01-01",
        "date_words": "after the judgement of 2016",
        "authors": ("ofsted",),
        "subjects": ("Wirral Borough Council",),
        "judgements": (
            {
                "about": "Wirral Borough Council",
                "subject": "services for children",
                "words": "inadequate",
                "dated_on": "2016-01-01",
                "date_words": "2016",
            },
        ),
        "findings": (
            {
                "ref": "F24.1",
                "kind": "good_practice",
                "text": "There has been improvement since the judgement.",
                "theme": "leadership-and-resources",
            },
            {
                "ref": "F24.2",
                "text": (
                    "Criminal investigations could come first, and keep social workers from "
                    "talking to parents and children, from assessing the harm done and how well "
                    "parents can protect, and from offering support."
                ),
                "theme": "police-investigations",
            },
            {
                "ref": "F24.3",
                "text": "Staff did not always understand what the police had decided.",
                "theme": "police-investigations",
            },
            {
                "ref": "F25.1",
                "kind": "good_practice",
                "text": "Staff look into things with professional curiosity.",
            },
            {
                "ref": "F25.2",
                "kind": "good_practice",
                "text": "They recognise compliance that is only put on.",
            },
            {
                "ref": "F25.3",
                "kind": "good_practice",
                "text": "They persist with families who are reluctant.",
            },
            {
                "ref": "F25.4",
                "kind": "good_practice",
                "text": "There is less fear of change.",
            },
            {
                "ref": "F25.5",
                "kind": "good_practice",
                "text": "Managers welcome information about performance.",
            },
        ),
        "shared": {"theme": "workforce", **_WIRRAL},
    },
)
