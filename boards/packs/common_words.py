"""Words that stand in every agenda, and tell nothing of an item by themselves.

Those of the file format that are English words (Transparency, Caption, Border) are among them.
"""

from __future__ import annotations

from typing import Final

from portal.pdf.read.letters import fold, words

MOST_PLAIN: Final = 2
"""So many common words are plain; three of them in this order are a title that is worth a look."""
SHORT: Final = 3
"""Letters; a title as short as this is met by chance."""
COMMON: Final = frozenset(
    """
    a action actions activity agenda agree agreed all an and annex annual any apologies
    appendix appointment appointments approval approve apr april are article as at aug
    august background be been board body border briefing budget business by calc caption
    chair chairs closed code column committee complaint complaints confidential confirmation
    confirmed consider consideration consultation contents contract contracts correspondence
    council data date dec december decision decisions declaration declarations deputy
    details discussion document documents draft evidence excel exempt feb february feedback
    figure filter final finance financial for force formula forward friday from general
    group has have head hearing impress in index information interest interests introduction
    is issue issues it item items its jan january job jul july jun june key language late
    layout lead letter link links list mar march matter matters may meeting meetings member
    members membership metadata minute minutes monday monthly move names new next no not
    note noted notes notice nov november number oct october of office officer on open or
    oral other our outcome overview page pages panel paper papers part pattern performance
    plan planning plans police policy powerpoint precept presentation previous priorities
    private programme progress project proposal proposals public quarter quarterly question
    questions receive received receives recommendation recommendations reference report
    reports response responses restricted review reviews risk risks row saturday scan
    scanned schedule scrutiny section security sep september service services session staff
    staffing statement statistics strategy summary sunday supplement survey system table
    task team terms that the their themed these this thursday title to training transparency
    tuesday untitled update updates urgent verbal version visit visits was we wednesday
    welcome widget will with word work workshop writer year yearly
    """.split()  # noqa: SIM905
)


def telling_words(written: list[str]) -> list[str]:
    """Those of some words that are neither common nor a number."""
    folded = map(fold, written)
    return [word for word in folded if word not in COMMON and not word.isdigit()]


def is_plain(text: str) -> bool:
    """Whether a title is one or two common words, or nearly nothing."""
    own = words(text)
    short = len("".join(map(fold, own))) <= SHORT
    return short or (len(own) <= MOST_PLAIN and not telling_words(own))
