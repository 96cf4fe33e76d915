"""Which generation of what the public reads is the present one, for every process.

The number in the database is raised beside each change; readers ask the shared cache alone.
docs/page-cache.md says what holds when either fails.
"""

from __future__ import annotations

from portal.generations.raising import raise_generations, raise_site
from portal.generations.remembering import Remembered
from portal.generations.scopes import EVERYTHING, SITE
from portal.generations.shared import Settled, settled
from portal.generations.watching import watch

__all__ = [
    "EVERYTHING",
    "SITE",
    "Remembered",
    "Settled",
    "raise_generations",
    "raise_site",
    "settled",
    "watch",
]
