"""One place decides who sees what: every address asks it, and what is restricted leaves a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from boards.models import (
    Access,
    AgendaItem,
    Document,
    Image,
    Meeting,
    Organisation,
    Pack,
    PackFile,
    PackReading,
    PaperNote,
    ReaderCopy,
    Rendition,
    ScrutinyBody,
)
from boards.operations.roles import grant_role
from boards.viewing import ISSUED
from home.opendata import answering
from portal import access, audit, clock, responses, viewing
from portal.models import Invitation, Job, LogEntry, OutboxLetter, User
from scrutiny.models import AnswerDraft, Evidence, Review
from tests import builders
from tests.architecture.planting import CANARY, World, home_page, plant
from tests.boards.reading import packs

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once,
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings(
        "ignore:.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
    ),
]

#: Addresses that show no row of a body, each with its reason. Whoever adds one here says why.
SHOW_NOTHING_PRIVATE = {
    "healthz": "whether the process is alive",
    "readyz": "whether the database answers",
    "security_txt": "whom to tell of a weakness",
    "wagtailadmin_login": "leads to the one door",
    "wagtailcore_login": "leads to the one door",
    "workspace_sign_in": "the door",
    "account_login": "the door, by the name that django-allauth looks for",
    "mfa_authenticate": "the second step at the door",
    "account_council": "leads to the council's own sign-in",
    "account_council_back": "the way back from there",
    "account_invitation": "the door for somebody who holds the secret of a letter",
    "account_new_password": "an empty form for strangers",
    "account_new_password_sent": "one sentence for everybody",
    "account_new_password_set": "the door for somebody who holds the secret of a letter",
    "account": "the person's own account",
    "account_set_up": "a new secret for the person's own account",
    "account_passkey": "a new passkey for the person's own account",
    "account_remove_factor": "the person's own factors",
    "account_codes": "the person's own codes",
    "workspace_letters": "the person's own choice of letters",
    "answer": "the one record that a secret link is about: tests/scrutiny/links",
    "own-calendar": "somebody's own calendar by its secret address: tests/boards/calendar",
    "stop_letters": "the door for somebody who holds the signed link of a letter",
    "account_password": "the person's own password",
    "workspace_sign_out": "the way out",
    "wagtailadmin_logout": "the same",
    "wagtail_serve": "live pages, and private ones by the restrictions that their editors set",
    "bodies:new": "an empty form for administrators of the portal",
    "call-for-evidence": "a public form; what is sent goes to one operation",
    "ask-format": "a public form; what is sent goes to one operation",
    "alerts": "a public form; what is sent goes to one operation",
    "alerts-confirm": "the door for somebody who holds the secret of a letter",
    "alerts-mine": "what one mailbox follows, for whoever holds the secret of a letter",
    "alerts-stop": "the door for somebody who holds the secret of a letter",
    "api": "a public page with headers for programs",
    "data": "a public page with headers for programs",
}


@pytest.fixture
def world() -> World:
    return plant()


def as_somebody(user: User | None = None) -> Client:
    browser = Client(raise_request_exception=False)
    if user is not None:
        browser.force_login(user)
    return browser


def read(answer: Any) -> bytes:
    return b"".join(answer) if answer.streaming else answer.content


# --- Every address asks ----------------------------------------------------------------------


def addresses(
    patterns: list[URLPattern | URLResolver], space: tuple[str, ...] = ()
) -> Iterator[tuple[str, Any]]:
    """Every registered view with the full name of its address."""
    for one in patterns:
        if isinstance(one, URLResolver):
            inner = (*space, one.namespace) if one.namespace else space
            yield from addresses(one.url_patterns, inner)
        else:
            yield ":".join((*space, one.name or one.lookup_str)), one.callback


def layers(view: Any) -> Iterator[Any]:
    """A view and what its decorators were laid around."""
    while view is not None:
        yield view
        view = getattr(view, "__wrapped__", None)


def is_public(view: Any) -> bool:
    """Whether `public`, or its like for programs, lies around it: it reads what is released."""
    codes = (getattr(one, "__code__", None) for one in layers(view))
    marking = (responses.__file__, answering.__file__)
    return any(code and code.co_filename in marking for code in codes)


def asks(view: Any) -> bool:
    return any(getattr(one, viewing.MARK, ()) for one in layers(view))


def is_ours(view: Any) -> bool:
    module = getattr(getattr(view, "view_class", view), "__module__", "")
    return module.partition(".")[0] in {"portal", "boards", "scrutiny", "home"}


def test_every_address_is_public_or_asks_who_may_see() -> None:
    """Cases 1, 18-20, 24: a view of ours that is neither is a hole; this names it.

    Wagtail's own screens stand behind the gate, whose table the admin walk tries address by
    address; an address that nobody has put there is closed to every officer.
    """
    ours = [one for one in addresses(get_resolver().url_patterns) if is_ours(one[1])]
    found = dict(ours)
    unasked = {name for name, view in ours if not is_public(view) and not asks(view)}

    assert unasked == SHOW_NOTHING_PRIVATE.keys() & found.keys()
    for name in ("wagtaildocs_serve", "boards_rendition", "boards_pack_file", "desk:preview"):
        assert asks(found[name]), name
    assert is_public(found["meeting"])
    assert not asks(found["meeting"])


def test_a_view_that_forgets_to_ask_does_not_answer() -> None:
    @viewing.asks(Document)
    def forgets(request: HttpRequest) -> HttpResponse:
        return HttpResponse("a secret")

    @viewing.asks(Document)
    def remembers(request: HttpRequest) -> HttpResponse:
        viewing.visible(request.user, Document)
        return HttpResponse("")

    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    with pytest.raises(viewing.NeverAskedError, match="Document"):
        forgets(request)
    assert remembers(request).status_code == 200


#: What no role opens: what an office is still writing, and what is one reader's alone.
APART = {AnswerDraft, PackReading, PaperNote, ReaderCopy}

# --- Who sees what ---------------------------------------------------------------------------

OFFICE = {"clerk", "proper_officer", "admin"}
PRIVATE_READERS = OFFICE | {"chair", "member", "lead_member", "scrutineer"}
EVERY_ROLE = PRIVATE_READERS | {"responder", "partner"}


def expected(world: World) -> list[tuple[Model, set[str]]]:
    """By hand, and not from the rules: which roles see which thing."""
    pack_file = world.row(PackFile)
    return [
        (world.document, PRIVATE_READERS),
        (world.image, PRIVATE_READERS),
        (world.rendition, PRIVATE_READERS),
        (world.loose, EVERY_ROLE),  # opened below
        (pack_file, OFFICE | {"chair"}),
        (world.row(Pack), OFFICE | {"chair"}),
        *((world.row(model), OFFICE) for model in (Meeting, AgendaItem, Review, Evidence, Job)),
    ]


def test_each_role_sees_what_the_table_says_and_others_nothing(world: World) -> None:
    """Cases 1, 20, 27: documents, images, packs and records, by role; no other body's, no admin."""
    Document.objects.filter(pk=world.loose.pk).update(access=Access.OPEN)
    other = builders.body()
    strangers: list[Any] = [
        AnonymousUser(),
        builders.user(),
        builders.administrator(),
        builders.former_clerk_of(world.body),
        *(builders.with_role(other, role) for role in EVERY_ROLE),
    ]
    people = {role: builders.with_role(world.body, role) for role in EVERY_ROLE}

    for thing, roles in expected(world):
        for role, person in people.items():
            assert viewing.may_see(person, thing) is (role in roles), (thing, role)
        for person in strangers:
            assert not viewing.may_see(person, thing), (thing, person)
    file = world.row(PackFile)
    for state in ISSUED:
        Pack.objects.filter(pk=world.row(Pack).pk).update(state=state)
        readers = OFFICE | {"chair"} if state == "withdrawn" else PRIVATE_READERS
        for role, person in people.items():
            assert viewing.may_see(person, file) is (role in readers), (state, role)


def test_nobody_works_with_what_they_may_not_see(world: World) -> None:
    """`rows_for` (who may work with a row) never reaches further than `visible`."""
    for role in ("proper_officer", "admin"):
        grant_role(user=world.clerk, body=world.body, role=role, by=None)
    apart = set()
    for model in access.scoped_models():
        row = world.row(model)
        if access.rows_for(world.clerk, model).filter(pk=row.pk).exists():
            assert viewing.may_see(world.clerk, row), model
        else:
            apart.add(model)
    assert apart == APART


def test_a_kind_without_a_rule_is_nobodys(monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    organisation = builders.organisation()

    assert viewing.rule_of(Organisation) is None
    assert not viewing.may_see(world.clerk, organisation)
    assert not viewing.may_see(world.clerk, Document(title="Not stored"))
    monkeypatch.setattr(viewing, "_rules", {})
    monkeypatch.setattr(access, "_scopes", {})
    assert not viewing.visible(world.clerk, Document).exists()


# --- What is restricted leaves a line ---------------------------------------------------------


def views_of(user: User) -> list[str]:
    acts = (audit.VIEW, audit.DOWNLOAD)
    rows = LogEntry.objects.filter(user=user, action__in=acts).order_by("pk")
    return [f"{entry.content_type.model} {entry.body}" for entry in rows]


def test_every_way_to_a_restricted_thing_is_logged(world: World) -> None:
    """Case 61: documents, packs of both audiences, evidence, papers, drafts; once for each act."""
    body = world.body.slug
    document = world.document.url
    pack: Any = world.row(Pack)
    item = world.row(AgendaItem)
    AgendaItem.objects.filter(pk=item.pk).update(access="exempt")
    Evidence.objects.update(access=Access.RESTRICTED)
    evidence = world.row(Evidence)
    review = world.row(Review)
    meeting = world.row(Meeting)
    browser = as_somebody(world.clerk)

    def logged(url: str, method: str = "get", status: int = 200) -> list[str]:
        before = len(views_of(world.clerk))
        answer = getattr(browser, method)(url)
        read(answer)
        assert answer.status_code == status, url
        return views_of(world.clerk)[before:]

    assert logged(document) == [f"document {body}"]
    assert logged(document) == [f"document {body}"]
    assert logged(document, "head") == []
    assert logged(f"{document}x", status=404) == []
    for audience in PackFile.Audience.values:
        name = default_storage.save(f"packs/{audience}.pdf", ContentFile(b"%PDF-1.7"))
        values: dict[str, Any] = {"storage_name": name, "sha256": "0" * 64, "size": 8, "pages": 1}
        values["built_at"] = clock.now()
        PackFile.objects.update_or_create(pack=pack, audience=audience, defaults=values)
        url = reverse("boards_pack_file", args=[pack.key, audience])
        assert logged(url) == [f"pack {body}"], audience
        Pack.objects.filter(pk=pack.pk).update(state="published")
        if audience == "restricted":
            packs.ready_copy(world.clerk, pack)
        assert logged(url) == ([f"pack {body}"] if audience == "restricted" else []), audience
        Pack.objects.filter(pk=pack.pk).update(state="assembling")
    evidence_page = reverse("desk:edit", args=[review.pk, "evidence", evidence.pk])
    assert logged(evidence_page) == [f"review {body}", f"evidence {body}"]
    assert logged(evidence_page) == [f"evidence {body}"]  # the desk's own line once a day
    assert logged(reverse("desk:preview", args=[review.pk])) == [f"report {body}"]
    assert logged(reverse("desk:desk", args=[review.pk])) == []
    history = reverse("meetings:history", args=[meeting.pk, "items", item.pk])
    assert logged(history) == [f"meeting {body}", f"agendaitem {body}"]
    assert logged(reverse("meetings:brief", args=[meeting.pk])) == [f"meeting {body}"]
    for entry in LogEntry.objects.filter(action__in=(audit.VIEW, audit.DOWNLOAD)):
        assert entry.sentence


def test_a_list_that_leaves_as_a_file_is_logged(world: World) -> None:
    """Case 61: exports of Wagtail's own lists too; and the look at its screen of the log."""
    browser = as_somebody(world.clerk)

    read(browser.get(reverse("wagtailadmin_reports:site_history")))
    read(browser.get(reverse("wagtailadmin_reports:site_history") + "?export=csv"))

    acts = LogEntry.objects.filter(user=world.clerk).exclude(action=audit.SIGN_IN)
    assert [entry.action for entry in acts.order_by("pk")] == [audit.VIEW, audit.EXPORT]


# --- The same refusal for all ------------------------------------------------------------------


def test_what_is_not_for_you_is_not_there(world: World) -> None:
    """Cases 1, 2, 4, 12, 21: packs, documents and renditions, by every way of asking."""
    pack: Any = world.row(Pack)
    file: Any = world.row(PackFile)
    plain = reverse("boards_pack_file", args=[pack.key, file.audience])
    nothing = "/documents/packs/7b1c3f4e-1111-4222-8333-944455556666/restricted.pdf"
    stem = plain.removesuffix(".pdf")
    variants = [
        *(f"{stem}{tail}" for tail in ("-1.pdf", "-draft.pdf", ".pdf.", ".PDF", ".pdf;x", ".pdf/")),
        *(plain.replace("/packs/", other) for other in ("//packs/", "/%2e/packs/", "/Packs/")),
        *(world.document.url + tail for tail in (".", ";", "/", "%2e")),
        world.document.url.upper(),
        *(f"/documents/{number}/x.pdf" for number in range(1, 12)),
        *(f"/images/{number}/" for number in range(1, 12) if number != world.rendition.pk),
    ]
    things = (plain, world.document.url, world.rendition.url)
    for person in (None, builders.clerk_of(builders.body()), builders.administrator()):
        browser = as_somebody(person)
        missing = read(browser.get(nothing))
        for url in (*things, *(variants if person is None else ())):
            for method in ("get", "head", "options") if url in things else ("get",):
                answer = getattr(browser, method)(
                    url,
                    headers={
                        "range": "bytes=0-10",
                        "if-none-match": "*",
                        "if-modified-since": "Sat, 01 Jan 2050 00:00:00 GMT",
                        "cache-control": "Public",
                        "authorization": "",
                    },
                )
                where = (person, method, url)
                assert answer.status_code in (404, 405), where
                assert answer["Cache-Control"] == "private, no-store", where
                assert "ETag" not in answer, where
                assert "Location" not in answer, where
                assert not answer.cookies, where
                if method == "get" and url in things:
                    assert read(answer) == missing.replace(nothing.encode(), url.encode()), where


def test_no_image_has_a_second_address(world: World) -> None:
    """Cases 21, 58: no dynamic addresses of pictures, signed or not, no preview past the log."""
    names = {name for name, _view in addresses(get_resolver().url_patterns)}
    assert "wagtailimages_serve" not in names
    for name, arguments in (
        ("wagtailimages:preview", [world.image.pk, "width-800"]),
        ("wagtailimages:url_generator", [world.image.pk]),
        ("wagtailimages:url_generator_output", [world.image.pk]),
    ):
        for person in (world.clerk, builders.administrator()):
            url = reverse(name, args=arguments)
            assert as_somebody(person).get(url).status_code == 404, (name, person)
    assert {model for model in (Image, Rendition) if viewing.rule_of(model)} == {Image, Rendition}


def test_a_draft_or_a_page_that_is_gone_reaches_nobody(world: World) -> None:
    """Cases 10, 14: a draft that was just looked at, and a page that was moved or taken down."""
    visitor, browser = as_somebody(), as_somebody(world.clerk)
    page = world.page
    url = page.get_url()
    draft = browser.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert f"Draft {CANARY}" in draft.content.decode()
    assert draft["Cache-Control"] == "private, no-store"
    first = visitor.get(url)
    assert first.status_code == 200
    assert f"Draft {CANARY}" not in first.content.decode()

    page.move(home_page(), pos="last-child")
    page.refresh_from_db()
    new = page.get_url()
    assert visitor.get(url)["Location"] == new
    assert visitor.get(new).status_code == 200
    page.unpublish()
    for gone in (url, new):
        answer = visitor.get(gone, headers={"if-none-match": first["ETag"]})
        assert answer.status_code == 404, gone
        assert "Location" not in answer, gone
        assert CANARY not in answer.content.decode().replace(gone, ""), gone


# --- Refusals ----------------------------------------------------------------------------------


def test_refusals_are_logged_without_telling_what_is_there(
    world: World, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    """Cases 24, 61: what exists and what does not leave the same line, a person 20 rows an hour."""
    lines: list[str] = []
    monkeypatch.setattr("portal.audit._mirror.info", lines.append)
    stranger = builders.clerk_of(builders.body())
    browser = as_somebody(stranger)
    visitor = as_somebody()

    with django_capture_on_commit_callbacks(execute=True):
        browser.get(world.document.url)
        browser.get(f"/documents/{world.document.pk + 999}/nothing.txt")
        visitor.get(world.document.url)
    rows = LogEntry.objects.filter(action=audit.REFUSED)
    assert [entry.user for entry in rows] == [stranger, stranger]
    assert len({entry.sentence for entry in rows}) == 1
    assert {entry.body for entry in rows} == {""}
    refusals = [line for line in lines if '"portal.refused"' in line]
    assert len(refusals) == 3
    assert len([line for line in refusals if '"by": null' in line]) == 1
    assert world.document.filename not in "".join(refusals)

    with django_capture_on_commit_callbacks(execute=True):
        for _time in range(25):
            browser.get(reverse("desk:desk", args=[world.row(Review).pk]))
            browser.get("/admin/users/")
    assert rows.all().count() == audit.REFUSALS_KEPT
    assert "monitoring" in rows.order_by("-pk")[0].sentence
    assert len([line for line in lines if '"portal.refused"' in line]) > audit.REFUSALS_KEPT


def test_an_administrator_of_the_portal_keeps_registers_only(world: World) -> None:
    administrator = builders.administrator()

    assert world.body in viewing.visible(administrator, ScrutinyBody)
    # What did not arrive is theirs to mend, and a letter says nothing of what it is about; who may
    # sign in at all is theirs to say.
    for model in access.scoped_models().keys() - {ScrutinyBody, OutboxLetter, Invitation}:
        assert not viewing.may_see(administrator, world.row(model)), model
