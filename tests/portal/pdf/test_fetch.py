"""Nothing that a text names is loaded: no packet leaves, no file of the server is read."""

from __future__ import annotations

import contextlib
import logging
from pathlib import Path

import pytest
from weasyprint import HTML

from portal.pdf.fetch import ClosedFetcher, RefusedAddressError
from portal.pdf.render import render_pdf
from tests.portal.pdf.constructs import (
    CANARY,
    addresses,
    constructs,
    holds_nothing_foreign,
    traps_in,
)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_no_construct_loads_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Raw HTML, as if nothing had escaped it: the fetcher alone must hold (case 41)."""
    with traps_in(tmp_path, monkeypatch) as traps:
        body = "".join("".join(constructs(address)) for address in addresses(traps))
        page = f'<html lang="en"><head><title>t</title></head><body>{body}</body></html>'
        made = render_pdf(page, title="t", language="en", stylesheets=())
        assert traps.untouched(), (traps.hits, traps.opened, traps.packets)
        assert holds_nothing_foreign(made)
        assert CANARY.encode() not in made


def test_the_traps_see_what_an_open_door_lets_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """WeasyPrint's own fetcher walks into every one of them."""
    with traps_in(tmp_path, monkeypatch) as traps, contextlib.suppress(ValueError):
        for address in (f"{traps.url}/x", f"{traps.url}/zipped.css", "http://192.0.2.1/x"):
            page = f'<html><head><link rel="stylesheet" href="{address}"></head><body></html>'
            HTML(string=page).render()
    assert "/x" in traps.hits
    assert traps.packets == [("192.0.2.1", 80)]


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/",
        "file:///etc/passwd",
        "data:text/css,p{}",
        "PRINT:report.css",
        "print:",
        "print:../x.css",
        "print:%2e%2e/x.css",
        "print:report.css?x",
        "print:report.svg",
    ],
)
def test_every_other_address_is_refused_and_logged(
    address: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING), pytest.raises(RefusedAddressError):
        ClosedFetcher().fetch(address)
    assert "refused to load" in caplog.text


def test_a_long_address_does_not_fill_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(RefusedAddressError):
        ClosedFetcher().fetch("data:" + "x" * 10_000)
    assert len(caplog.text) < 300


def test_our_own_sheet_is_read() -> None:
    found = ClosedFetcher().fetch("print:report.css")
    assert b"@page" in found.read()
    assert found.content_type == "text/css"
