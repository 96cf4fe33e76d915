"""What others found, as data: the records of 2002 to 2017 that Northmere's bodies keep.

All of it is public record in our own words. The judgements of inspectors are their own; a vague
figure stays as it was said; “[...]” stands where a source is cut off. `ref` is how the records of
the demonstration name one another.
"""

from __future__ import annotations

from typing import Any, Final

LETTER = "Letter from Ofsted on the police and child protection"
#: Where a source names no day, it is told in words; the day then only puts it in its place.
NO_DAY: Final = "date not given"

THEMES: Final = (
    ("child-sexual-exploitation", "Child sexual exploitation"),
    ("information-sharing", "Sharing of information"),
    ("leadership-and-resources", "Leadership and resources"),
    ("police-investigations", "Police investigations and social work"),
    ("police-protection", "Police protection"),
    ("thresholds-and-referrals", "Thresholds and referrals"),
    ("workforce", "Staff and training"),
)

NAMED_FORCES: Final = tuple(
    f"force-{name}"
    for name in (
        *("metropolitan", "cambridgeshire", "devon-and-cornwall", "dorset", "essex", "kent"),
        *("greater-manchester", "south-yorkshire", "sussex", "thames-valley"),
    )
)

PANEL: Final[tuple[dict[str, Any], ...]] = (
    {
        "ref": "letter",
        "kind": "letter",
        "title": LETTER,
        "summary": (
            "The chief inspector of Ofsted, Michael Wilshaw, writes to the chief inspector of "
            "constabulary, Thomas Winsor, about what inspections of children's services show of "
            "the police."
        ),
        "dated_on": "2016-10-17",
        "authors": ("ofsted",),
        "recipients": ("hmicfrs",),
        "subjects": NAMED_FORCES,
        "findings": (
            {
                "ref": "F1",
                "text": "Some police forces have serious weaknesses in child protection.",
                "subjects": NAMED_FORCES,
            },
            {
                "ref": "F2",
                "kind": "statistic",
                "text": (
                    "Inspections of local authority children's services found serious weaknesses "
                    "in what the police contributed."
                ),
                "figure_words": "more than half",
                "denominator": 42,
                "period": "2015/16",
            },
            {
                "ref": "F3.1",
                "text": "Information on domestic abuse is shared late.",
                "theme": "domestic-abuse-notices",
            },
            {
                "ref": "F3.2",
                "text": "Social workers are told late that a child is missing.",
                "theme": "missing-children",
            },
            {
                "ref": "F3.3",
                "text": "The police are absent from child protection conferences.",
                "theme": "conference-attendance",
            },
            {
                "ref": "F3.4",
                "text": "Joint child protection visits are not carried out.",
                "theme": "joint-visits",
            },
            {
                "ref": "F3.5",
                "text": "There are backlogs of checks by the Disclosure and Barring Service.",
                "theme": "disclosure-and-barring",
            },
            {
                "ref": "F6",
                "text": (
                    "In Cleveland there is a wide and dangerous distance between the priorities "
                    "that the police state and what they do."
                ),
                "theme": "leadership-and-resources",
                "area": "Stockton-on-Tees",
                "subjects": ("force-cleveland",),
            },
            {
                "ref": "F7",
                "text": (
                    "In Bury, notices of domestic abuse reached the council in batches and not one "
                    "by one as incidents happened, so children waited for help."
                ),
                "theme": "domestic-abuse-notices",
                "dated_on": "2016-01-01",
                "date_words": "2016",
                "area": "Bury",
                "subjects": ("force-greater-manchester",),
            },
            {
                "ref": "F8",
                "text": (
                    "In Torbay, children were taken into police protection without prior "
                    "discussion of alternatives with social workers."
                ),
                "theme": "police-protection",
                "area": "Torbay",
                "subjects": ("force-devon-and-cornwall",),
            },
            {
                "ref": "F9",
                "kind": "statistic",
                "text": (
                    "One council, which is not named, could not use approved in-house carers "
                    "because checks by the Disclosure and Barring Service were waiting."
                ),
                "figure_words": "23 approved in-house carers",
                "theme": "disclosure-and-barring",
            },
            {
                "ref": "F10",
                "text": (
                    "Social workers made dangerous visits alone, though only the police can "
                    "remove a child at once."
                ),
                "theme": "joint-visits",
            },
            {
                "ref": "F11",
                "kind": "context",
                "text": "Failures like those of Rotherham and Oxford could happen again.",
                "theme": "child-sexual-exploitation",
            },
            {
                "ref": "F12.1",
                "kind": "good_practice",
                "text": "Agencies respond better together to child sexual exploitation.",
                "theme": "child-sexual-exploitation",
            },
            {
                "ref": "F12.2",
                "kind": "good_practice",
                "text": "Senior officers take a lead on safeguarding boards.",
                "theme": "leadership-and-resources",
            },
            {
                "ref": "F12.3",
                "kind": "good_practice",
                "text": (
                    "There are people and means for finding missing children, for disrupting "
                    "offenders, and for mapping where the risk is high."
                ),
                "theme": "missing-children",
            },
            {
                "ref": "F12.4",
                "kind": "good_practice",
                "text": "There are people and means for assessing the risk in domestic abuse.",
                "theme": "domestic-abuse-notices",
            },
            {
                "ref": "F13",
                "kind": "request",
                "text": "Ofsted asks for assurance that every chief constable knows the role.",
                "theme": "leadership-and-resources",
                "subjects": ("hmicfrs",),
            },
        ),
    },
    {
        "ref": "stockton",
        "kind": "inspection",
        "title": "Inspection of Stockton-on-Tees: services and safeguarding board",
        "dated_on": "2016-01-01",
        "date_words": "2016",
        "authors": ("ofsted",),
        "subjects": ("Stockton-on-Tees Borough Council", "force-cleveland"),
        "judgements": (
            {
                "about": "Stockton-on-Tees Borough Council",
                "subject": "services for children",
                "words": "good",
            },
            {
                "about_words": "Stockton-on-Tees Local Safeguarding Children Board",
                "subject": "the safeguarding board",
                "words": "requires improvement",
            },
        ),
        "findings": (
            {
                "ref": "F5.1",
                "text": "The safeguarding board falls short for want of support by the police.",
                "theme": "leadership-and-resources",
            },
            {
                "ref": "F5.2",
                "text": "Officers are often missing from strategy discussions.",
                "theme": "conference-attendance",
            },
            {
                "ref": "F5.3",
                "text": "Officers were told not to attend initial conferences about unborn babies.",
                "theme": "conference-attendance",
            },
            {
                "ref": "F5.4",
                "text": (
                    "The police closed a case in spite of clear signs of deliberate injury. It was "
                    "reopened only after the council, prompted by inspectors, stepped in."
                ),
                "theme": "police-investigations",
            },
        ),
        "shared": {"area": "Stockton-on-Tees", "subjects": ("force-cleveland",)},
    },
    {
        "ref": "reply",
        "kind": "reply",
        "title": "Reply of the inspectorate of constabulary to Ofsted",
        "dated_on": "2016-10-18",
        "authors": ("hmicfrs",),
        "recipients": ("ofsted",),
        "replies_to": "letter",
        "findings": (
            {
                "ref": "F14",
                "kind": "response",
                "text": (
                    "Much work is under way. Many of the problems are shared by councils and other "
                    "agencies."
                ),
                "answers_to": ("F1", "F13"),
            },
        ),
    },
    {
        "ref": "cleveland",
        "kind": "reply",
        "title": "Answer of Cleveland Police to Ofsted's criticism",
        "dated_on": "2016-10-17",
        "date_words": "after the letter of 17 October 2016",
        "authors": ("force-cleveland",),
        "findings": (
            {
                "ref": "F27",
                "kind": "response",
                "text": (
                    "The child abuse team has been given more officers, a senior head sits on all "
                    "local boards, and information is shared consistently. The criticism relates "
                    "to attendance."
                ),
                "area": "Stockton-on-Tees",
                "subjects": ("force-cleveland",),
                "answers_to": ("F5.1", "F5.2", "F5.3", "F5.4", "F6"),
                "decision": "partly_accepted",
            },
        ),
    },
    {
        "ref": "advice",
        "kind": "advice",
        "title": "Advice to police and crime panels on the letter of Ofsted",
        "dated_on": "2016-10-25",
        "findings": (
            {
                "ref": "F18",
                "kind": "context",
                "text": (
                    "Panels can raise these concerns with their commissioner and with their "
                    "councils."
                ),
                "theme": "leadership-and-resources",
            },
        ),
    },
    {
        "ref": "panels",
        "kind": "other",
        "title": "How three panels looked into the protection of children",
        "dated_on": "2015-01-01",
        "date_words": "2015 and after",
        "findings": (
            {
                "ref": "F15",
                "kind": "context",
                "text": (
                    "The Thames Valley Police and Crime Panel formed a standing sub-committee on "
                    "preventing child sexual exploitation, with terms of reference of July 2015. "
                    "It supports, monitors and scrutinises the commissioner and gives assurance to "
                    "the full panel. Its recommendations go to several owners, who report progress "
                    "at later meetings."
                ),
                "dated_on": "2015-11-04",
                "date_words": "first met on 4 November 2015",
                "area": "Thames Valley",
            },
            {
                "ref": "F16",
                "kind": "context",
                "text": (
                    "The Lincolnshire Police and Crime Panel held a themed meeting on "
                    "safeguarding. It agreed key lines of enquiry beforehand, heard the chairs of "
                    "the adults' and children's boards as witnesses, and then questioned the "
                    "commissioner. Its actions are numbered in one series and confirmed at the "
                    "next meeting."
                ),
                "date_words": NO_DAY,
                "area": "Lincolnshire",
            },
            {
                "ref": "F17.1",
                "kind": "context",
                "text": (
                    "The Hampshire Police and Crime Panel reviewed child sexual exploitation in "
                    "2015/16 against an aim of the police and crime plan: children at risk kept "
                    "safe, a strategy on sexual crime, and what victims and witnesses experience "
                    "of justice."
                ),
                "dated_on": "2015-10-01",
                "date_words": "October 2015",
                "area": "Hampshire",
            },
            {
                "ref": "F17.2",
                "kind": "good_practice",
                "text": "The commissioner was instrumental in a gold group of several agencies.",
                "dated_on": "2015-10-01",
                "date_words": "October 2015",
                "area": "Hampshire",
            },
            {
                "ref": "F17.3",
                "text": "Risk has to be assessed more consistently.",
                "dated_on": "2015-10-01",
                "date_words": "October 2015",
                "area": "Hampshire",
            },
            {
                "ref": "F17.4",
                "text": "There is an opportunity for technology that agencies share.",
                "dated_on": "2015-10-01",
                "date_words": "October 2015",
                "area": "Hampshire",
            },
        ),
        "shared": {"theme": "child-sexual-exploitation"},
    },
)

#: What prompted the entry in the panel's work programme, and each of its five lines of enquiry.
PROMPTED_ENTRY: Final = ("F1", "F2", "F18")
PROMPTED_LINES: Final = (
    ("F3.1", "F7"),
    ("F3.2",),
    ("F3.3", "F5.2", "F5.3"),
    ("F3.4", "F8", "F10"),
    ("F3.5", "F9"),
)
