"""The addresses below a desk."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.views import View


def desk_urls(
    owner: str,
    *,
    desk: type[View],
    add: type[View],
    edit: type[View],
    move: type[View],
    remove: type[View],
    history: type[View],
) -> list[URLPattern]:
    """The patterns of a desk, named as `DeskMixin.address` expects them.

    `owner` is the first part of the address with the owner's name, such as `<int:review_pk>/`.
    """
    record = f"{owner}<slug:kind>/<int:pk>/"
    return [
        path(owner, desk.as_view(), name="desk"),
        path(f"{owner}<slug:kind>/add/", add.as_view(), name="add"),
        path(f"{record}edit/", edit.as_view(), name="edit"),
        path(f"{record}remove/", remove.as_view(), name="remove"),
        path(f"{record}history/", history.as_view(), name="history"),
        path(f"{record}move/<slug:name>/", move.as_view(), name="move"),
    ]
