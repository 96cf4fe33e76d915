"""Why a file cannot go into the merged one. The codes are those of `inspect_pdf`."""

from __future__ import annotations

from typing import Any, Final

PASSWORD_NEEDED: Final = "password_needed"  # noqa: S105
NOT_A_PDF: Final = "not_a_pdf"
EMPTY: Final = "empty"
DAMAGED: Final = "damaged"
OVER_LIMITS: Final = "over_limits"
ASSEMBLY_FORBIDDEN: Final = "assembly_forbidden"


class RefusedError(Exception):
    """A file is refused: by which code, which of the parts, and what `portal.pdf.reasons` names."""

    def __init__(self, code: str, part: int = -1, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.part = part
        self.facts = facts
