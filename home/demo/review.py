"""The words of the demonstration's review, as data: what a clerk would have typed."""

from __future__ import annotations

from typing import Any

ENTRY: dict[str, Any] = {
    "title": "The police contribution to child protection in Northmere",
    "purpose": (
        "To find out whether the weaknesses that inspectors found in police work on child "
        "protection elsewhere are present in Northmere, and what the commissioner does about them."
    ),
    "source": (
        "On 17 October 2016 the chief inspector of Ofsted, Michael Wilshaw, wrote to the chief "
        "inspector of constabulary, Thomas Winsor, about serious weaknesses in some forces' child "
        "protection work. Panels were advised on 25 October 2016 that they can raise these "
        "concerns with their commissioner and their councils."
    ),
}

REVIEW: dict[str, Any] = {
    "kind": "review",
    "title": "Police contribution to child protection",
    "question": (
        "Does the commissioner make sure that the police in Northmere play their full part in "
        "protecting children together with councils and health?"
    ),
    "background": (
        "In October 2016 Ofsted reported that more than half of its 42 inspections of local "
        "authority children's services in 2015/16 had found serious weaknesses in the police "
        "contribution. Ten forces were named: Metropolitan, Cambridgeshire, Devon and Cornwall, "
        "Dorset, Essex, Kent, Greater Manchester, South Yorkshire, Sussex and Thames Valley. "
        "Northmere Police was not among them.\n\n"
        "Five weaknesses came up again and again: domestic abuse information shared late; social "
        "workers told late of missing children; empty chairs at child protection conferences; "
        "joint visits not carried out; and backlogs of checks by the Disclosure and Barring "
        "Service. Ofsted warned that failures like those of Rotherham and Oxford could recur. The "
        "panel took the five as its lines of enquiry."
    ),
    "objective": (
        "The police and crime plan says that every child in Northmere will be protected by "
        "agencies that act together and early. This review tests that aim against practice."
    ),
    "in_scope": (
        "How the commissioner holds the chief constable to account for child protection; what "
        "partner agencies experience from day to day; checks on carers that wait for the police."
    ),
    "out_of_scope": (
        "Individual cases and complaints; the work of the courts; operational decisions of "
        "Northmere Police."
    ),
    "method": (
        "A task group of four members agreed five key lines of enquiry, sent them to every witness "
        "beforehand, heard witnesses at a themed meeting, read published inspection reports of "
        "other areas, and took written evidence from practitioners in confidence."
    ),
    "success": (
        "Domestic abuse notices reach the council within one working day, and the police attend "
        "every initial child protection conference."
    ),
}

TASK_GROUP = (
    "Councillor Priya Ramanathan",
    "Councillor Ruth Adeyemi",
    "Councillor Gareth Penhallow-Smythe",
    "Dr Helen Marchbank",
)

THEMES = (
    ("domestic-abuse-notices", "Domestic abuse notices"),
    ("missing-children", "Missing children"),
    ("conference-attendance", "Attendance at conferences"),
    ("joint-visits", "Joint visits"),
    ("disclosure-and-barring", "Disclosure and barring checks"),
)

#: One for each of the five weaknesses, with the theme it belongs to.
LINES: tuple[dict[str, Any], ...] = (
    {
        "question": (
            "How soon after an incident of domestic abuse does the council learn that a child was "
            "in the home?"
        ),
        "rationale": (
            "Elsewhere notices reached the council in batches, so children waited for help."
        ),
        "evidence_wanted": "Days from incident to notice, by month; the procedure in force.",
        "theme": "domestic-abuse-notices",
        "lead": "Councillor Priya Ramanathan",
        "conclusion": (
            "Notices come too late. Most are sent in weekly batches, and nobody in the "
            "commissioner's office measures how long they take."
        ),
        "confidence": "high",
        "settle": "answer",
    },
    {
        "question": (
            "Are social workers told at once when a child is reported missing, and again when the "
            "child is found?"
        ),
        "rationale": "Inspectors found that social workers heard of missing children late.",
        "evidence_wanted": "The protocol, and what duty social workers say of it.",
        "theme": "missing-children",
        "lead": "Councillor Ruth Adeyemi",
        "conclusion": (
            "In office hours they are. At night and at weekends the answer depends on who is on "
            "duty, and the panel could not establish how often word came late."
        ),
        "confidence": "moderate",
        "settle": "answer_in_part",
    },
    {
        "question": "Do the police attend child protection conferences and strategy discussions?",
        "rationale": (
            "In one area officers had been told not to attend initial conferences about unborn "
            "babies."
        ),
        "evidence_wanted": "Attendance by type of conference over two years.",
        "theme": "conference-attendance",
        "lead": "Councillor Gareth Penhallow-Smythe",
        "conclusion": (
            "Attendance at initial conferences is good and has improved. Review conferences are "
            "often missed, and then a written report comes only sometimes."
        ),
        "confidence": "high",
        "settle": "answer",
    },
    {
        "question": (
            "Are visits that need both a police officer and a social worker made together?"
        ),
        "rationale": (
            "Only the police can remove a child at once. Social workers made dangerous visits "
            "alone."
        ),
        "evidence_wanted": "Accounts of practitioners, in confidence if they wish.",
        "theme": "joint-visits",
        "lead": "Dr Helen Marchbank",
        "conclusion": (
            "Not reliably. Practitioners described visits made alone because no officer was free."
        ),
        "confidence": "moderate",
        "settle": "answer",
    },
    {
        "question": (
            "How many approved carers in Northmere are waiting for a check by the Disclosure and "
            "Barring Service that lies with the police?"
        ),
        "rationale": (
            "One council could not use 23 approved in-house carers because of such a backlog."
        ),
        "evidence_wanted": "The number waiting, and the longest wait.",
        "theme": "disclosure-and-barring",
        "lead": "Councillor Priya Ramanathan",
        "conclusion": "",
        "confidence": "",
        "settle": "leave_unanswered",
        "reason": (
            "The figures that the task group asked for had not been supplied when it finished."
        ),
    },
)

WITNESSES: tuple[dict[str, Any], ...] = (
    {
        "short": "children",
        "name": "Margaret Ellwood",
        "post": "Independent Chair",
        "organisation": "Northmere Safeguarding Children Partnership",
        "is_public": True,
    },
    {
        "short": "adults",
        "name": "Desmond Farrar",
        "post": "Independent Chair",
        "organisation": "Northmere Safeguarding Adults Board",
        "is_public": True,
    },
    {
        "short": "practitioner",
        "name": "Rosalind Quigley-Harmer",
        "post": "Social worker",
        "organisation": "Northmere County Council",
        "is_public": False,
        "public_description": "A social worker with eleven years of practice",
    },
)

#: `lines` are numbers of lines of enquiry; `heard` marks what was said at the themed meeting.
EVIDENCE: tuple[dict[str, Any], ...] = (
    {
        "kind": "document",
        "title": "Letter from Ofsted to the inspectorate of constabulary, 17 October 2016",
        "summary": (
            "Serious weaknesses in some forces' child protection work: more than half of 42 "
            "inspections in 2015/16 found them. Names ten forces and five recurring weaknesses."
        ),
        "provider": "Ofsted",
        "dated_on": "2016-10-17",
        "lines": (1, 2, 3, 4, 5),
    },
    {
        "kind": "document",
        "title": "Inspection of Stockton-on-Tees, 2016: services and safeguarding board",
        "summary": (
            "The council's services were judged good, but the safeguarding board requires "
            "improvement because police support was lacking. Officers were often missing from "
            "strategy discussions and had been told not to attend initial conferences about unborn "
            "babies. A case was closed in spite of clear signs of deliberate injury, and reopened "
            "only after the council, prompted by inspectors, stepped in. Ofsted saw a wide and "
            "dangerous distance between Cleveland's stated priorities and its practice."
        ),
        "provider": "Ofsted",
        "dated_on": "2016-10-17",
        "lines": (3,),
    },
    {
        "kind": "document",
        "title": "Bury: domestic abuse notices sent in batches",
        "summary": (
            "Notices reached the council in batches and not one by one as incidents happened, so "
            "children waited for help."
        ),
        "provider": "Ofsted",
        "dated_on": "2016-10-17",
        "lines": (1,),
    },
    {
        "kind": "document",
        "title": "Torbay: children taken into police protection",
        "summary": (
            "Children were taken into police protection without prior discussion of alternatives "
            "with social workers."
        ),
        "provider": "Ofsted",
        "dated_on": "2016-10-17",
        "lines": (4,),
    },
    {
        "kind": "data",
        "title": "Carers waiting for a check in one council that is not named",
        "summary": (
            "One council had 23 approved in-house carers whom it could not use because of the "
            "backlog of checks."
        ),
        "provider": "Ofsted",
        "dated_on": "2016-10-17",
        "lines": (5,),
    },
    {
        "kind": "oral",
        "title": "Oral evidence of the chair of the children's partnership",
        "summary": (
            "Attendance at initial conferences has risen; review conferences are the weak point. "
            "Notices of domestic abuse come once a week, mostly on Mondays."
        ),
        "witness": "children",
        "heard": True,
        "lines": (1, 3),
    },
    {
        "kind": "oral",
        "title": "Oral evidence of the chair of the adults' board",
        "summary": (
            "The same officers serve both boards. Word of a missing child at the weekend depends "
            "on who is on duty."
        ),
        "witness": "adults",
        "heard": True,
        "lines": (2,),
    },
    {
        "kind": "written",
        "title": "Statement of a social worker about visits made alone",
        "summary": (
            "Describes three visits in which no officer was free, in enough detail to recognise "
            "the families."
        ),
        "witness": "practitioner",
        "access": "restricted",
        "restriction_reason": (
            "Given in confidence; its details could lead to the families concerned."
        ),
        "lines": (4,),
    },
    {
        "kind": "data",
        "title": "Attendance at child protection conferences in Northmere, two years",
        "summary": (
            "Initial conferences: the police attended almost all. Review conferences: fewer than "
            "half, with a written report in some of the rest."
        ),
        "provider": "Northmere Safeguarding Children Partnership",
        "lines": (3,),
    },
)

#: `line` and `evidence` are numbers.
FINDINGS: tuple[dict[str, Any], ...] = (
    {
        "line": 1,
        "text": (
            "Northmere Police sends notices of domestic abuse to the council in weekly batches, as "
            "inspectors criticised elsewhere."
        ),
        "strength": "strong",
        "evidence": (3, 6),
    },
    {
        "line": 1,
        "text": (
            "The commissioner's office does not measure the time from an incident to the notice."
        ),
        "strength": "moderate",
        "evidence": (6,),
    },
    {
        "line": 2,
        "text": (
            "Outside office hours there is no agreed way to tell social workers that a child is "
            "missing."
        ),
        "strength": "moderate",
        "evidence": (1, 7),
    },
    {
        "line": 3,
        "text": "The police attend almost all initial child protection conferences.",
        "strength": "strong",
        "is_positive": True,
        "evidence": (6, 9),
    },
    {
        "line": 3,
        "text": (
            "The police miss more than half of review conferences, and a written report does not "
            "always take their place."
        ),
        "strength": "strong",
        "evidence": (2, 6, 9),
    },
    {
        "line": 4,
        "text": (
            "Social workers have made visits alone for which a joint visit had been agreed, since "
            "no officer was free."
        ),
        "strength": "moderate",
        "evidence": (4, 8),
    },
)

#: `findings` are numbers; `to` is the short name of the owner.
RECOMMENDATIONS: tuple[dict[str, Any], ...] = (
    {
        "to": "commissioner",
        "text": (
            "Require Northmere Police to send each notice of domestic abuse that concerns a child "
            "to the council within one working day of the incident."
        ),
        "timescale": "three_months",
        "measure": "The share of notices sent within one working day, reported every quarter.",
        "findings": (1,),
    },
    {
        "to": "commissioner",
        "text": (
            "Publish every quarter the time from incident to notice, and the attendance of the "
            "police at review conferences."
        ),
        "timescale": "six_months",
        "measure": "Two figures in the quarterly performance report, with those of a year before.",
        "findings": (2, 5),
    },
    {
        "to": "commissioner",
        "text": (
            "Fund a second detective post in each child abuse team so that agreed joint visits can "
            "always be made."
        ),
        "timescale": "longer",
        "measure": "No agreed joint visit is made by a social worker alone.",
        "findings": (6,),
    },
    {
        "to": "director",
        "text": (
            "Agree with Northmere Police a single duty number for missing children that is "
            "answered at night and at weekends."
        ),
        "timescale": "immediate",
        "measure": "The number is in use and tested each month.",
        "findings": (3,),
    },
    {
        "to": "director",
        "text": (
            "Keep a record of every agreed joint visit that was made alone, and report it to the "
            "safeguarding partnership."
        ),
        "timescale": "three_months",
        "measure": "A monthly count, with the reason for each.",
        "findings": (6,),
    },
    {
        "to": "board chair",
        "text": (
            "Report to this panel every six months how often the police attended review "
            "conferences, and what was done where they did not."
        ),
        "timescale": "six_months",
        "measure": "Two reports a year to the panel.",
        "findings": (4, 5),
    },
)

SUMMARY = (
    "Inspectors found in 2016 that the police elsewhere let children down in five ways. The panel "
    "asked whether the same happens in Northmere.\n\n"
    "It found good practice: the police attend almost all initial child protection conferences. It "
    "also found that notices of domestic abuse are sent to the council in weekly batches, that "
    "review conferences are often missed, and that social workers have made visits alone for which "
    "a joint visit had been agreed. One question, about carers waiting for checks, could not be "
    "answered.\n\n"
    "The panel makes six recommendations to three owners."
)
FOREWORD = (
    "No member of this panel needed persuading that children come first. What we wanted to know is "
    "whether the arrangements in Northmere live up to it on a Saturday night. We thank all who "
    "spoke to us, above all those who could only do so in confidence."
)
NEXT_STEPS = (
    "The panel asks each owner for a response within 28 days. It will follow every recommendation "
    "at its meetings and will close one only when it has seen that it was done."
)
CORRECTION = (
    "Finding 5 said that the police miss most review conferences. The figures show that they miss "
    "more than half. This edition corrects the sentence and adds the responses and actions."
)
FIRST_FINDING_5 = (
    "The police miss most review conferences, and a written report does not always take their "
    "place."
)

#: The commissioner's answers to R1, R2 and R3.
COMMISSIONER_DECISIONS: tuple[dict[str, Any], ...] = (
    {
        "decision": "accepted",
        "action": "The chief constable has been asked to end weekly batches from the next month.",
        "owner": "Chief Constable of Northmere Police",
        "due_weeks": -12,
    },
    {
        "decision": "partly_accepted",
        "reason": (
            "The time from incident to notice will be published. Attendance at conferences is "
            "recorded by the partnership and is for the partnership to publish."
        ),
        "action": "A new figure in the quarterly performance report.",
        "owner": "Head of Policy, Office of the Commissioner",
        "due_weeks": 2,
    },
    {
        "decision": "rejected",
        "reason": (
            "The budget for the year is set, and how officers are deployed is for the chief "
            "constable. The commissioner will ask for a report on joint visits instead."
        ),
    },
)
COMMISSIONER_INTRODUCTION = (
    "The commissioner thanks the panel for a careful report. Many of the difficulties it describes "
    "are shared by councils and other agencies, and much work is under way."
)
DIRECTOR_DECISIONS: tuple[dict[str, Any], ...] = (
    {
        "decision": "accepted",
        "action": "A duty number has been agreed and is being tested.",
        "owner": "Head of the Front Door, Northmere County Council",
        "due_weeks": -14,
    },
    {
        "decision": "accepted",
        "action": "Team managers will record each such visit from now on.",
        "owner": "Head of Safeguarding, Northmere County Council",
        "due_weeks": -8,
    },
)
DIRECTOR_INTRODUCTION = "The council accepts both recommendations that are addressed to it."
