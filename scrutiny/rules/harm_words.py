"""The words in which people tell of harm, as parts of patterns (`reads_like_disclosure`)."""

from __future__ import annotations

from typing import Final

#: Those to whom it happens, near to whoever writes.
CHILD: Final = (
    r"(?:son|daughter|child|baby|boy|girl|brother|sister|niece|nephew|cousin|grandson|"
    r"granddaughter|grandchild|stepson|stepdaughter|stepchild|foster child|pupil|neighbour|"
    r"friend|mum|mother|twins|kids|children)"
)
HURT: Final = (
    r"(?:abused|raped|groomed|molested|assaulted|beaten|hit|hurt|punched|kicked|slapped|strangled|"
    r"burned|burnt|touched|exploited|trafficked|starved|neglected|threatened|sexually \w+)"
)
HURTS: Final = (
    r"(?:hits?|hitting|hittin|beatin|touchin|hurtin|hurts?|hurting|beats?|beating|touch(?:es|ed|ing)?|rap(?:es|ed|ing)|"
    r"abus(?:es|ed|ing)|punch(?:es|ed|ing)?|kick(?:s|ed|ing)?|slap(?:s|ped|ping)?|"
    r"strangl(?:es|ed|ing)|groom(?:s|ed|ing)|molest(?:s|ed|ing)|threaten(?:s|ed|ing)|"
    r"starv(?:es|ed|ing)|assault(?:s|ed|ing)|lock(?:s|ed|ing))"
)
SOMEBODY: Final = (
    r"(?:he|she|they|dad|father|mum|mother|stepdad|step-dad|stepfather|stepmother|uncle|aunt|"
    r"brother|cousin|boyfriend|girlfriend|husband|wife|partner|ex|teacher|coach|carer|"
    r"foster (?:father|mother|carer)|grandad|grandfather|man|men|someone|somebody)"
)
NEAR: Final = (
    r"(?:next door|upstairs|downstairs|down (?:the|my|our) (?:road|street)|across the road|"
    r"on (?:my|our) (?:street|road|estate)|in (?:my|our) (?:street|road|block|building|class|"
    r"school|team|flats)|my neighbour(?:s|'s|s')?|our neighbour(?:s|'s|s')?)"
)
DISTRESS: Final = (
    r"(?:scream(?:s|ing|ed)?|cry(?:ing)?|cries|bruis(?:es|ed)|black eye|hungry|alone|locked|"
    r"hit(?:s|ting)?|beat(?:s|en|ing)?|hurt(?:s|ing)?|abus(?:es|ed|ing|e)|smack(?:s|ed|ing)?|"
    r"neglect(?:ed|s)?|shout(?:s|ed|ing)? at|not fed|touch(?:es|ed|ing))"
)
NO_PERSON: Final = (
    r"(?:cuts?|delays?|kindness|news|statements?|reports?|decisions?|letters?|evidence|figures|"
    r"changes?|backlogs?|costs?|lack|closures?|words|stor(?:y|ies)|response|shortages?)\b"
)
BE: Final = r"(?:am|are|is|was|were|been|being|get|gets|got|getting)"
