"""Who sees the files, packs and restricted papers of a body, and how seeing them is logged.

Every other record of a body is for its officers (`boards.scopes`). docs/access.md has the table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from boards.models import (
    Access,
    AgendaItem,
    Document,
    Image,
    ItemAccess,
    Meeting,
    Pack,
    PackFile,
    Paper,
    Rendition,
    Restriction,
    ScrutinyBody,
)
from boards.reader_viewing import substituted_meetings
from portal import audit
from portal.access import OFFICE_ROLES, bodies_of, roles_of, rows_for
from portal.viewing import officers_see, register_viewing

if TYPE_CHECKING:
    from portal.models import User

#: Who reads what is restricted: the officers, and those who take part in the body's private work.
READERS: Final = OFFICE_ROLES | {"chair", "member", "lead_member", "scrutineer"}
#: Who may check a pack before it goes out, and therefore reads it before that.
CHECKERS: Final = frozenset({"clerk", "proper_officer", "chair"})
#: States of a pack that has gone out; before that it is for those who check it.
ISSUED: Final = frozenset({Pack.State.PUBLISHED, Pack.State.SUPERSEDED, Pack.State.WITHDRAWN})
#: States in which a pack is for all readers of the body. One that was withdrawn is so for them too.
OPEN_TO_READERS: Final = ISSUED - {Pack.State.WITHDRAWN}


def register_what_is_restricted() -> None:
    """Tell the floor; called once at start-up, after the plain rules."""
    register_viewing(ScrutinyBody, bodies_kept)
    register_viewing(
        Document, documents, is_restricted=_is_restricted, sentence=_document_was_opened
    )
    register_viewing(Image, images, is_restricted=_is_restricted, sentence=_image_was_shown)
    register_viewing(
        Rendition,
        renditions,
        is_restricted=lambda rendition: _is_restricted(rendition.image),
        subject=lambda rendition: rendition.image,
        sentence=lambda rendition: _image_was_shown(rendition.image),
        once_a_day=True,
    )
    register_viewing(Pack, packs_in_preparation)
    register_viewing(
        PackFile,
        pack_files,
        is_restricted=_is_no_public_file,
        subject=lambda file: file.pack,
        sentence=_pack_was_downloaded,
        act=audit.DOWNLOAD,
    )
    _register_papers()


def _register_papers() -> None:
    """Items, papers and their grounds, each time; the desk of their meeting once a day."""
    register_viewing(
        AgendaItem,
        officers_see(AgendaItem),
        is_restricted=_is_withheld,
        sentence=_record_was_opened,
    )
    register_viewing(
        Paper, officers_see(Paper), is_restricted=_is_withheld, sentence=_record_was_opened
    )
    register_viewing(
        Restriction,
        officers_see(Restriction),
        is_restricted=lambda _row: True,
        sentence=_record_was_opened,
    )
    register_viewing(
        Meeting,
        officers_see(Meeting),
        is_restricted=_withholds_something,
        sentence=_desk_was_opened,
        once_a_day=True,
    )


def bodies_kept(user: User) -> QuerySet[ScrutinyBody]:
    """The bodies whose registers somebody keeps: their officers; the portal's administrators all.

    Registers are people, seats and offices. The records of a body hang from its other kinds, which
    an administrator of the portal does not see.
    """
    if user.is_superuser:
        return ScrutinyBody.objects.all()
    return rows_for(user, ScrutinyBody)


def documents(user: User) -> QuerySet[Document]:
    """Originals: the restricted ones for readers, open ones for everybody with a role."""
    rows: QuerySet[Document] = Document.objects.filter(_by_access(user))
    return rows


def images(user: User) -> QuerySet[Image]:
    """Pictures, as documents."""
    rows: QuerySet[Image] = Image.objects.filter(_by_access(user))
    return rows


def renditions(user: User) -> QuerySet[Rendition]:
    """Sized copies, as the picture that they were made from. Collections protect none of them."""
    rows: QuerySet[Rendition] = Rendition.objects.filter(_by_access(user, "image__"))
    return rows.select_related("image__body")


def packs_in_preparation(user: User) -> QuerySet[Pack]:
    """Packs as records: for the officers of the body and those who check them."""
    return Pack.objects.filter(meeting__body__slug__in=bodies_of(user, OFFICE_ROLES | CHECKERS))


def pack_files(user: User) -> QuerySet[PackFile]:
    """Built packs: those in force for the readers of the body, others for those who check them.

    A substitute reads those of the one meeting for which they were named.
    """
    path = "pack__meeting__body__slug__in"
    theirs = Q(**{path: bodies_of(user, READERS)})
    theirs |= Q(pack__meeting__in=substituted_meetings(user))
    issued = theirs & Q(pack__state__in=OPEN_TO_READERS)
    early = Q(**{path: bodies_of(user, OFFICE_ROLES | CHECKERS)})
    return PackFile.objects.filter(issued | early).select_related("pack__meeting__body")


def _by_access(user: User, path: str = "") -> Q:
    anybody = Q(**{f"{path}body__slug__in": roles_of(user), f"{path}access": Access.OPEN})
    return anybody | Q(**{f"{path}body__slug__in": bodies_of(user, READERS)})


def _is_restricted(item: Document | Image) -> bool:
    return item.access == Access.RESTRICTED


def _is_no_public_file(file: PackFile) -> bool:
    """The restricted edition always; the public one until it is public."""
    return file.audience == PackFile.Audience.RESTRICTED or file.pack.state not in ISSUED


def _is_withheld(row: AgendaItem | Paper) -> bool:
    return row.access != ItemAccess.OPEN


def _withholds_something(meeting: Meeting) -> bool:
    papers = Paper.objects.filter(item=OuterRef("pk")).exclude(access=ItemAccess.OPEN)
    withheld = ~Q(access=ItemAccess.OPEN) | Exists(papers)
    return AgendaItem.objects.filter(withheld, meeting=meeting).exists()


def _document_was_opened(document: Document) -> str:
    return _("The restricted document “%(title)s” was opened.") % {"title": document.title}


def _image_was_shown(image: Image) -> str:
    return _("The restricted image “%(title)s” was shown.") % {"title": image.title}


def _pack_was_downloaded(file: PackFile) -> str:
    if file.audience == PackFile.Audience.RESTRICTED:
        return _("The restricted pack %(pack)s was opened.") % {"pack": file.pack}
    return _("The public edition of the pack %(pack)s was opened before it was public.") % {
        "pack": file.pack
    }


def _record_was_opened(record: Any) -> str:
    return _("The restricted record “%(record)s” was opened.") % {"record": record}


def _desk_was_opened(meeting: Meeting) -> str:
    return _("The desk of a meeting with restricted papers was opened: “%(meeting)s”.") % {
        "meeting": meeting
    }
