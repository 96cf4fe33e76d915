"""The values that make an address of the admin point at a planted object, by parameter name."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final

import pikepdf
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.models import Page, UploadedFile

from boards.disclosure import body_matter
from boards.models import (
    DisposalCertificate,
    Document,
    Image,
    Meeting,
    Pack,
    PackFile,
    Paper,
    Redaction,
    ScrutinyBody,
)
from boards.operations.roles import grant_role
from portal.access import roles_in
from portal.disclosure.gate import concerns_of_matter
from portal.disclosure.matters import matter_called
from portal.models import DisclosureClearing, FileScan, Incident, Job
from scrutiny.models import ActionImport, ImportedAction, Response, Review, Witness
from tests.architecture.admin_addresses import Address
from tests.architecture.planting import CANARY, World

Filler = Callable[[World], object]


def _always(value: object) -> Filler:
    return lambda _world: value


def _upload(model: type[Any]) -> Filler:
    def make(world: World) -> object:
        return UploadedFile.objects.create(
            for_content_type=ContentType.objects.get_for_model(model),
            file=ContentFile(b"half way", name=f"{CANARY}.txt"),
            uploaded_by_user=world.clerk,
        ).pk

    return make


def _session(world: World) -> object:
    return EditingSession.objects.create(
        user=world.clerk,
        content_type=ContentType.objects.get_for_model(Page),
        object_id=str(world.page.pk),
        last_seen_at=timezone.now(),
    ).pk


def _job(world: World) -> object:
    return Job.objects.create(
        kind="build_pack",
        body=world.body.slug,
        arguments={"pack": world.row(Pack).pk, "by": world.clerk.pk},
        progress_label=CANARY,
        created_at=timezone.now(),
    ).pk


def _hit(world: World) -> object:
    """A hit of the proof in the planted file of a pack."""
    digest = "0f" * 32
    hit = {"digest": digest, "place": "page 1", "page": 1, "shown": CANARY, "kind": "words"}
    PackFile.objects.update_or_create(
        pack_id=world.row(Pack).pk, audience="public", defaults={"proof": {"hits": [hit]}}
    )
    return digest


def _redacted(world: World) -> object:
    """The planted paper, with a version for the public that was made."""
    paper = world.row(Paper)
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(made)
    name = default_storage.save("redactions/planted.pdf", ContentFile(made.getvalue()))
    Redaction.objects.update_or_create(
        paper_id=paper.pk,
        defaults={
            "state": Redaction.State.MADE,
            "source_sha256": "",
            "pages": [[0, 0, 612, 792, 0]],
            "working_name": name,
            "result_name": name,
            "text": CANARY,
        },
    )
    return paper.pk


def _as_officer(world: World, model: type[Any], column: str) -> object:
    """A column of a planted row that only a proper officer may open; so clerk 1 becomes one."""
    if "proper_officer" not in roles_in(world.clerk, world.body.slug):
        begins = date(2020, 1, 1)
        grant_role(
            user=world.clerk, body=world.body, role="proper_officer", by=None, valid_from=begins
        )
    return getattr(world.row(model), column)


#: A meeting as a case of disposal.
_CASE: Final[Mapping[str, Filler]] = {
    "kind": _always("meeting"),
    "key": lambda world: _as_officer(world, Meeting, "key"),
}
_CERTIFICATE: Final[Mapping[str, Filler]] = {
    "key": lambda world: _as_officer(world, DisposalCertificate, "key")
}
_INCIDENT: Final[Mapping[str, Filler]] = {
    "pk": lambda world: _as_officer(world, Incident, "pk"),
}


def _log(state: str) -> Filler:
    """An import of an action log, under way or done, with one row."""

    def make(world: World) -> object:
        rows = [[1, "", ["Action", "Owner"]], [2, "", [CANARY, "All"]]]
        log = ActionImport.objects.get_or_create(
            body=world.body,
            state=state,
            defaults={
                "file_name": f"{CANARY}.docx",
                "sha256": "0b" * 32,
                "log_name": CANARY,
                "tables": [{"heading": CANARY, "rows": rows}],
                "done_at": timezone.now() if state == "done" else None,
            },
        )[0]
        if state == "done":
            ImportedAction.objects.get_or_create(
                log=log, number=2, defaults={"text": CANARY, "outcome": "left_out"}
            )
        return log.pk

    return make


_LOG: Final[Mapping[str, Filler]] = {
    "body": lambda world: world.body.slug,
    "log_pk": _log("under_way"),
}
_LOG_DONE: Final[Mapping[str, Filler]] = {**_LOG, "log_pk": _log("done")}


def _concern(world: World) -> object:
    """The mark of something that the gate finds in what is said of the body."""
    world.body.refresh_from_db()
    ScrutinyBody.objects.filter(pk=world.body.pk).update(purpose="Call 07911 123456.")
    matter = matter_called(body_matter(world.body))
    assert matter is not None
    return concerns_of_matter(matter)[0].digest


def _cleared(world: World) -> object:
    return DisclosureClearing.objects.get_or_create(
        matter=body_matter(world.body),
        digest="0e" * 32,
        defaults={
            "body": world.body.slug,
            "code": "phone",
            "level": "look",
            "reason": CANARY,
            "cleared_at": timezone.now(),
        },
    )[0].pk


def _scan(world: World) -> object:
    """The hash of a file of the body in which the gate has found something on page 1."""
    if not default_storage.exists("walk/page.pdf"):
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            pdf.save(made := io.BytesIO())
        default_storage.save("walk/page.pdf", ContentFile(made.getvalue()))
    return FileScan.objects.get_or_create(
        matter=body_matter(world.body),
        sha256="0d" * 32,
        ending="pdf",
        defaults={
            "body": world.body.slug,
            "stored": "walk/page.pdf",
            "mark": "x",
            "concerns": [{"digest": "0c" * 32}],
            "scanned_at": timezone.now(),
        },
    )[0].sha256


_BODY_AS_MATTER: Final[Mapping[str, Filler]] = {
    "kind": _always("body"),
    "key": lambda world: world.body.key,
}
#: By the name of the parameter; the same everywhere.
BY_PARAMETER: Final[Mapping[str, Filler]] = {
    "page_id": lambda world: world.page.pk,
    "parent_page_id": lambda world: world.front.pk,
    "revision_id": lambda world: world.revision.pk,
    "document_id": lambda world: world.document.pk,
    "doc_id": lambda world: world.loose.pk,
    "image_id": lambda world: world.image.pk,
    "filter_spec": _always("max-165x165"),
    "session_id": _session,
    "review_pk": lambda world: world.row(Review).pk,
    "witness_pk": lambda world: world.row(Witness).pk,
    "response_pk": lambda world: world.row(Response).pk,
    "meeting_pk": lambda world: world.row(Meeting).pk,
    "key": _job,
    "body": lambda world: world.body.slug,
    "slug": lambda world: world.body.slug,
    "content_type_app_name": _always("home"),
    "content_type_model_name": _always("standardpage"),
}
#: By the name of the address, where the parameter's name says too little.
BY_ADDRESS: Final[Mapping[str, Mapping[str, Filler]]] = {
    "wagtailadmin_pages:revisions_compare": {
        "pk": lambda world: world.page.pk,
        "revision_id_a": _always("live"),
        "revision_id_b": _always("latest"),
    },
    "wagtailadmin_editing_sessions:ping": {
        "app_label": _always("wagtailcore"),
        "model_name": _always("page"),
        "object_id": lambda world: world.page.pk,
    },
    "sources:template": {"body": lambda world: world.body.slug, "form": _always("csv")},
    "actions:carry": {
        "body": lambda world: world.body.slug,
        "meeting": lambda world: world.row(Meeting).pk,
    },
    **{f"action_logs:{name}": _LOG for name in ("columns", "people", "preview", "discard")},
    "action_logs:row": {**_LOG, "number": _always(2)},
    "action_logs:report": _LOG_DONE,
    "action_logs:report_csv": _LOG_DONE,
    "meetings:build": {"pk": lambda world: world.row(Pack).pk},
    "meetings:hit": {"pk": lambda world: world.row(Pack).pk, "digest": _hit},
    "meetings:redact": {"pk": _redacted},
    "meetings:redact_page": {"pk": _redacted, "number": _always(1)},
    "meetings:redact_result": {"pk": _redacted, "number": _always(1)},
    "meetings:redact_picture": {
        "pk": _redacted,
        "number": _always(1),
        "which": _always("marked"),
    },
    "disclosure:matter": _BODY_AS_MATTER,
    "disclosure:names": _BODY_AS_MATTER,
    "disclosure:places": {**_BODY_AS_MATTER, "digest": _concern},
    "disclosure:reopen": {**_BODY_AS_MATTER, "pk": _cleared},
    "disclosure:picture": {
        **_BODY_AS_MATTER,
        "sha256": _scan,
        "digest": _always("0c" * 32),
        "page": _always(1),
    },
    "disposal:case": _CASE,
    "disposal:hold": _CASE,
    "disposal:certificate": _CERTIFICATE,
    "disposal:pdf": _CERTIFICATE,
    "desk:letter": {
        "review_pk": lambda world: world.row(Review).pk,
        "response_pk": lambda world: world.row(Response).pk,
    },
    **{f"incidents:{name}": _INCIDENT for name in ("note", "edit", "close", "text", "pdf")},
    "wagtaildocs_chooser:chosen": {"pk": lambda world: world.document.pk},
    "wagtailimages_chooser:chosen": {"pk": lambda world: world.image.pk},
    "wagtaildocs:create_multiple_from_uploaded_document": {"uploaded_file_id": _upload(Document)},
    "wagtaildocs:delete_upload_multiple": {"uploaded_file_id": _upload(Document)},
    "wagtailimages:create_multiple_from_uploaded_image": {"uploaded_file_id": _upload(Image)},
    "wagtailimages:delete_upload_multiple": {"uploaded_file_id": _upload(Image)},
}


def fillings(address: Address, world: World) -> Iterator[dict[str, object]]:
    """The ways to fill an address with planted objects; raises KeyError where a filler is missing.

    A desk's address is filled once for every kind of record, and for every move of that kind.
    """
    if address.name == "wagtail_bulk_action":
        for model in ("document", "image"):
            yield {"app_label": "boards", "model_name": model, "action": "delete"}
        return
    if address.kinds and address.name not in BY_ADDRESS:
        yield from _on_a_desk(address, world)
        return
    special = BY_ADDRESS.get(address.name, {})
    yield {
        name: (special[name] if name in special else BY_PARAMETER[name])(world)
        for name in address.parameters
    }


def _on_a_desk(address: Address, world: World) -> Iterator[dict[str, object]]:
    own = set(address.parameters) - {"kind", "pk", "name"}
    owner = {name: BY_PARAMETER[name](world) for name in own}
    for kind in address.kinds.values() if "kind" in address.parameters else [None]:
        record = world.rows.get(kind.model) if kind else None
        if kind is None:
            yield owner
        elif "name" in address.parameters:
            assert record is not None, f"Nothing of {kind.model} is planted."
            moves = {row.name for row in kind.table.rows} if kind.table else set()
            for move in sorted(moves):
                yield {**owner, "kind": kind.name, "pk": record.pk, "name": move}
        elif "pk" in address.parameters:
            assert record is not None, f"Nothing of {kind.model} is planted."
            yield {**owner, "kind": kind.name, "pk": record.pk}
        else:
            yield {**owner, "kind": kind.name}
