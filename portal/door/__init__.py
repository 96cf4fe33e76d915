"""The door: who a session belongs to, what it has proved, and how often one may try.

docs/signing-in.md says what it promises.
"""

from __future__ import annotations
