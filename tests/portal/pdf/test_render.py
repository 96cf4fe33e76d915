from __future__ import annotations

import builtins
import io
from typing import Any

import pikepdf
import pytest

from portal.pdf.render import PdfUnavailableError, render_pdf
from portal.pdf.sheets import read_sheet

PAGE = '<html lang="en"><head><title>t</title></head><body><h1>Title</h1><p>Text</p></body></html>'


def test_a_machine_without_pango_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    original = builtins.__import__

    def without_pango(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.startswith("weasyprint"):
            raise OSError("cannot load library 'libgobject-2.0-0'")
        return original(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without_pango)
    with pytest.raises(PdfUnavailableError, match="apt-get install libpangoft2"):
        render_pdf(PAGE, title="t", language="en", stylesheets=())


def test_the_title_and_language_given_win() -> None:
    made = render_pdf(PAGE, title="Another", language="cy", stylesheets=())
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert str(opened.docinfo.Title) == "Another"
        assert str(opened.Root.Lang) == "cy"


@pytest.mark.parametrize("name", ["../render.py", "/etc/passwd", "report", "report.html", ""])
def test_only_bare_names_of_sheets_are_read(name: str) -> None:
    with pytest.raises(ValueError, match="no name of a print sheet"):
        read_sheet(name)
