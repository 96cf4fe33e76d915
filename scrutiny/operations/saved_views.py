"""Saved views: named, renamed, deleted, one of them opening by itself. Each person has their own.

They are no records of a body and say nothing about anybody, so the log does not hold them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.models import User
from portal.operations import Refused, refusals_of
from scrutiny.models import SavedView

if TYPE_CHECKING:
    from django.db.models import QuerySet

#: More would be a list that has to be searched itself.
MOST: Final = 20


def save_view(
    *, by: User, kind: str, name: str, query: str, is_default: bool, replace: bool = False
) -> SavedView:
    """Name the filters of a list.

    `query` is that of an address, without its question mark. With `replace` a view of the same
    name takes the new filters. Raises Refused for a name that is taken, none at all, and a
    twenty-first view.
    """
    with transaction.atomic():
        own = _locked(by, kind)
        view = own.filter(name=_tidy(name)).first() if replace else None
        if view is None:
            if own.count() >= MOST:
                raise Refused(
                    _("You have %(most)d views already. Delete one first.") % {"most": MOST}
                )
            view = SavedView(user=by, kind=kind)
        view.query = query
        return _write(view, own, name=name, is_default=is_default)


def change_view(*, view: SavedView, by: User, name: str, is_default: bool) -> SavedView:
    """Give a view another name, or have it open by itself instead of any other. Raises Refused."""
    with transaction.atomic():
        own = _locked(by, view.kind)
        return _write(_own(own, view), own, name=name, is_default=is_default)


def delete_view(*, view: SavedView, by: User) -> None:
    """Delete a view of one's own; no row of the list goes with it. Raises Refused."""
    with transaction.atomic():
        _own(_locked(by, view.kind), view).delete()


def _write(view: SavedView, own: QuerySet[SavedView], *, name: str, is_default: bool) -> SavedView:
    view.name, view.is_default = _tidy(name), is_default
    if not view.name:
        raise Refused(_("Give the view a name."))
    if is_default:
        own.exclude(pk=view.pk).update(is_default=False)
    try:
        view.full_clean()
    except ValidationError as error:
        raise Refused(*refusals_of(error)) from error
    view.save()
    return view


def _own(own: QuerySet[SavedView], view: SavedView) -> SavedView:
    found = own.filter(pk=view.pk).first()
    if found is None:
        raise Refused(_("This view is not there any more."))
    return found


def _locked(by: User, kind: str) -> QuerySet[SavedView]:
    """One's views of a list; two tabs wait for each other, so that neither makes a 21st."""
    User.objects.select_for_update().get(pk=by.pk)
    return SavedView.objects.filter(user=by, kind=kind)


def _tidy(name: str) -> str:
    return " ".join(name.replace("\0", " ").split())
