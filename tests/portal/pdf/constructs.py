"""What a text could hold to make WeasyPrint load something, and traps that see it try."""

from __future__ import annotations

import contextlib
import gzip
import http.server
import io
import socket
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pikepdf
import pytest

CANARY: Final = "canary-in-a-file-of-the-server"
_SVG: Final = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>x</title>'


def constructs(address: str) -> list[str]:
    """Every way in which HTML, CSS or SVG names something to be loaded."""
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
        f'{_SVG}<image href="{address}" width="9" height="9"/></svg>',
        f'{_SVG}<use href="{address}#x"/></svg>',
        f'<base href="{address}"><img src="next.png" alt="x">',
        f'<iframe src="{address}"></iframe>',
    ]


def addresses(traps: Traps) -> list[str]:
    """Places that nothing may be loaded from: this machine, the network, the cloud's own."""
    inner = f'%3Csvg xmlns="http://www.w3.org/2000/svg"%3E%3Cimage href="{traps.url}/inner"/%3E'
    return [
        f"{traps.url}/x.png",
        f"{traps.url}/redirect",
        f"{traps.url}/zipped.css",
        f"{traps.url}/drawing.svg",
        f"//127.0.0.1:{traps.port}/x.png",
        "http://192.0.2.1/x.png",
        "https://example.org/x.css",
        "ftp://192.0.2.1/x",
        "http://169.254.169.254/latest/",
        "http://[::1]:9/x",
        f"file://{traps.secret}",
        f"FILE://{traps.secret}",
        f"file:{traps.secret}",
        str(traps.secret),
        f"data:image/svg+xml,{inner.replace(chr(34), '%22')}%3C/svg%3E",
        f"data:text/css,@import '{traps.url}/data.css'",
        "print:../../../manage.py",
        "print:report.css/../x.css",
        "print:%2e%2e/x.css",
    ]


@dataclass
class Traps:
    """A server on this machine, a file with a canary, and whatever was tried on either."""

    port: int
    secret: Path
    hits: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    packets: list[object] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The server."""
        return f"http://127.0.0.1:{self.port}"

    def untouched(self) -> bool:
        """Whether nothing was asked for, opened or sent."""
        return not (self.hits or self.opened or self.packets)


_set: list[Traps] = []


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and _set and str(arguments[0]) == str(_set[-1].secret):
        _set[-1].opened.append(str(arguments[0]))


sys.addaudithook(_watch)


@contextlib.contextmanager
def traps_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Traps]:
    """Set the traps. Connections to anywhere but the canary server are noted and refused."""
    secret = folder / "secret.css"
    secret.write_text(f'p::after {{ content: "{CANARY}" }}')
    traps = Traps(port=0, secret=secret)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(traps))
    traps.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: Any) -> None:
        if address == ("127.0.0.1", traps.port):
            connect(self, address)
            return
        traps.packets.append(address)
        raise OSError("no packet leaves in tests")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    _set.append(traps)
    try:
        yield traps
    finally:
        _set.remove(traps)
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(traps: Traps) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        """Answers what would lead further, and notes that it was asked."""

        def do_GET(self) -> None:
            traps.hits.append(self.path)
            style = gzip.compress(f'@import "file://{traps.secret}";'.encode())
            drawing = f'{_SVG}<image href="file://{traps.secret}"/></svg>'.encode()
            if self.path == "/redirect":
                self.send_response(302)
                self.send_header("Location", f"file://{traps.secret}")
                self.end_headers()
                return
            kinds = {"/zipped.css": ("text/css", style), "/drawing.svg": ("image/svg+xml", drawing)}
            kind, body = kinds.get(self.path, ("text/plain", CANARY.encode()))
            self.send_response(200)
            self.send_header("Content-Type", kind)
            if self.path == "/zipped.css":
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: Any) -> None:
            """Print nothing."""

    return Handler


def holds_nothing_foreign(pdf: bytes) -> bool:
    """Whether no stream holds the canary and no file is embedded or named outside."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for thing in opened.objects:
            if isinstance(thing, pikepdf.Stream):
                with contextlib.suppress(pikepdf.PdfError):
                    if CANARY.encode() in thing.read_bytes():
                        return False
                if thing.get("/Type") == pikepdf.Name.EmbeddedFile:
                    return False
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Filespec":
                return False
    return True
