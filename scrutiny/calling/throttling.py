"""How much may come to a call for evidence from one place (`portal.public_forms`)."""

from __future__ import annotations

from typing import Final

from portal.public_forms import PublicForm
from scrutiny.rules.calls import PER_ADDRESS

_FORM: Final = PublicForm("scrutiny.calling.throttling", PER_ADDRESS)

stamp = _FORM.stamp
started_at = _FORM.started_at
is_too_much = _FORM.is_too_much
note_one = _FORM.note_one
