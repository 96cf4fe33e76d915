"""A mail back end that writes into a file what it takes, and dies where it is told to."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection


def _at() -> str:
    return str(getattr(settings, "KILLING_AT", ""))


def _file() -> Path:
    return Path(str(getattr(settings, "KILLING_FILE", "")))


def die() -> None:
    """What a power cut does."""
    os.kill(os.getpid(), signal.SIGKILL)


class KillingBackend(BaseEmailBackend):
    """Settings: KILLING_FILE takes a line for each letter, KILLING_AT names the point of death."""

    def open(self) -> bool:
        """The letter is claimed."""
        if _at() == "claimed":
            die()
        return True

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        """Take each letter: from here on it is accepted."""
        for message in messages:
            if _at() == "begun":
                die()
            line = f"{message.extra_headers['Message-ID']} {message.to[0]}\n"
            if _at() == "marked" and taken():
                die()  # the first has been marked, this is the second
            with _file().open("a") as file:
                file.write(line)
            if _at() == "accepted":
                die()
            time.sleep(0.01)
        return len(messages)


def taken() -> list[str]:
    """The letters that the back end has taken, each as identifier and address."""
    file = _file()
    return file.read_text().splitlines() if file.exists() else []


def in_processes(number: int, work: Callable[[], Any]) -> list[int]:
    """Do the same in so many processes at once; return how each ended, 9 for killed."""
    connection.close()
    children = []
    for _ in range(number):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                work()
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    endings = [os.waitpid(child, 0)[1] for child in children]
    return [os.WTERMSIG(one) if os.WIFSIGNALED(one) else os.WEXITSTATUS(one) for one in endings]
