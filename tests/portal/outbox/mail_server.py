"""A real mail server on this machine, which takes, refuses, dies or dawdles as it is told."""

from __future__ import annotations

import asyncio
import socket
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


class Handler:
    """What it answers, by recipient; and what it has taken."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.tried: list[str] = []
        self.connections = 0
        #: What it answers to a recipient instead of taking the letter.
        self.at_recipient: dict[str, str] = {}
        #: What it answers to the letter itself.
        self.at_letter: dict[str, str] = {}
        #: Recipients whose letter it takes and then drops the line instead of saying so.
        self.dies_after: set[str] = set()
        #: Recipients at whose name it drops the line.
        self.dies_before: set[str] = set()
        #: Recipients whose letter it takes, but says so only after so many seconds.
        self.dawdles: dict[str, float] = {}

    async def handle_EHLO(  # noqa: N802
        self, server: Any, session: Any, _envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        """Count who comes."""
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(  # noqa: N802
        self, server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        """Take a recipient or not."""
        self.tried.append(address)
        if address in self.dies_before:
            server.transport.abort()
        if refusal := self.at_recipient.get(address):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: Any, _session: Any, envelope: Any
    ) -> str:
        """Take a letter or not."""
        address = envelope.rcpt_tos[0]
        if refusal := self.at_letter.get(address):
            return refusal
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.taken.append(message)
        await asyncio.sleep(self.dawdles.get(address, 0))
        if address in self.dies_after:
            server.transport.abort()
        return "250 Taken"

    def addresses(self) -> list[str]:
        """To whom the letters went that were taken, in order."""
        return [str(message["To"]) for message in self.taken]


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


class MailServer:
    """The server, which can be stopped and can come back on the same port."""

    def __init__(self) -> None:
        self.port = free_port()
        self.handler = Handler()
        self._controller: Controller | None = None

    def start(self) -> None:
        """Listen."""
        self._controller = Controller(self.handler, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        """Stop listening; a second time does nothing."""
        controller, self._controller = self._controller, None
        if controller is not None:
            controller.stop()
