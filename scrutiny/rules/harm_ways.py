"""The ways in which people tell of harm: what happens to them, or to somebody whom they know.

Every gap has a greatest length, so that no text makes a pattern run away.
"""

from __future__ import annotations

import re
from typing import Final

from scrutiny.rules.harm_words import (
    BE,
    CHILD,
    DISTRESS,
    HURT,
    HURTS,
    NEAR,
    NO_PERSON,
    SOMEBODY,
)

#: Each way of telling has a name, so that a test can say which of them heard it.
WAYS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            "it happened to me",
            (
                rf"\b(?:i|we)(?:'m|'ve)?\W+(?:(?:have|had|was|were|am|been|being|got|get|keep|kept|"
                rf"being|getting|still|also|often|always|regularly|sexually|physically)\W+){{0,4}}"
                rf"(?:was|were|am|been|being|got|get|getting)\W+"
                rf"(?:(?:sexually|physically|repeatedly|badly|often|always)\W+)?{HURT}\b"
                rf"(?!\W+(?:with\W+(?:closure|redundancy|the sack)|"
                rf"by\W+(?:\w+\W+){{0,2}}?{NO_PERSON}))"
            ),
        ),
        ("somebody does it to me", rf"\b{SOMEBODY}\W+(?:\w+\W+){{0,3}}?{HURTS}\W+(?:me|us)\b"),
        (
            "somebody makes me",
            (
                rf"\b{SOMEBODY}\W+(?:makes?|made|forces?|forced)\W+me\W+(?:to\W+)?"
                rf"(?:do|have|sell|take|carry|watch|touch|send|sleep|strip|go|lie|steal|undress|kiss)\b"
            ),
        ),
        (
            "a threat",
            (
                r"\bthreaten(?:s|ed|ing)?\W+to\W+(?:kill|hurt|rape|find|beat|burn)\W+"
                r"(?:me|us|him|her|my)\b"
            ),
        ),
        (
            "I live with it",
            (
                r"\bi(?:'m| am| was|'ve been| have been)\W+(?:a|the)\W+(?:\w+\W+){0,2}?"
                r"(?:victim|survivor)\b(?!\W+(?:support|service|care|advocate))"
            ),
        ),
        (
            "I know of one child",
            (
                rf"\bi\W+(?:know|think|believe|suspect)\W+(?:\w+\W+){{0,3}}?(?:a|my|this|that|the)\W+"
                rf"(?:\w+\W+){{0,2}}?{CHILD}\W+(?:who\W+|that\W+)?(?:is|are|gets)\W+"
                rf"(?:being\W+)?(?:\w+\W+)?{HURT}\b"
            ),
        ),
        (
            "there is a child",
            (
                rf"\bthere(?:'s| is| are)\W+(?:a|some|two|three)\W+(?:\w+\W+){{0,2}}?"
                rf"(?:girl|boy|child|baby|kid|kids|children|toddler)\W+(?:who|that|living|in|at|on|left|"
                rf"being)\b[^.!?]{{0,160}}\b(?:{DISTRESS}|{HURT}|left alone|home alone)\b"
            ),
        ),
        (
            "one grown-up does it now",
            (
                r"\b(?:a|the|my|our|this)\W+(?:\w+\W+){0,2}?(?:teacher|coach|priest|vicar|man|carer|"
                r"tutor|driver|neighbour|officer|leader|father|mother)\W+(?:\w+\W+){0,6}?"
                r"(?:is|keeps|has been)\W+(?:touching|abusing|grooming|hitting|hurting|raping|"
                r"beating|molesting)\b"
            ),
        ),
        (
            "my child is hurt",
            (
                rf"\bmy\W+(?:\w+\W+){{0,3}}?{CHILD}(?:'s)?\W+(?:\w+\W+){{0,4}}?{BE}\W+"
                rf"(?:(?:being|sexually|physically|repeatedly|badly|often)\W+){{0,2}}{HURT}\b"
            ),
        ),
        (
            "somebody hurts my child",
            rf"\b{HURTS}\W+(?:up\W+)?(?:my|her|his|their)\W+(?:\w+\W+){{0,2}}?{CHILD}\b",
        ),
        (
            "somebody hurts her or him",
            (
                rf"\b{SOMEBODY}\W+(?:\w+\W+){{0,6}}?(?:hits|beats|touches|rapes|abuses|hurts|"
                rf"is hitting|"
                rf"is hurting|is touching|is abusing|is beating|is raping|is grooming)\W+"
                rf"(?:him|her|them|the (?:boy|girl|baby|children|kids|twins))\b"
            ),
        ),
        ("near me", rf"\b{NEAR}\b[^.!?]{{0,160}}\b{DISTRESS}\b"),
        ("near me", rf"\b{DISTRESS}\b[^.!?]{{0,160}}\b{NEAR}\b"),
        (
            "I fear for one child",
            (
                rf"\bi(?:'m| am)\W+(?:\w+\W+){{0,2}}?(?:worried|concerned|scared|"
                rf"frightened|afraid)\W+"
                rf"(?:sick\W+)?(?:(?:about|for)\W+(?:my|this|that|one|a|the little|the young)|"
                rf"that\W+(?:my|this|that|the little))\W+"
                rf"(?:\w+\W+){{0,3}}?{CHILD}\b"
                rf"(?!\W+(?:protection|sexual|exploitation|abuse|services?|care|"
                rf"(?:in|under|with) (?:the|our) (?:care|service)))"
            ),
        ),
        (
            "danger now",
            (
                rf"\b(?:i|we|he|she|my {CHILD}|this child|that child|the (?:boy|girl|baby))"
                rf"(?:'m|'re|'s| am| are| is)\W+(?:\w+\W+){{0,2}}?"
                rf"(?:in danger|not safe|unsafe at home|at risk right now|scared to go home|"
                rf"afraid to go home|frightened to go home|scared of (?:my|him|her|going home)|"
                rf"afraid of (?:my|him|her|going home)|frightened of (?:my|him|her|going home))\b"
            ),
        ),
        (
            "a cry for help",
            (
                r"\b(?:please|somebody|someone)\W+(?:please\W+)?help\W+"
                r"(?:me|us|him|her|my|this child)\b"
            ),
        ),
        (
            "a life in danger",
            r"\b(?:want|going|trying)\W+to\W+(?:die|kill\W+(?:myself|me|him|her))\b",
        ),
        ("a life in danger", r"\b(?:kill|cut|harm|hurt)(?:ing)?\W+myself\b"),
        ("a secret", r"\b(?:told|tells)\W+me\W+(?:not\W+to\W+(?:tell|say)|to\W+keep\W+it)\b"),
        ("nobody believed", r"\b(?:no one|nobody|no-one)\W+(?:believes|believed)\W+(?:me|us)\b"),
        (
            "when I was small",
            (
                rf"\b(?:when|since|while)\W+i\W+was\W+(?:a\W+(?:child|boy|girl|kid|baby)|little|small|"
                rf"\d{{1,2}}|\w+\W+years\W+old|at\W+school|in\W+care)\b"
                rf"[^.!?]{{0,160}}\b(?:{HURT}|{HURTS})\b"
            ),
        ),
        (
            "a child told me",
            (
                rf"\b(?:a|my|one|this|that)\W+(?:\w+\W+){{0,2}}?{CHILD}\W+(?:\w+\W+){{0,2}}?"
                rf"(?:told|tells|disclosed to|confided in|said to)\W+me\b"
                rf"[^.!?]{{0,160}}\b(?:{HURT}|{HURTS})\b"
            ),
        ),
        (
            "I saw it",
            (
                rf"\bi\W+(?:have\W+)?(?:just\W+)?(?:saw|seen|heard|witnessed)\W+(?:\w+\W+){{0,6}}?"
                rf"(?:{HURTS})\W+(?:a|the|his|her|their|this|that|my)\W+(?:\w+\W+){{0,2}}?{CHILD}\b"
            ),
        ),
        (
            "bruises on one child",
            (
                rf"\b(?:my|this|that|the little|a little)\W+(?:\w+\W+){{0,2}}?{CHILD}\b"
                rf"[^.!?]{{0,160}}\b(?:bruises|burns|marks|cuts)"
                rf"\W+(?:on|all over|to)\W+(?:his|her|their)\b"
            ),
        ),
        # Welsh: it happened to me, he hits me, my child is hurt, help.
        (
            "Cymraeg",
            (
                r"\b(?:ces i fy|cefais fy|rwy'n cael fy|dw i'n cael fy|dwi'n cael fy)\W+"
                r"(?:ng?ham-?drin|nhreisio|mwrw|nharo|mygwth|nghyffwrdd)"
            ),
        ),
        (
            "Cymraeg",
            r"\b(?:mae|roedd)\W+(?:\w+\W+){0,3}?yn\W+(?:fy\W+(?:mwrw|nharo|ngham-?drin|mrifo))",
        ),
        (
            "Cymraeg",
            (
                r"\bfy\W+(?:merch|mab|mhlentyn|chwaer|mrawd|ffrind)\b[^.!?]{0,160}\b(?:cael|ei)\W+"
                r"(?:ei\W+)?(?:ch?am-?drin|gam-?drin|tharo|daro|bwrw|brifo|churo|threisio|dreisio)"
            ),
        ),
        (
            "Cymraeg",
            (
                r"\b(?:brifo|bwrw|taro|curo|cam-?drin|treisio)\W+fy\W+"
                r"(?:mhlentyn|merch|mab|chwaer|mrawd|ffrind|mhlant)\b"
            ),
        ),
        ("Cymraeg", r"\b(?:helpwch|helpa)\W+fi\b"),
    )
)
