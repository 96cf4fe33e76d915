"""The kinds of public record that this app releases. Public views may import this: no models."""

from __future__ import annotations

from typing import Final

REVIEW: Final = "review"
REPORT: Final = "report"
RECOMMENDATION: Final = "recommendation"
FINDING: Final = "finding"
