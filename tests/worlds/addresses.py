"""Every address of ours, filled with the keys of every row of a world, public or not.

Whoever guesses gets no further than whoever follows links. Addresses come from the URL
configuration itself, so a new one fails `unfilled` until somebody says how it is filled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from random import Random
from typing import Any, Final

from django.db.models import Model
from django.urls import reverse
from django.utils.text import slugify

from boards.models import Document, FormatRequest, Meeting, Pack, Paper, Rendition, ScrutinyBody
from home.opendata.sets import SETS
from portal.desk import Kind
from portal.models import Job, OutboxLetter, ReceivedAnswer
from portal.outbox.tokens import stop_address
from scrutiny.models import (
    Action,
    ActionImport,
    Finding,
    Hearing,
    HearingEntry,
    InformationRequest,
    KeyLineOfEnquiry,
    ProgressAttachment,
    Recommendation,
    Response,
    Review,
    Source,
    Submission,
    Theme,
    Witness,
)
from scrutiny.public_tables import Tracker
from tests.architecture.admin_addresses import Address, registered

Values = dict[str, Any]
#: Wagtail's own screens, shared registers among them: the admin walk tries each of them.
WAGTAILS: Final = ("wagtail", "django", "themes:", "organisations:")
#: A key that nothing has.
NOBODYS: Final = "7d1f2a54-1c1f-4d7a-9d49-5a0ac1f7a9d2"
#: Neither an object nor a list of objects.
NOTHING_TO_FILL: Final = frozenset({"workspace_sign_out", "wagtail_serve", "elevation:end"})


def files() -> list[str]:
    """Where originals, pictures and built packs lie."""
    found = [
        reverse("wagtaildocs_serve", args=[row.pk, row.filename]) for row in Document.objects.all()
    ]
    found += [reverse("boards_rendition", args=[row.pk]) for row in Rendition.objects.all()]
    for pack, audience in product(Pack.objects.all(), ("public", "restricted")):
        found.append(reverse("boards_pack_file", args=[pack.key, audience]))
    return found


def public() -> list[str]:
    """The public addresses that rows of a world have, would have, or had."""
    return [url for one in registered() if not _is_private(one) for url in _filled(one)]


def fronts() -> list[str]:
    """Where somebody begins who knows the name of a body."""
    found = ["/"]
    for values in _bodies():
        found += [reverse(name, kwargs=values) for name in ("meetings", "reviews", "members")]
    return found


def desks() -> list[str]:
    """The screens on which an officer reads nearly everything of a record."""
    found = [reverse("desk:desk", args=[row.pk]) for row in Review.objects.all()]
    for meeting in Meeting.objects.all():
        found += [reverse(name, args=[meeting.pk]) for name in ("meetings:desk", "meetings:brief")]
    for body in ScrutinyBody.objects.filter(front_page__isnull=False):
        found.append(reverse("wagtailadmin_pages:view_draft", args=[body.front_page.pk]))
    return found


def private(draw: Random, number: int) -> list[str]:
    """So many addresses behind the door: desks, lists, forms, histories, exports, jobs, previews.

    Each kind of address is as likely as another, and so is each record for it.
    """
    kinds = [one for one in registered() if _is_private(one) and _is_ours(one)]
    ways = (_one_way(one, draw) for one in draw.choices(kinds, k=number))
    return [*filter(None, ways), *draw.choices(_of_wagtail(), k=2)]


def _of_wagtail() -> list[str]:
    """Screens of Wagtail's that show titles and histories."""
    documents = [reverse("wagtaildocs:edit", args=[row.pk]) for row in Document.objects.all()]
    lists = ("wagtaildocs:index", "wagtailimages:index", "wagtailadmin_reports:site_history")
    return [*documents, *map(reverse, lists), f"{reverse('wagtailadmin_pages:search')}?q=zq"]


def _one_way(one: Address, draw: Random) -> str:
    """One filling of an address; empty where the world has nothing for it."""
    if one.kinds and "pk" in one.parameters and one.name not in FILLERS:
        name = draw.choice(sorted(one.kinds))
        found = list(_of_kind(one, name, one.kinds[name]))
        return reverse(one.name, kwargs=draw.choice(found)) if found else ""
    urls = list(_filled(one))
    return draw.choice(urls) if urls else ""


def unfilled() -> list[str]:
    """Addresses of ours that nobody says how to fill."""
    return sorted(
        {
            one.name
            for one in registered()
            if _is_ours(one) and one.parameters and not one.kinds and one.name not in FILLERS
        }
    )


def _is_ours(one: Address) -> bool:
    return one.name not in NOTHING_TO_FILL and not one.name.startswith(WAGTAILS)


def _is_private(one: Address) -> bool:
    return one.route.startswith(("admin/", "workspace/"))


def _filled(one: Address) -> Iterator[str]:
    if not _is_ours(one):
        return
    if one.name in FILLERS:
        ways: Iterator[Values] = FILLERS[one.name]()
    elif one.kinds:
        ways = _on_a_desk(one)
    else:
        ways = iter([{}] if not one.parameters else [])
    for values in ways:
        yield reverse(one.name, kwargs=values)


# --- Public addresses -------------------------------------------------------------------------


def _bodies() -> Iterator[Values]:
    for body in ScrutinyBody.objects.all():
        yield {"body": body.slug}


def _meetings() -> Iterator[Values]:
    for meeting in Meeting.objects.select_related("body"):
        slug = f"{meeting.held_on.isoformat()}-{meeting.slug}"
        yield {"body": meeting.body.slug, "meeting": slug}


def _packs() -> Iterator[Values]:
    for values in _meetings():
        for number in (1, 2):
            yield {**values, "number": number}


def _papers() -> Iterator[Values]:
    """The name that a paper has, or would have if it were public: number and title."""
    for meeting in Meeting.objects.select_related("body"):
        slug = f"{meeting.held_on.isoformat()}-{meeting.slug}"
        items = meeting.agenda_items.order_by("position").prefetch_related("papers")
        for number, item in enumerate(items, start=1):
            for paper in item.papers.all():
                name = f"{number}-{slugify(paper.title)}.pdf"
                yield {"body": meeting.body.slug, "meeting": slug, "name": name}


def _readings() -> Iterator[Values]:
    """The address at which a paper is, or would be, read as a web page."""
    for values in _papers():
        name = str(values.pop("name"))
        yield {**values, "stem": name.removesuffix(".pdf")}


def _reviews() -> Iterator[Values]:
    for review in Review.objects.select_related("body"):
        yield {"body": review.body.slug, "review": review.slug}


def _sources() -> Iterator[Values]:
    for source in Source.objects.select_related("body"):
        yield {"body": source.body.slug, "key": source.key}


def _themes() -> Iterator[Values]:
    for theme in Theme.objects.all():
        yield {"slug": theme.slug}


def _editions() -> Iterator[Values]:
    for values in _reviews():
        yield {**values, "edition": 1}


def _keys(model: type[Any]) -> Callable[[], Iterator[Values]]:
    def values() -> Iterator[Values]:
        for row in model._default_manager.all():
            yield {"key": row.key}

    return values


# --- Addresses behind the door ----------------------------------------------------------------


def _matters() -> Iterator[Values]:
    rows: tuple[tuple[str, type[Any]], ...] = (
        ("meeting", Meeting),
        ("review", Review),
        ("body", ScrutinyBody),
    )
    for kind, model in rows:
        for row in model._default_manager.all():
            yield {"kind": kind, "key": str(row.key)}


def _with(first: Callable[[], Iterator[Values]], **more: Any) -> Callable[[], Iterator[Values]]:
    def values() -> Iterator[Values]:
        for one in first():
            yield {**one, **more}

    return values


def _papers_at_work() -> Iterator[Values]:
    for paper in Paper.objects.select_related("item"):
        yield {"meeting_pk": paper.item.meeting_id, "pk": paper.pk}


def _builds() -> Iterator[Values]:
    for pack in Pack.objects.all():
        yield {"meeting_pk": pack.meeting_id, "pk": pack.pk}


def _bodies_by_slug() -> Iterator[Values]:
    for body in ScrutinyBody.objects.all():
        yield {"slug": body.slug}


def _disposable() -> Iterator[Values]:
    rows: tuple[tuple[str, type[Any]], ...] = (("meeting", Meeting), ("review", Review))
    for kind, model in rows:
        for row in model._default_manager.select_related("body"):
            yield {"slug": row.body.slug, "kind": kind, "key": row.key}


def _witnesses() -> Iterator[Values]:
    for witness in Witness.objects.all():
        yield {"review_pk": witness.review_id, "witness_pk": witness.pk}


def _entries() -> Iterator[Values]:
    for entry in HearingEntry.objects.select_related("hearing"):
        yield {"key": entry.hearing.key, "entry": entry.key}


def _stopping() -> Iterator[Values]:
    for letter in OutboxLetter.objects.all():
        yield {"token": stop_address(letter).rstrip("/").rpartition("/")[2]}


def _logs(state: str) -> Callable[[], Iterator[Values]]:
    """Imports of action logs in a state."""

    def found() -> Iterator[Values]:
        for log in ActionImport.objects.filter(state=state).select_related("body"):
            yield {"body": log.body.slug, "log_pk": log.pk}

    return found


def _first(name: str) -> Callable[[], Iterator[Values]]:
    """A number that may be there; nothing of the kind is in these worlds."""
    return lambda: iter([{name: 1}])


_OF_ALERTS: Final = ("confirm", "mine", "stop")
_STEPS_OF_LOGS: Final = ("columns", "people", "preview", "discard")
#: What has a permanent page with a history, and a thread unless it is a response.
_KEPT: Final[dict[str, type[Any]]] = {
    "recommendation": Recommendation,
    "finding": Finding,
    "line": KeyLineOfEnquiry,
    "response": Response,
    "action": Action,
}
FILLERS: Final[dict[str, Callable[[], Iterator[Values]]]] = {
    # The door: secrets, numbers and names of nobody.
    "account_council": lambda: iter([{"provider": "nobody"}]),
    "account_council_back": lambda: iter([{"provider": "nobody"}]),
    "account_invitation": lambda: iter([{"token": "nothing"}]),
    "account_new_password_set": lambda: iter([{"uidb64": "MQ", "token": "nothing"}]),
    "account_remove_factor": lambda: iter([{"number": 1}]),
    "workspace_views": lambda: iter([{"kind": "actions"}, {"kind": "requests"}]),
    "reviews": _bodies,
    "meetings": _bodies,
    "meeting-calendar": _bodies,
    "calendar-of-body": _bodies,
    "withheld": _bodies,
    "withheld-table": _bodies,
    "corrections": _bodies,
    "archive": _bodies,
    "members": _bodies,
    "look": _with(_bodies, colour="1d4e89"),
    "logo": _with(_bodies, name="logo-000000000000.png"),
    "meeting": _meetings,
    "pack-current": _meetings,
    "notice": _meetings,
    "notice-sheet": _meetings,
    "pack": _packs,
    "pack-changes": _packs,
    "paper": _papers,
    "paper-reading": _readings,
    "ask-format": _bodies,
    "workspace_format": _keys(FormatRequest),
    "background-paper": _with(_meetings, name="1-published-tables.pdf"),
    "review": _reviews,
    "call-for-evidence": _reviews,
    "forward-plan": _bodies,
    "sources": _bodies,
    "source": _keys(Source),
    "source-of-body": _sources,
    "theme": _themes,
    "data-file": lambda: (
        {"name": name, "form": form} for name in SETS for form in ("csv", "json", "xlsx")
    ),
    "data-schema": lambda: iter([{"name": name} for name in SETS]),
    "sitemap-section": lambda: iter(
        [{"kind": kind, "number": 0} for kind in ("lists", "pages", "records")]
    ),
    **{f"api-{name}-one": _with(lambda: iter([{}]), key=NOBODYS) for name in SETS},
    "feed-body": _bodies,
    "feed-meeting": _keys(Meeting),
    "feed-review": _keys(Review),
    "feed-recommendation": _keys(Recommendation),
    "feed-theme": _themes,
    **{f"alerts-{one}": lambda: iter([{"token": "nothing"}]) for one in _OF_ALERTS},
    "feed-tracker": lambda: iter([{"tracker": one.value} for one in Tracker]),
    "sources:template": _with(_bodies, form="xlsx"),
    "action_logs:desk": _bodies,
    **{f"action_logs:{name}": _logs("under_way") for name in _STEPS_OF_LOGS},
    "action_logs:row": _with(_logs("under_way"), number=2),
    "action_logs:report": _logs("done"),
    "action_logs:report_csv": _logs("done"),
    "workspace_set_apart_one": _keys(Submission),
    "desk:witness_lines": _witnesses,
    "workspace_hearing": _keys(Hearing),
    "workspace_hearing_state": _keys(Hearing),
    "workspace_hearing_close": _keys(Hearing),
    "workspace_hearing_evidence": _keys(Hearing),
    "workspace_hearing_correct": _entries,
    "report": _reviews,
    "report-pdf": _reviews,
    "report-json": _reviews,
    "report-csv": _reviews,
    "report-edition": _editions,
    "report-edition-pdf": _editions,
    "report-edition-json": _editions,
    "report-edition-csv": _editions,
    "recommendation": _keys(Recommendation),
    "finding": _keys(Finding),
    "line": _keys(KeyLineOfEnquiry),
    "response": _keys(Response),
    "action": _keys(Action),
    **{f"{name}-history": _keys(model) for name, model in _KEPT.items()},
    **{f"{name}-thread": _keys(model) for name, model in _KEPT.items() if name != "response"},
    **{f"{name}-version": _with(_keys(model), number=1) for name, model in _KEPT.items()},
    "boards_pack_file": lambda: iter(()),  # see `files`
    "desk:letter": lambda: (
        {"review_pk": one.review_id, "response_pk": one.pk} for one in Response.objects.all()
    ),
    "answer": _with(lambda: iter([{}]), token="A" * 43),
    "own-calendar": _with(lambda: iter([{}]), secret="A" * 43),
    "workspace_link_answer": _keys(ReceivedAnswer),
    "workspace_action_link": _keys(Action),
    "workspace_request_link": _keys(InformationRequest),
    "workspace_response": _keys(Response),
    "workspace_letter": _keys(Response),
    "stop_letters": _stopping,
    "workspace_progress_recommendation": _keys(Recommendation),
    "workspace_action": _keys(Action),
    "workspace_action_act": _with(_keys(Action), name="close"),
    "workspace_action_file": lambda: (
        {"key": one.update.action.key, "pk": one.pk}
        for one in ProgressAttachment.objects.all()
        if one.update.action is not None
    ),
    "workspace_request": _keys(InformationRequest),
    "actions:carry": lambda: (
        {"body": one.body.slug, "meeting": one.pk} for one in Meeting.objects.select_related("body")
    ),
    "wagtaildocs_serve": lambda: iter(()),
    "boards_rendition": lambda: iter(()),
    "workspace_check_pack": _keys(Pack),
    "workspace_pack_copy": _keys(Pack),
    "workspace_meeting": _keys(Meeting),
    "jobs:job": _keys(Job),
    "jobs:cancel": _keys(Job),
    "jobs:retry": _keys(Job),
    "disclosure:matter": _matters,
    "disclosure:names": _matters,
    "disclosure:places": _with(_matters, digest="0f" * 32),
    "disclosure:picture": _with(_matters, sha256="0f" * 32, digest="0f" * 32, page=1),
    "disclosure:reopen": _with(_matters, pk=1),
    "meetings:build": _builds,
    "meetings:hit": _with(_builds, digest="0f" * 32),
    "meetings:redact": _papers_at_work,
    "meetings:redact_page": _with(_papers_at_work, number=1),
    "meetings:redact_result": _with(_papers_at_work, number=1),
    "meetings:redact_picture": _with(_papers_at_work, which="original", number=1),
    "disposal:certificate": _with(_bodies_by_slug, key=NOBODYS),
    "disposal:pdf": _with(_bodies_by_slug, key=NOBODYS),
    "disposal:case": _disposable,
    "disposal:hold": _disposable,
    "incidents:new": _bodies_by_slug,
    "incidents:note": _first("pk"),
    "incidents:edit": _first("pk"),
    "incidents:close": _first("pk"),
    "incidents:text": _first("pk"),
    "incidents:pdf": _first("pk"),
}


def _on_a_desk(one: Address) -> Iterator[Values]:
    """An address of a desk for every record of every kind of it, or once for every owner."""
    owner_name = next(name for name in one.parameters if name not in ("kind", "pk", "name"))
    if "pk" not in one.parameters:
        kinds = one.kinds if "kind" in one.parameters else {"": None}
        for owner, of_kind in product(_owners(owner_name), kinds):
            yield {owner_name: owner, **({"kind": of_kind} if of_kind else {})}
        return
    for name, kind in one.kinds.items():
        yield from _of_kind(one, name, kind)


def _of_kind(one: Address, name: str, kind: Kind) -> Iterator[Values]:
    owner_name = next(each for each in one.parameters if each not in ("kind", "pk", "name"))
    for row in kind.model._default_manager.all():
        owner = _owner_of(row, owner_name)
        if owner is None:
            continue
        values = {owner_name: owner, "kind": name, "pk": row.pk}
        if "name" not in one.parameters:
            yield values
        elif kind.table:
            for move in sorted({move.name for move in kind.table.rows}):
                yield {**values, "name": move}


def _owners(name: str) -> list[Any]:
    rows: dict[str, Any] = {
        "review_pk": Review.objects.values_list("pk", flat=True),
        "meeting_pk": Meeting.objects.values_list("pk", flat=True),
    }
    return list(rows.get(name, ScrutinyBody.objects.values_list("slug", flat=True)))


def _owner_of(row: Model, name: str) -> Any:
    """The review, meeting or body that a record hangs from."""
    kinds: dict[str, type[Any]] = {"review_pk": Review, "meeting_pk": Meeting}
    wanted = kinds.get(name, ScrutinyBody)
    here: Any = row
    steps: tuple[str, ...] = (
        *("call", "item", "paper", "pack", "response", "recommendation", "review", "meeting"),
        *("seat", "source", "evidence", "line"),
    )
    for _step in range(5):
        if isinstance(here, wanted):
            return here.slug if wanted is ScrutinyBody else here.pk
        links = ("body", *steps) if wanted is ScrutinyBody else steps
        here = next((up for link in links if (up := getattr(here, link, None)) is not None), None)
    return None
