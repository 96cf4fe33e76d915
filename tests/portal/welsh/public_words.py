"""Every translatable string that a reader of the public site can meet, read from the source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from django.utils.translation.template import templatize

ROOT: Final = Path(__file__).resolve().parents[3]
#: Where public words stand, what most readers meet first; a pattern takes in new files by itself.
PUBLIC: Final = (
    "templates/base.html",
    "templates/components/header.html",
    "templates/components/footer.html",
    "templates/components/*.html",
    "templates/4*.html",
    "templates/500.html",
    "home/templatetags/home_navigation.py",
    "home/menu.py",
    "home/front.py",
    "templates/home/home_page.html",
    "templates/home/parts/*.html",
    "boards/shown*.py",
    "boards/words.py",
    "boards/views.py",
    "boards/packs/certificate_words.py",
    "boards/rules/functions.py",
    "boards/rules/exemptions.py",
    "templates/boards/body_page.html",
    "templates/boards/meeting*.html",
    "templates/boards/parts/*.html",
    "scrutiny/words/*.py",
    "scrutiny/shown/*.py",
    "scrutiny/views/*.py",
    "templates/scrutiny/review*.html",
    "templates/scrutiny/recommendation.html",
    "templates/scrutiny/parts/*.html",
    "templates/scrutiny/tracker.html",
    "scrutiny/tracking/*.py",
    "scrutiny/filters.py",
    "scrutiny/asked_filters.py",
    "scrutiny/action_words.py",
    "templates/scrutiny/report/**/*.html",
    "home/search/*.py",
    "templates/home/search.html",
    "templates/scrutiny/*.html",
    "templates/boards/*.html",
    "templates/boards/reading/*.html",
    "boards/asking/*.py",
    "boards/calendars/*.py",
    "boards/meeting_list.py",
    "boards/paper_reading/*.py",
    "portal/shown.py",
    "portal/public_forms.py",
    "portal/templatetags/*.py",
    "portal/welsh/*.py",
    "scrutiny/calling/*.py",
    "templates/home/*.html",
    "templates/home/alerts/*.html",
    "templates/home/statements/*.html",
    "home/accountability/*.py",
    "home/alerts/*.py",
    "home/feeds/*.py",
    "home/finding/*.py",
    "home/glossary.py",
    "scrutiny/report/glossary.py",
    "home/linked_data/*.py",
    "home/statements/*.py",
    "home/verified_files.py",
    "home/verify.py",
    "home/views.py",
    "home/welsh_pages.py",
    "home/opendata/**/*.py",
    "scrutiny/report/**/*.py",
)
#: What stays English though a pattern above takes it in, and why.
ENGLISH: Final = {
    "templates/boards/admin_home.html": "the desk",
    "templates/components/workspace_navigation.html": "the workspace",
    "templates/home/check_pack.html": "the workspace",
    "templates/home/date.html": "the workspace",
    "templates/home/dates.html": "the workspace",
    "templates/home/papers.html": "the workspace",
    "templates/home/sign_in.html": "the workspace",
    "templates/home/workspace.html": "the workspace",
    "home/alerts/happened.py": "letters go out in English",
    "home/alerts/leaving.py": "letters go out in English",
    "home/alerts/sending.py": "letters go out in English",
    "home/alerts/signing_up.py": "letters go out in English",
    "home/alerts/work.py": "what administrators read of jobs",
    "home/alerts/writing.py": "letters go out in English",
    "scrutiny/report/letter_render.py": "letters go out in English",
}
#: What Django's own Welsh spells wrongly.
MENDED: Final = ("July",)
#: Names of columns in the database: administrators meet them, readers only the choices.
_FIELD_NAMES: Final = frozenset({"verbose_name", "verbose_name_plural"})
#: Functions of gettext: whether a context comes first, and whether a plural comes last.
_MARKING: Final = {
    "_": (False, False),
    "_lazy": (False, False),
    "gettext": (False, False),
    "gettext_lazy": (False, False),
    "gettext_noop": (False, False),
    "ngettext": (False, True),
    "ngettext_lazy": (False, True),
    "pgettext": (True, False),
    "pgettext_lazy": (True, False),
    "npgettext": (True, True),
    "npgettext_lazy": (True, True),
}
_IN_TEMPLATE: Final = re.compile(r" (?=(?:n?p?gettext|_)\()")


class Source(NamedTuple):
    """One string of the source: its context, if it has any, itself, its plural, and its file."""

    context: str | None
    words: str
    plural: str | None
    file: str


@cache
def public_words() -> tuple[Source, ...]:
    """Every public string once, in the order of `PUBLIC`."""
    found: dict[tuple[str | None, str], Source] = {}
    for file in public_files():
        for context, words, plural in words_of(file):
            found.setdefault((context, words), Source(context, words, plural, file))
    for words in MENDED:
        found.setdefault((None, words), Source(None, words, None, "django"))
    return tuple(found.values())


def public_files() -> list[str]:
    """The files with public words, below the root of the project."""
    found: dict[str, None] = {}
    for pattern in PUBLIC:
        for path in sorted(ROOT.glob(pattern)):
            found.setdefault(path.relative_to(ROOT).as_posix())
    return [file for file in found if file not in ENGLISH]


def words_of(file: str) -> Iterator[tuple[str | None, str, str | None]]:
    """Context, string and plural of every marked string of a template or a module."""
    text = (ROOT / file).read_text()
    if file.endswith(".py"):
        yield from _marked(ast.parse(text))
        return
    calls = templatize(text)
    for found in _IN_TEMPLATE.finditer(calls):
        yield from _marked(_call_at(calls, found.end()))


def _call_at(calls: str, start: int) -> ast.Module:
    end = start
    while True:
        end = calls.index(")", end) + 1
        try:
            return ast.parse(calls[start:end])
        except SyntaxError:  # a bracket inside the string
            continue


def _marked(tree: ast.Module) -> Iterator[tuple[str | None, str, str | None]]:
    for node in _calls(tree):
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name not in _MARKING:
            continue
        has_context, has_plural = _MARKING[name]
        texts = [_text(one) for one in node.args[: 1 + has_context + has_plural]]
        context = texts.pop(0) if has_context else None
        if texts and texts[0] is not None:
            yield context, texts[0], texts[1] if has_plural else None


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Every call in the order of the text, without what names columns of the database."""
    for node in ast.iter_child_nodes(tree):
        names = [one.id for one in getattr(node, "targets", []) if isinstance(one, ast.Name)]
        if _FIELD_NAMES.intersection(names) or _is_field(node):
            continue
        if isinstance(node, ast.Call):
            yield node
        yield from _calls(node)


def _is_field(node: ast.AST) -> bool:
    of = node.func if isinstance(node, ast.Call) else None
    return (
        isinstance(of, ast.Attribute)
        and of.attr.endswith("Field")
        and isinstance(of.value, ast.Name)
        and of.value.id == "models"
    )


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
