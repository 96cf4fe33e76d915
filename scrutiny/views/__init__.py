"""Public pages of reviews and what follows from them. They read released records only."""

from __future__ import annotations
