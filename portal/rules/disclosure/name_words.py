"""Titled words that are no names of people: offices, places, headings, months, roles.

Beside a pseudonym a titled word may be a name or anything else that is written large. What stands
here, and what ends like a place, is not taken for a name.
"""

from __future__ import annotations

import re
from typing import Final

_OFFICES: Final = """
academy agency association authority board borough bureau cabinet centre charity clinic club
college commission commissioner committee community constabulary council county court department
directorate district executive federation force forum foundation government group hall
headquarters health home hospital hub inspectorate institute library ltd magistrates mash ministry
network nhs nursery ofsted office panel parish parliament partnership police practice prison
probation programme project school secretariat section service services site society station
surgery team trust tribunal unit university ward cafcass camhs cps gp lscb lscp lado mappa marac
ncmd nspcc pcc pcp yot cqc hmicfrs iopc cyngor heddlu bwrdd panel ysgol ysbyty gwasanaeth
gwasanaethau adran
"""
_ROLES: Final = """
adult adviser advisor aunt author baby boy brother carer chair chairman chairwoman chief child
children clerk clinician coach consultant coordinator councillor cousin daughter deputy director
doctor family father female foster friend girl governor grandfather grandmother grandparent
guardian half head independent infant inspector judge lead leader learner male man manager member
midwife minister mother neighbour niece nephew nurse officer other parent parents partner patient
person practitioner principal professional professionals psychiatrist psychologist pupil relative
reviewer safeguarding secretary sergeant sibling siblings sister social solicitor son specialist
stepfather stepmother step student subject supervisor teacher teenager tutor twin uncle victim
visitor witness woman worker young youth youngest eldest older elder younger mam tad plentyn babi
chwaer brawd rhiant
"""
_HEADINGS: Final = """
about above abuse access action actions activity adoption after age agreed aged all also although
an and annex annual anonymous another appendix appointment april are arrangements as assessment at
attendance august background because before being below between birth body both briefing but by
care case cases chapter chronology circumstances comments concern concerns conclusion conclusions
conference consent contact contents context copy criminal current date dates day days deceased
december decision decisions detail details development disability disclosure discussion domestic
draft during each early education emotional end episode episodes event events evidence exempt
existing facts february few figure final finding findings first following for friday from full
further gender general had has he help her his history how however i if impact improvement in
incident index information initial injuries injury intervention into introduction involvement is
issue issues it its january july june key known last later learning legal lesson lessons level
life line lines list local looked march may meeting meetings minutes monday month months most my
name names national need needs neglect new next no none not note notes nothing november number
october of on one only open or order our out outcome outline over overview page paper part people
period physical plan planning plans points post pre present presentation previous procedure
proceedings protection public published purpose question questions rapid reason recommendation
recommendations record records redacted referral referrals relationship removed report reports
response responses restricted results review reviews risk risks saturday scope second see
september serious sexual she short since some speech start statement statutory story strategy
summary sunday supervision support table target terms that the their themes then there these they
this those though three thursday time timeline times to tuesday two types under until update use
version view views visit voice was we wednesday week weeks were what when where which while who
whose why with within without work wrote year years yes you your adroddiad adolygiad cyfarfod
ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr nid y yr a
ac ar yn o ei eu
"""
_PLACES: Final = """
aylesbury banbury barnsley bath bedford bedfordshire berkshire bicester birmingham blackburn
blackpool bolton bournemouth bracknell bradford brighton bristol britain british buckinghamshire
burnley bury cambridge cambridgeshire cardiff carlisle ceredigion cheltenham cheshire chester
colchester conwy cornwall coventry croydon cumbria cymru darlington denbighshire derby derbyshire
devon didcot doncaster dorset dudley durham east england english essex europe european exeter
flintshire gateshead gloucester gloucestershire great greater gwent gwynedd halifax hampshire
harrow hartlepool hereford herefordshire hertfordshire huddersfield hull humberside ipswich irish
islington kent keynes kingston kirklees lancashire lancaster leeds leicester leicestershire
lewisham lincoln lincolnshire liverpool london luton manchester mercia mersey merseyside
middlesbrough midlands milton monmouthshire newbury newcastle newport norfolk north northampton
northamptonshire northern northumberland northumbria norwich nottingham nottinghamshire oldham
oxford oxfordshire pembrokeshire peterborough plymouth portsmouth powys preston reading rochdale
rotherham royal rutland salford scotland scottish sheffield shropshire slough solihull somerset
south southampton southend southern staffordshire stockport stockton stoke suffolk sunderland
surrey sussex swansea swindon teesside telford thames torbay town trent tyne united valley village
wales walsall warrington warwickshire wear welsh wessex west western wight wigan wiltshire wirral
wokingham wolverhampton worcester worcestershire wrexham wycombe york yorkshire
"""
NOT_NAMES: Final = frozenset(f"{_OFFICES} {_ROLES} {_HEADINGS} {_PLACES}".split())
_PLACE_ENDING: Final = re.compile(r"(?:shire|borough|sbury|minster|ford-upon-\w+)$")


_OFFICE_WORDS: Final = frozenset(_OFFICES.split())


def is_office(word: str) -> bool:
    """Whether a word belongs to the name of an office or organisation."""
    return word.strip("'.-").casefold() in _OFFICE_WORDS


def may_be_name(word: str) -> bool:
    """Whether a titled word may be part of a person's name."""
    plain = word.strip("'.-").casefold().removesuffix("'s")
    if plain in NOT_NAMES or _PLACE_ENDING.search(plain):
        return False
    return not any(part in NOT_NAMES for part in plain.split("-") if len(part) > 2)
