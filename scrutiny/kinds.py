"""The kinds of public record that this app releases. Public views may import this: no models."""

from __future__ import annotations

from typing import Final

SOURCE: Final = "source"
EXTERNAL_FINDING: Final = "external_finding"
FORWARD_PLAN: Final = "forward_plan"
REVIEW: Final = "review"
LINE: Final = "line"
REPORT: Final = "report"
FINDING: Final = "finding"
RECOMMENDATION: Final = "recommendation"
RESPONSE: Final = "response"
ACTION: Final = "action"
