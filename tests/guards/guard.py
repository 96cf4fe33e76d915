"""What a line of the table says."""

from __future__ import annotations

from dataclasses import dataclass


class MissingTextError(ValueError):
    """The text of a guard is no longer where the table says, or stands there twice."""


@dataclass(frozen=True)
class Guard:
    """One guard: where it stands, what stands there without it, and which test sees that.

    `cases` are numbers of the security cases, or words for a promise that has no number.
    """

    name: str
    cases: str
    file: str
    text: str
    instead: str
    test: str

    @property
    def is_migration(self) -> bool:
        """Whether the guard lies in the database, so that it has to be made anew."""
        return "/migrations/" in self.file

    def removed_from(self, source: str) -> str:
        """The file without the guard. Raises MissingTextError unless the text stands there once."""
        found = source.count(self.text)
        if found != 1:
            raise MissingTextError(f"{self.file} holds the text of “{self.name}” {found} times")
        return source.replace(self.text, self.instead)
