"""What an address may ask of data: read strictly, refused with the name of what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest

from boards import kinds as board_kinds
from home.opendata.choosing import Wanted
from portal.addresses import host_body
from portal.public import records

__all__ = ["NotUnderstood", "body_of", "day_of", "known_bodies", "refuse_others", "wanted_of"]


class NotUnderstood(Exception):
    """A parameter that there is not, is given twice, or has a value that nothing has."""

    def __init__(self, parameter: str, says: str) -> None:
        self.parameter = parameter
        self.says = says
        super().__init__(says)


def refuse_others(request: HttpRequest, names: Iterable[str]) -> None:
    """Raises NotUnderstood for a parameter that is none of `names`, or is given twice."""
    known = sorted(names)
    for name, values in request.GET.lists():
        if name not in known:
            offered = ", ".join(known) or "none"
            raise NotUnderstood(name[:80], f"There is no such parameter. There are: {offered}.")
        if len(values) > 1:
            raise NotUnderstood(name, "The parameter is given more than once.")


def known_bodies(request: HttpRequest) -> list[str]:
    """The bodies that may be asked for; none on a body's own host, where there is that alone."""
    if host_body(request):
        return []
    return sorted(records(board_kinds.BODY).values_list("body", flat=True))


def wanted_of(request: HttpRequest) -> Wanted:
    """What the address of a file asks for: `body` and `since`. Raises NotUnderstood."""
    here = host_body(request)
    refuse_others(request, ("since",) if here else ("body", "since"))
    body = here or body_of(request)
    return Wanted(body=body, since=day_of(request.GET.get("since")))


def body_of(request: HttpRequest) -> str:
    """The body that is asked for, empty for all. Raises NotUnderstood for one not public."""
    body = request.GET.get("body")
    if body is None:
        return ""
    if not records(board_kinds.BODY, body=body).exists() or not body:
        raise NotUnderstood("body", "There is no panel or board of this name.")
    return body


def day_of(text: str | None) -> date | None:
    """A civil day, written like 2026-03-31. Raises NotUnderstood for anything else."""
    if text is None:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text:
        raise NotUnderstood("since", "Write the day like 2026-03-31.")
    return found
