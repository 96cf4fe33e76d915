"""Fixed text is in the language of whoever reads it, not in that of the hour the server began."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.test_closed_ways import sources

AT_ONCE = frozenset({"gettext", "ngettext", "pgettext", "npgettext"})


def translated_at_import(source: str) -> Iterator[int]:
    """The lines on which text is translated while the module is being loaded."""
    tree = ast.parse(source)
    names = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in AT_ONCE
    }
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node.lineno
        waiting += ast.iter_child_nodes(node)


def test_no_text_is_translated_while_a_module_is_loaded() -> None:
    begins = "from django.utils.translation import gettext as _\n"
    assert list(translated_at_import(f'{begins}WORDS = {{"a": _("b")}}\n')) == [2]
    found = [
        (name, line) for name, text in sources().items() for line in translated_at_import(text)
    ]
    assert found == []
