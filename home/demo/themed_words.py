"""The words of the themed meeting, as data: what its clerk would have typed.

The way of working is that of the Lincolnshire panel: a themed meeting on safeguarding, the chairs
of the adults' and the children's boards heard on lines agreed beforehand, then the commissioner
questioned, the actions numbered in the running series and confirmed at the next meeting.
"""

from __future__ import annotations

from typing import Any, Final

ITEM: Final = "Safeguarding adults and children: the two boards and the commissioner"
MEETING: Final = "Safeguarding adults and children: themed meeting"

REVIEW: Final[dict[str, Any]] = {
    "kind": "themed",
    "title": "Safeguarding: who tells whom, and when",
    "question": (
        "Do the two safeguarding boards and the commissioner tell each other in time about "
        "families in which both adults and children are at risk?"
    ),
    "background": (
        "The panel's review of child protection heard that the same officers serve both boards. "
        "Members asked how the boards keep each other informed."
    ),
    "objective": (
        "The police and crime plan says that every child in Northmere will be protected by "
        "agencies that act together and early."
    ),
    "in_scope": "How the two boards, the police and the commissioner keep each other informed.",
    "out_of_scope": "Individual families; the work of single agencies.",
    "method": (
        "One themed meeting. Three lines of enquiry were agreed beforehand and sent to both "
        "chairs, who were heard first; the commissioner was questioned afterwards."
    ),
    "success": "Each board can say within a day whether the other one knows a family.",
}

LINES: Final[tuple[dict[str, Any], ...]] = (
    {
        "question": "How does each board learn that the other one knows a family?",
        "rationale": "A parent at risk and a child at risk may be known to different people.",
        "evidence_wanted": "How long word takes from one board to the other.",
        "theme": "domestic-abuse-notices",
        "lead": "Councillor Ruth Adeyemi",
        "planned": (
            ("How long does it take today until the other board knows?", "Councillor Ruth Adeyemi"),
            ("Who in your board answers when the other one asks?", "Dr Helen Marchbank"),
        ),
        "conclusion": "By weekly meetings of their officers. In between it depends on who asks.",
        "confidence": "moderate",
        "settle": "answer",
    },
    {
        "question": "Do the police send somebody who knows the family to both boards?",
        "rationale": "Inspectors elsewhere found empty chairs at conferences.",
        "evidence_wanted": "Attendance by rank and by meeting.",
        "theme": "conference-attendance",
        "lead": "Councillor Gareth Penhallow-Smythe",
        "planned": (
            ("Who came to your last three meetings?", "Councillor Gareth Penhallow-Smythe"),
        ),
        "conclusion": "To the adults' board they do. To the children's board they often cannot.",
        "confidence": "moderate",
        "settle": "answer_in_part",
    },
    {
        "question": "What does the commissioner know of how the two boards work together?",
        "rationale": "The commissioner answers to this panel for the contribution of the police.",
        "evidence_wanted": "What the commissioner is told, how often, and by whom.",
        "theme": "domestic-abuse-notices",
        "lead": "Councillor Miriam Thackeray",
        "planned": (
            ("When did you last read the minutes of either board?", "Councillor Miriam Thackeray"),
            ("Which figure would tell you that word comes too late?", "Samuel Oyelaran"),
        ),
        "conclusion": "Little, and late: the minutes of the boards reach the office once a year.",
        "confidence": "high",
        "settle": "answer",
    },
)

WITNESSES: Final[tuple[dict[str, Any], ...]] = (
    {
        "short": "adults",
        "name": "Desmond Farrar",
        "post": "Chair of the adults' board",
        "organisation": "Northmere Safeguarding Adults Board",
        "is_public": True,
    },
    {
        "short": "children",
        "name": "Margaret Ellwood",
        "post": "Chair of the children's board",
        "organisation": "Northmere Safeguarding Children Partnership",
        "is_public": True,
    },
)
COMMISSIONER: Final = "Jonathan Verrall, Police and Crime Commissioner for Northmere"

#: `line` and `planned` are numbers; `after` are minutes after half past ten. One question that was
#: planned stays unasked.
ENTRIES: Final[tuple[dict[str, Any], ...]] = (
    {
        "after": 15,
        "line": 1,
        "planned": 1,
        "witness": "adults",
        "answer": (
            "The officers of both boards meet every Thursday and go through new names. In between, "
            "word passes only when somebody thinks of asking."
        ),
    },
    {
        "after": 22,
        "line": 1,
        "planned": 1,
        "witness": "children",
        "answer": "Up to a week. We have no list of our own that the other board could look into.",
        "take_away": "information",
        "text": "How many families were known to both boards in the last twelve months?",
        "owner": "director",
        "due": -11,
    },
    {
        "after": 31,
        "line": 1,
        "planned": 2,
        "witness": "children",
        "answer": "The business manager, in office hours.",
    },
    {
        "after": 40,
        "line": 2,
        "planned": 1,
        "witness": "adults",
        "answer": "A chief inspector came to all three.",
    },
    {
        "after": 44,
        "line": 2,
        "planned": 1,
        "witness": "children",
        "answer": "To one a sergeant, to two nobody. The reports came afterwards.",
        "take_away": "action",
        "text": "Name a deputy for each seat of the police on the children's board.",
        "owner": "commissioner",
        "due": -6,
    },
    {
        "after": 70,
        "line": 3,
        "planned": 1,
        "answer": "The minutes reach my office with the yearly reports. I read them in the spring.",
        "take_away": "action",
        "text": "Send the minutes of both boards to the commissioner's office within a week.",
        "owner": "clerk",
        "due": 4,
    },
)

#: What the commissioner said, who is no witness of the panel's but answers to it.
QUESTIONED: Final[dict[str, Any]] = {
    "kind": "oral",
    "title": "Answers of the commissioner to the panel",
    "summary": (
        "The minutes of both boards reach the office of the commissioner once a year, with the "
        "yearly reports."
    ),
    "provider": COMMISSIONER,
    "access": "open",
}
FINDINGS: Final[tuple[dict[str, Any], ...]] = (
    {
        "line": 1,
        "evidence": (1, 2),
        "text": "Word of a family passes between the two boards within a week, and not sooner.",
        "strength": "moderate",
    },
    {
        "line": 2,
        "evidence": (4,),
        "text": "The police missed two of the last three meetings of the children's board.",
        "strength": "moderate",
    },
    {
        "line": 3,
        "evidence": (5,),
        "text": "The commissioner's office reads the minutes of both boards once a year.",
        "strength": "moderate",
    },
)
SUMMARY: Final = (
    "The panel heard the chairs of both safeguarding boards on three lines of enquiry, and then "
    "questioned the commissioner.\n\n"
    "Word of a family that both boards know takes up to a week. The police come to the adults' "
    "board, and often cannot come to the children's board. The commissioner reads the minutes of "
    "the boards once a year. Two actions were taken, and one question was answered in writing."
)
NEXT_STEPS: Final = (
    "The panel follows its two actions at each meeting. It will ask both chairs in a year whether "
    "word passes sooner."
)
ANSWERED: Final = "Thirty-one families, of which nineteen had a child on a protection plan."
PROGRESS: Final = "Two deputies are named; the third seat is being filled."
HEARD: Final = (
    "The panel heard the chairs of the adults' and the children's boards on its three lines of "
    "enquiry, and questioned the commissioner."
)
