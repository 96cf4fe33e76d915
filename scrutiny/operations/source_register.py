"""Finding organisations and themes by what people call them.

An organisation goes by its name, its full or former name, its code, and the short form of that.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext as _

from boards.models import Organisation
from portal.operations import Refused
from scrutiny.models import Theme

__all__ = ["Register", "names_in"]

_BETWEEN: Final = re.compile(r"[;\n]")
_CLOSE: Final = 0.75


def names_in(text: str) -> list[str]:
    """The names in a field: one a line, or parted by semicolons; each once."""
    found = (" ".join(one.split()) for one in _BETWEEN.split(text))
    return list(dict.fromkeys(one for one in found if one))


class Register:
    """The registers of organisations and themes, read once."""

    def __init__(self) -> None:
        self._organisations: dict[str, Organisation] = {}
        self._names: list[str] = []
        rows = list(Organisation.objects.order_by("name"))
        for one in rows:  # what it is called now goes before what another was called once
            for called in (one.code, one.name, one.official_name):
                self._organisations.setdefault(called.casefold(), one)
            self._names.append(one.name)
        for one in rows:
            for former in one.former_names.split(";"):
                called = former.split("(")[0].strip().casefold()
                self._organisations.setdefault(called, one)
        short = Counter(_short(one) for one in rows)
        for one in rows:  # a code that several have in short is nobody's
            if short[_short(one)] == 1:
                self._organisations.setdefault(_short(one), one)
        self._organisations.pop("", None)
        self._themes: dict[str, Theme] = {}
        for theme in Theme.objects.all():
            for called in (theme.slug, theme.name, theme.name_cy):
                self._themes.setdefault(called.casefold(), theme)
        self._themes.pop("", None)

    def organisation(self, called: str) -> Organisation:
        """The organisation of a code or name. Raises Refused, with the nearest name."""
        found = self._organisations.get(" ".join(called.split()).casefold())
        if found is not None:
            return found
        near = difflib.get_close_matches(called, self._names, n=1, cutoff=_CLOSE)
        if near:
            sentence = _("The register has no “%(name)s”. Did you mean “%(near)s”?")
            raise Refused(sentence % {"name": called, "near": near[0]})
        sentence = _(
            "The register has no “%(name)s”. Write the name as it stands in the register of "
            "organisations, or ask an administrator of the portal to enter it."
        )
        raise Refused(sentence % {"name": called})

    def organisations(self, names: Iterable[str]) -> list[Organisation]:
        """Several of them, each once. Raises Refused with every name that is not there."""
        found: dict[int, Organisation] = {}
        reasons: list[str] = []
        for called in names:
            try:
                one = self.organisation(called)
            except Refused as refused:
                reasons += refused.reasons
            else:
                found[one.pk] = one
        if reasons:
            raise Refused(*reasons)
        return list(found.values())

    def theme(self, called: str) -> Theme:
        """The theme of a slug or name. Raises Refused with the names that there are."""
        found = self._themes.get(" ".join(called.split()).casefold())
        if found is not None:
            return found
        names = ", ".join(sorted({theme.name for theme in self._themes.values()}))
        sentence = _("There is no theme “%(name)s”. The themes are: %(names)s.")
        raise Refused(sentence % {"name": called, "names": names or _("none yet")})


def _short(one: Organisation) -> str:
    """A code without the kind before it: “ofsted” for “inspectorate-ofsted”."""
    return one.code.partition("-")[2].casefold()
