"""What was found in a file, by code, and what the codes together mean for its use in a pack."""

from __future__ import annotations

from typing import Any, Final

REFUSE: Final = frozenset({"password_needed", "not_a_pdf", "empty", "damaged", "over_limits"})
BLOCK: Final = frozenset({"hidden_text", "unapplied_redaction"})
WARN: Final = frozenset(
    {"form_flattened", "attachment_removed", "script_removed", "comments_removed"}
    | {"signature_ends", "image_only", "repaired", "assembly_forbidden", "oversized_image"}
)
NOTE: Final = frozenset({"untagged", "no_language", "no_title"})
ORDER: Final = (REFUSE, BLOCK, WARN, NOTE)


class Refused(Exception):
    """The file cannot be used; nothing more can be said about it."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Findings:
    """Codes in the order of their weight, each once, with the pages they were met on."""

    def __init__(self) -> None:
        self._found: dict[str, dict[str, Any]] = {}

    def add(self, code: str, page: int | None = None, /, **facts: Any) -> None:
        """Note a finding.

        Args:
            code: one of the sets above.
            page: the page it was met on, from 1; nothing where it concerns the whole file.
            facts: what the sentence about it needs; those of the first mention count.
        """
        if code == "damaged":
            self._found.pop("repaired", None)  # the repair did not help
        entry = self._found.setdefault(code, {"code": code, "pages": [], "facts": facts})
        if page is not None and page not in entry["pages"]:
            entry["pages"].append(page)

    def __contains__(self, code: str) -> bool:
        return code in self._found

    def as_list(self) -> list[dict[str, Any]]:
        """The findings, the gravest first."""
        return sorted(
            self._found.values(),
            key=lambda entry: next(n for n, codes in enumerate(ORDER) if entry["code"] in codes),
        )

    def verdict(self, *, allow_restricted: bool) -> str:
        """One of accept, warn, block, refuse (contract of `inspect_pdf`).

        Args:
            allow_restricted: the body's policy lets files be joined whose owner set a password.
        """
        codes = set(self._found)
        if codes & REFUSE or ("assembly_forbidden" in codes and not allow_restricted):
            return "refuse"
        if codes & BLOCK:
            return "block"
        return "warn" if codes & WARN else "accept"
