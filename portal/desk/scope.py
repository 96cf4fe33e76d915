"""Scoping by the address: the owner among the person's rows, the record among the owner's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal import access, viewing
from portal.desk.kinds import Kind, anchor_of

if TYPE_CHECKING:
    from portal.models import User


class DeskMixin(WagtailAdminTemplateMixin):
    """Finds owner, kind and record by the address, or answers 404. Mix in before a desk view."""

    owner_model: ClassVar[type[Model]]
    #: The name of the owner in the address, and the column that it is found by.
    owner_kwarg: ClassVar[str] = "pk"
    owner_field: ClassVar[str] = "pk"
    #: The namespace of the addresses made by `desk_urls`.
    namespace: ClassVar[str] = "desk"
    #: Who may open the desk; which buttons they get is up to the operations' own roles.
    roles: ClassVar[frozenset[str]] = access.OFFICE_ROLES
    kinds: ClassVar[Mapping[str, Kind]] = {}
    header_icon = "doc-full"

    request: HttpRequest
    kwargs: dict[str, Any]

    @classmethod
    def as_view(cls, **initial: Any) -> Any:
        """The view, which answers only after it has asked whose the owner is."""
        return viewing.guarded(super().as_view(**initial), cls.owner_model)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Scope first: no view below ever sees a row that is not this person's."""
        super().setup(request, *args, **kwargs)
        self.user = cast("User", request.user)
        self.owner: Any = get_object_or_404(
            self.owners(), **{self.owner_field: kwargs[self.owner_kwarg]}
        )
        if "kind" in kwargs:
            if kwargs["kind"] not in self.kinds:
                raise Http404
            self.kind = self.kinds[kwargs["kind"]]
            if not self.may_work_with(self.kind):
                raise Http404
        if "pk" in kwargs and self.owner_kwarg != "pk":
            self.record: Any = get_object_or_404(self.kind.rows(self.owner), pk=kwargs["pk"])
        viewing.note_found(request, self.owner)
        if "record" in self.__dict__ and self.record != self.owner:
            viewing.note_found(request, self.record)

    def owners(self) -> QuerySet[Any]:
        """The owners whose desk this person may open."""
        return access.rows_for(self.user, self.owner_model, self.roles)

    def may_work_with(self, kind: Kind) -> bool:
        """Whether this person may open the pages of a kind at all."""
        return True

    @cached_property
    def held_roles(self) -> frozenset[str]:
        """The person's roles in the body of the owner, read once."""
        return access.roles_in(self.user, access.body_of(self.owner))

    def address(self, page: str, /, **kwargs: Any) -> str:
        """An address of this desk: `desk`, `add`, `edit`, `move`, `remove` or `history`."""
        owner = {self.owner_kwarg: getattr(self.owner, self.owner_field)}
        return reverse(f"{self.namespace}:{page}", kwargs={**owner, **kwargs})

    def desk_address(self, record: Model | None = None) -> str:
        """The desk, at the place of a record when one is given."""
        place = f"#{anchor_of(self.kind, record)}" if record is not None else ""
        return self.address("desk") + place

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the owner's desk, and this page below it."""
        items = [*self.breadcrumbs_items, {"url": self.desk_address(), "label": str(self.owner)}]
        title = self.get_page_title()
        return [*items, {"url": "", "label": title}] if title else items

    def get_header_title(self) -> str:
        """The page's title; the desk itself is named after its owner."""
        return self.get_page_title() or str(self.owner)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The owner and the way back, for every template of the desk."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context.update(owner=self.owner, desk_url=self.address("desk"))
        return context
