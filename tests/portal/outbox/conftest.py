"""A mail server, and the settings that lead to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from tests.portal.outbox.mail_server import MailServer


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    """A running server to which Django sends, with little patience."""
    made = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = made.port
    settings.EMAIL_TIMEOUT = 0.4
    made.start()
    yield made
    made.stop()
