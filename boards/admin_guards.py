"""Guards of Wagtail's own screens: may this person touch the page, document or image asked for?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from wagtail.admin.models import EditingSession
from wagtail.models import Page, UploadedFile

from boards.models import BodyPage, Document, Image
from boards.own_pages import own_pages, pages_on_the_way
from portal.access import rows_for
from portal.admin_addresses import Guard, Parameters
from portal.elevating import is_elevated

#: Lists pick their rows by these, and everything else about a bulk action is in its address.
_BULK_ACTIONS = frozenset({("document", "delete"), ("image", "delete")})


def own_page(parameter: str = "page_id") -> Guard:
    """A page of the person's own body."""
    return _guard(parameter, lambda request: own_pages(request.user))


def own_page_below_the_front(parameter: str = "page_id") -> Guard:
    """A page of the person's own body other than its front page, which must stay where it is."""

    def rows(request: HttpRequest) -> QuerySet[Page]:
        if request.user.is_superuser:
            return own_pages(request.user)
        return own_pages(request.user).exclude(pk__in=BodyPage.objects.values("pk"))

    return _guard(parameter, rows)


def page_on_the_way(parameter: str = "parent_page_id") -> Guard:
    """A page of the person's own body, or one above it."""
    return _guard(parameter, lambda request: pages_on_the_way(request.user))


def own_document(parameter: str = "document_id") -> Guard:
    """A document of the person's own body; an administrator of the portal is no officer."""
    return _guard(parameter, lambda request: rows_for(request.user, Document))


def own_image(parameter: str = "image_id") -> Guard:
    """An image of the person's own body."""
    return _guard(parameter, lambda request: rows_for(request.user, Image))


def own_upload() -> Guard:
    """A file that this person is in the middle of uploading."""
    return _guard(
        "uploaded_file_id",
        lambda request: UploadedFile.objects.filter(uploaded_by_user_id=request.user.pk),
    )


def own_editing_session() -> Guard:
    """A mark of this person's own that they are editing something."""
    return _guard(
        "session_id", lambda request: EditingSession.objects.filter(user_id=request.user.pk)
    )


def page_being_edited() -> Guard:
    """The sign of life of an open editor, for pages of the person's own body only."""

    def allows(request: HttpRequest, parameters: Parameters) -> bool:
        model = _model(parameters["app_label"], parameters["model_name"])
        if model is None or not issubclass(model, Page):
            return False
        return _holds(own_pages(request.user), parameters["object_id"])

    names = frozenset({"app_label", "model_name", "object_id", "session_id"})
    return Guard(names, allows)


def own_rows_in_bulk() -> Guard:
    """Deleting several documents or images, each of the person's own body; never “all”."""

    def allows(request: HttpRequest, parameters: Parameters) -> bool:
        model = _model(parameters["app_label"], parameters["model_name"])
        if request.user.is_superuser and model not in (Document, Image):
            return not is_elevated(request.user)
        if (parameters["model_name"], parameters["action"]) not in _BULK_ACTIONS:
            return False
        asked = request.GET.getlist("id")
        return (
            model in (Document, Image)
            and bool(asked)
            and all(_holds(rows_for(request.user, model), one) for one in asked)
        )

    return Guard(frozenset({"app_label", "model_name", "action"}), allows)


def any_type_of_page() -> Guard:
    """The page chooser without a type of page: with one it begins at whatever page has it."""

    def allows(request: HttpRequest, parameters: Parameters) -> bool:
        return request.GET.get("page_type", "") in ("", "wagtailcore.page")

    return Guard(frozenset(), allows)


def _guard(parameter: str, rows: Callable[[HttpRequest], QuerySet[Any]]) -> Guard:
    def allows(request: HttpRequest, parameters: Parameters) -> bool:
        return _holds(rows(request), parameters[parameter])

    return Guard(frozenset({parameter}), allows)


def _holds(rows: QuerySet[Any], key: object) -> bool:
    """Whether a row with this primary key, as an address writes it, is among the rows."""
    text = str(key)
    return text.isascii() and text.isdecimal() and rows.filter(pk=int(text)).exists()


def _model(app_label: str, model_name: str) -> type[Model] | None:
    try:
        return apps.get_model(app_label, model_name)
    except LookupError:
        return None
