"""Nothing that a text names is loaded: no packet leaves, no file of the server is read."""

from __future__ import annotations

import logging
import socket
from pathlib import Path

import pytest

from portal.pdf.fetch import ClosedFetcher, RefusedAddressError
from portal.pdf.render import render_pdf

CANARY = "canary-in-a-file-of-the-server"


@pytest.fixture
def attempts(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    found: list[object] = []

    def refuse(self: socket.socket, address: object) -> None:
        found.append(address)
        raise OSError("no packet leaves in tests")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    return found


def constructs(address: str) -> list[str]:
    return [
        f'<img src="{address}" alt="x">',
        f'<img srcset="{address} 2x" alt="x">',
        f'<link rel="stylesheet" href="{address}">',
        f'<link rel="attachment" href="{address}">',
        f'<a rel="attachment" href="{address}">x</a>',
        f'<style>@import url("{address}");</style>',
        (
            f'<style>@font-face {{ font-family: x; src: url("{address}"); }} p {{ font-family: x }}'
            "</style>"
        ),
        f"<p style=\"background: url('{address}')\">x</p>",
        f"<ul style=\"list-style-image: url('{address}')\"><li>x</li></ul>",
        f'<p class="x">x</p><style>.x::before {{ content: url("{address}"); }}</style>',
        f'<object data="{address}">x</object>',
        f'<embed src="{address}">',
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>x</title>'
            f'<image href="{address}" width="9" height="9"/></svg>'
        ),
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>x</title>'
            f'<use href="{address}#x"/></svg>'
        ),
        f'<base href="{address}"><img src="next.png" alt="x">',
        f'<iframe src="{address}"></iframe>',
    ]


def addresses(folder: Path) -> list[str]:
    secret = folder / "secret.txt"
    secret.write_text(CANARY)
    return [
        "http://127.0.0.1:9/x.png",
        "https://example.org/x.css",
        "ftp://127.0.0.1/x",
        "//127.0.0.1:9/x.png",
        "http://169.254.169.254/latest/",
        "http://[::1]:9/x",
        f"file://{secret}",
        f"FILE://{secret}",
        str(secret),
        "print:../../../manage.py",
        "print:report.css/../x.css",
    ]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_no_construct_loads_anything(tmp_path: Path, attempts: list[object]) -> None:
    for address in addresses(tmp_path):
        body = "".join(constructs(address))
        page = f'<html lang="en"><head><title>t</title></head><body>{body}</body></html>'
        made = render_pdf(page, title="t", language="en", stylesheets=())
        assert CANARY.encode() not in made
        assert b"/EmbeddedFile" not in made
    assert attempts == []


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
