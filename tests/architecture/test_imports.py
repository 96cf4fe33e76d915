"""The directions of docs/architecture.md hold: contracts in pyproject.toml, and two more here."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import grimp
import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parent.parent.parent
PURE_LIBRARIES = frozenset({"holidays", "phonenumbers", "stdnum"})
#: What decides about packs and reports: pure too, though it lies beside what is not.
PURE_MODULES = frozenset(
    {"scrutiny.report.document"}
    | {f"boards.packs.{name}" for name in ("certificate", "file_names", "manifest")}
    | {f"boards.packs.{name}" for name in ("meeting_facts", "treatment")}
)
IMPURE_STANDARD = frozenset(
    {"asyncio", "http", "os", "pathlib", "random", "shutil", "socket", "subprocess", "tempfile"}
    | {"time", "urllib"}
)


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(
        "portal", "boards", "scrutiny", "home", include_external_packages=True, cache_dir=None
    )


def modules_of(*packages: str) -> Iterator[str]:
    for module in sorted(graph().modules):
        if any(module == package or module.startswith(f"{package}.") for package in packages):
            yield module


@pytest.fixture
def _loggers_kept() -> Iterator[None]:
    """The linter's command sets up logging anew and so silences every logger there is."""
    known = [one for one in logging.root.manager.loggerDict.values() if hasattr(one, "disabled")]
    silent = {one for one in known if one.disabled}
    yield
    for one in known:
        one.disabled = one in silent


@pytest.mark.usefixtures("_loggers_kept")
def test_every_contract_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert status == 0, capsys.readouterr().out


def test_rules_import_the_standard_library_pure_libraries_and_rules_only() -> None:
    rules = list(modules_of("portal.rules", "boards.rules", "scrutiny.rules"))
    assert rules, "no rules found: the pattern is wrong"
    strangers = {
        f"{module} imports {imported}"
        for module in [*rules, *modules_of(*PURE_MODULES)]
        for imported in graph().find_modules_directly_imported_by(module)
        if not _is_pure(imported)
    }
    assert not strangers


def _is_pure(module: str) -> bool:
    top = module.partition(".")[0]
    if ".rules" in module or module in PURE_MODULES:
        return True
    return top in PURE_LIBRARIES or (top in sys.stdlib_module_names and top not in IMPURE_STANDARD)


def test_work_on_uploaded_documents_needs_neither_django_nor_weasyprint() -> None:
    """It runs in a child process with little memory, so whatever it imports counts."""
    heavy = {
        f"{module} reaches {forbidden}"
        for module in modules_of("portal.pdf.merge", "portal.pdf.inspect")
        for forbidden in ("django", "weasyprint")
        if forbidden in graph().modules
        and graph().find_shortest_chain(importer=module, imported=forbidden)
    }
    assert not heavy


def test_public_pages_take_only_released_records_from_the_floor() -> None:
    private = {
        f"{module} imports {imported}"
        for module in graph().modules
        if module.rpartition(".")[2] in {"views", "feeds"} and ".desk." not in module
        for imported in graph().find_modules_directly_imported_by(module)
        if imported.startswith("portal.models") and imported != "portal.models.releases"
    }
    assert not private
