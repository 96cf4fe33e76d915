"""The words of the standing sub-committee and of the call for evidence, as data."""

from __future__ import annotations

from typing import Any, Final

REVIEW: Final[dict[str, Any]] = {
    "kind": "standing",
    "title": "Preventing child sexual exploitation",
    "question": (
        "How sure can the panel be that the commissioner's work against child sexual exploitation "
        "protects children in Northmere?"
    ),
    "background": (
        "The panel set up this sub-committee to support, monitor and scrutinise the commissioner's "
        "work against child sexual exploitation. A panel that meets six times a year cannot follow "
        "one subject from meeting to meeting; a standing sub-committee can."
    ),
    "objective": (
        "The police and crime plan says that children at risk of exploitation will be found early "
        "and those who exploit them stopped."
    ),
    "in_scope": (
        "The commissioner's funding, priorities and oversight; how the police, the council and "
        "health share what they know; what becomes of the panel's recommendations."
    ),
    "out_of_scope": "Individual children, individual officers and cases that are under way.",
    "method": (
        "The sub-committee meets four times a year, asks for the same figures each time, takes its "
        "recommendations back at later meetings, and gives the full panel its assurance once a "
        "year."
    ),
    "success": "The panel can say each year how sure it is, and why.",
}
TERMS: Final = (
    "RESOLVED: that the terms of reference be adopted: to support, monitor and scrutinise the "
    "commissioner's work against child sexual exploitation, and to give assurance to the panel."
)

LINES: Final[tuple[dict[str, Any], ...]] = (
    {
        "question": "Is the risk of exploitation assessed in the same way in every part of "
        "Northmere?",
        "rationale": "A child who moves between districts should not become invisible.",
        "evidence_wanted": "The tool that is used, and a sample of assessments by district.",
        "conclusion": (
            "Not yet. Three districts use the shared tool; in the others assessments are made "
            "without it and cannot be compared."
        ),
        "confidence": "high",
    },
    {
        "question": "Does what one agency learns of places and people reach the others in time?",
        "rationale": "Mapping places of risk works only when everybody adds to the map.",
        "evidence_wanted": "How often the map is used, and by whom.",
        "conclusion": (
            "In part. The police and the council share a map of places of concern; health services "
            "see it only in meetings."
        ),
        "confidence": "moderate",
    },
)
EVIDENCE: Final[tuple[dict[str, Any], ...]] = (
    {
        "kind": "document",
        "title": "The commissioner's plan against child sexual exploitation",
        "summary": "What is funded, who leads, and which figures are reported each quarter.",
        "provider": "Office of the Police and Crime Commissioner for Northmere",
        "lines": (1, 2),
    },
    {
        "kind": "data",
        "title": "Assessments of risk by district",
        "summary": "Three of eight districts use the shared tool for each assessment.",
        "provider": "Northmere Safeguarding Children Partnership",
        "lines": (1,),
    },
    {
        "kind": "visit",
        "title": "Visit to the multi-agency team",
        "summary": "Members saw the map of places of concern in use by police and council staff.",
        "provider": "Members of the sub-committee",
        "lines": (2,),
    },
)
FINDINGS: Final[tuple[dict[str, Any], ...]] = (
    {
        "line": 1,
        "text": "Risk is assessed with the shared tool in three of eight districts only.",
        "strength": "strong",
        "evidence": (1, 2),
    },
    {
        "line": 2,
        "text": "Health services cannot see the shared map of places of concern when they need it.",
        "strength": "moderate",
        "evidence": (3,),
    },
    {
        "line": 2,
        "text": "Police and council staff work from one map, side by side.",
        "strength": "moderate",
        "is_positive": True,
        "evidence": (3,),
    },
)
RECOMMENDATIONS: Final[tuple[dict[str, Any], ...]] = (
    {
        "to": "commissioner",
        "text": (
            "That the commissioner makes the use of the shared tool in every district a condition "
            "of the funding for work against exploitation."
        ),
        "timescale": "six_months",
        "measure": "All eight districts report assessments made with the shared tool.",
        "findings": (1,),
    },
    {
        "to": "director",
        "text": "That the director gives health services access to the map of places of concern.",
        "timescale": "three_months",
        "measure": "Named health staff use the map each week.",
        "findings": (2, 3),
    },
    {
        "to": "board chair",
        "text": (
            "That the independent chair reports once a year how many children were assessed, by "
            "district."
        ),
        "timescale": "longer",
        "measure": "One table a year, comparable from district to district.",
        "findings": (1,),
    },
)
SUMMARY: Final = (
    "The sub-committee looked at how risk is assessed and how knowledge is shared. Police and "
    "council staff work well together from one map. Risk is assessed with the shared tool in three "
    "of eight districts only, and health services cannot see the map when they need it. Three "
    "recommendations go to three owners; the sub-committee takes them back at its later meetings."
)
FOREWORD: Final = (
    "This is the first report of a sub-committee that does not go away when its report is printed. "
    "It follows its own recommendations and tells the panel each year how sure it is."
)
NEXT_STEPS: Final = (
    "The sub-committee takes reports of progress at each meeting and gives the panel its assurance "
    "once a year."
)
DECISIONS: Final[dict[str, dict[str, Any]]] = {
    "commissioner": {
        "decision": "accepted",
        "reason": "",
        "action": "The condition is written into the agreements for the coming year.",
        "owner": "Head of Policy, Office of the Commissioner",
    },
    "director": {
        "decision": "partly_accepted",
        "reason": "Access to names of persons needs an agreement with the police first.",
        "action": "Named health staff see places on the map; persons follow after the agreement.",
        "owner": "Director of Children's Services",
    },
}
PROGRESS: Final = "Six of eight districts have signed the agreement with the condition in it."
PROOF: Final = "List of signed agreements, read by the sub-committee"
RATED: Final = "Six districts of eight: acceptable progress, to be looked at again."
ASSURANCE: Final = (
    "The sub-committee has reasonable assurance that the commissioner's work against child sexual "
    "exploitation is led, funded and followed up. It is less sure that risk is assessed alike "
    "everywhere: six of eight districts have agreed to use the shared tool, and figures that can "
    "be compared come only next year. Health services now see places on the shared map. The "
    "recommendation to the independent chair has not been answered."
)

CALLING: Final[dict[str, Any]] = {
    "kind": "review",
    "title": "Children who go missing from home and care",
    "question": (
        "When a child goes missing in Northmere, is everybody who could help told in time, and is "
        "the child heard when it is back?"
    ),
    "background": (
        "The review of the police contribution to child protection could not establish how often "
        "social workers learn late that a child is missing. The panel takes the question further."
    ),
    "in_scope": "Notices, return interviews, and what the commissioner pays for.",
    "out_of_scope": "Individual children and searches that are under way.",
}
CALL: Final = (
    "Do you work with children or families, in a school, a home, health or a charity? Tell the "
    "panel what you have seen of how agencies act when a child goes missing: when you were told, "
    "who spoke with the child afterwards, and what helped.\n\n"
    "Write about how services work. Do not write about one child."
)
PLANNED: Final = (("drafting", 5), ("agreed", 12), ("published", 13), ("tracking", 24))

TAKEN: Final[dict[str, Any]] = {
    "name": "Ros Haverthwaite",
    "organisation": "Northmere Youth Trust",
    "email": "ros@youth-trust.northmere.example",
    "may_be_named": True,
    "text": (
        "We run two drop-in centres. When a young person who uses them is reported missing we hear "
        "of it from other young people, and never from an agency. Return interviews are offered, "
        "but often a week later, when nobody wants to talk any more. Where one worker does both "
        "the search and the interview, children do talk."
    ),
}
TAKEN_TITLE: Final = "Northmere Youth Trust on notices and return interviews"
DECLINED: Final[dict[str, Any]] = {
    "name": "",
    "organisation": "",
    "email": "",
    "may_be_named": False,
    "text": "The bins in Harbour Street are never emptied on time. When will somebody act?",
}
DECLINED_REASON: Final = "It is about another subject. The sender was shown the council's page."
SET_APART: Final[dict[str, Any]] = {
    "name": "",
    "organisation": "",
    "email": "",
    "may_be_named": False,
    "text": (
        "There is a boy next door who is left alone for days. I hear him crying at night, and last "
        "week he was gone for two days. I do not know whom to tell."
    ),
}
