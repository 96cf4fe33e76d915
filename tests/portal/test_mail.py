"""One message, one recipient, whole headers; and never over a line without encryption.

Security cases 51 and 52.
"""

from __future__ import annotations

import email
import email.policy
import os
import smtplib
import socketserver
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.core.mail import BadHeaderError, get_connection

from portal.mail import WrongAddressError, letter, one_line
from portal.settings.addresses import email_from, mail_is_open
from tests.template_database import ROOT

TRICKS = (
    "Minutes\r\nBcc: thief@evil.example",
    "Minutes\nTo: thief@evil.example\n\nbody",
    "a\x00b\u2028Cc: thief@evil.example",
    "thief@evil.example, second@evil.example",
    'x" <thief@evil.example>, "y',
    "=?utf-8?q?x?=\r\n =?utf-8?q?Bcc:_thief=40evil.example?=",
    "A" * 5_000,
    "Cyngor \u202egpj.exe Sir Fôn",
)


def test_subject_and_name_stay_what_they_are() -> None:
    for trick in TRICKS:
        try:
            letter(to="clerk@example.test", name=trick, subject=trick, text="Text.").send()
        except (BadHeaderError, ValueError) as error:
            pytest.fail(f"{trick!r} could not be sent: {error}")
        sent = mail.outbox.pop()
        assert sent.recipients() == [sent.to[0]]
        raw = sent.message().as_bytes()
        read = email.message_from_bytes(raw, policy=email.policy.default)
        assert [one.addr_spec for one in read["To"].addresses] == ["clerk@example.test"], trick
        assert read["Cc"] is None
        assert read["Bcc"] is None
        assert set(read.keys()) == {
            "Content-Type",
            "MIME-Version",
            "Content-Transfer-Encoding",
            "Subject",
            "From",
            "To",
            "Date",
            "Message-ID",
        }
        assert read.get_content().strip() == "Text."
        assert "\u202e" not in read["Subject"]
        assert len(read["Subject"].strip()) <= 200
    assert one_line(" a \r\n b ") == "a b"


@pytest.mark.parametrize(
    "to",
    [
        "",
        "nobody",
        "a@example.test, b@example.test",
        "a@example.test\r\nBcc: b@example.test",
        "Name <a@example.test>",
        "a@example.test\x00",
        "<a@example.test>",
        "a@example.test;b@example.test",
    ],
)
def test_an_address_that_is_not_one_is_refused(to: str) -> None:
    with pytest.raises(WrongAddressError):
        letter(to=to, subject="s", text="t")


class _Silent(socketserver.StreamRequestHandler):
    """A mail server that speaks, and offers no encryption."""

    def handle(self) -> None:
        self.wfile.write(b"220 stand-in\r\n")
        for line in self.rfile:
            self.server.heard.append(line)  # type: ignore[attr-defined]
            if line.upper().startswith(b"EHLO"):
                self.wfile.write(b"250-stand-in\r\n250 AUTH PLAIN LOGIN\r\n")
            elif line.upper().startswith(b"QUIT"):
                self.wfile.write(b"221 bye\r\n")
                return
            else:
                self.wfile.write(b"250 yes\r\n")


@pytest.fixture
def without_encryption() -> Iterator[Any]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Silent) as server:
        server.heard = []  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_no_word_is_sent_to_a_server_without_encryption(without_encryption: Any) -> None:
    port = without_encryption.server_address[1]
    found = email_from(f"smtp+tls://user:secret@127.0.0.1:{port}")
    connection = get_connection(
        found["EMAIL_BACKEND"],
        host=found["EMAIL_HOST"],
        port=found["EMAIL_PORT"],
        username=found["EMAIL_HOST_USER"],
        password=found["EMAIL_HOST_PASSWORD"],
        use_tls=found.get("EMAIL_USE_TLS"),
        timeout=5,
    )
    message = letter(to="clerk@example.test", subject="s", text="private words")
    for _again in range(2):
        with pytest.raises(smtplib.SMTPNotSupportedError):
            connection.send_messages([message])
    connection.close()
    heard = b"".join(without_encryption.heard).upper()
    assert b"EHLO" in heard
    for word in (b"AUTH", b"MAIL", b"RCPT", b"DATA", b"PRIVATE"):
        assert word not in heard


def test_production_asks_for_encryption_unless_the_server_is_its_own() -> None:
    for address, is_open in (
        ("smtp://user:secret@mail.example:25", True),
        ("smtp+tls://user:secret@mail.example:587", False),
        ("smtp+ssl://user:secret@mail.example:465", False),
        ("smtp://localhost:25", False),
        ("consolemail://", False),
    ):
        found = email_from(address)
        tls = bool(found.get("EMAIL_USE_TLS") or found.get("EMAIL_USE_SSL"))
        backend, host = found["EMAIL_BACKEND"], found.get("EMAIL_HOST") or ""
        assert mail_is_open(backend, host, tls=tls) is is_open, address


def test_production_does_not_start_with_open_mail() -> None:
    """And what asks for encryption reaches Django as such."""
    for address, said in (("smtp+tls://u:p@mail.example:587", "True"), ("smtp://mail.example", "")):
        script = "from django.conf import settings; print(settings.EMAIL_USE_TLS)"
        variables = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "portal.settings.production",
            "SECRET_KEY": "k3" * 40,
            "ALLOWED_HOSTS": "scrutiny.example",
            "BASE_URL": "https://scrutiny.example",
            "EMAIL_URL": address,
        }
        ended = subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env=variables,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert ended.stdout.strip() == said, ended.stderr
        assert ("must ask for encryption" in ended.stderr) is (said == "")
