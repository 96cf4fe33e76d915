"""Private records of scrutiny made into their public copies, field by field.

What is not named here is not public. A copy carries codes and dates as they are (ISO 8601); the
words for them are added where they are shown. The functions read the database but write nothing:
an operation hands what they return to `portal.publishing.release`. Where a function returns None
the record is not public in its present state; a copy that is public already is withdrawn instead.
"""

from __future__ import annotations

from scrutiny.public.actions import action_copy
from scrutiny.public.findings import finding_copy
from scrutiny.public.lines import line_copy, line_without_answer
from scrutiny.public.recommendations import recommendation_copy
from scrutiny.public.responses import response_copy
from scrutiny.public.reviews import REVIEW_STEPS, review_copy, without_answer
from scrutiny.public.values import review_path

__all__ = [
    "REVIEW_STEPS",
    "action_copy",
    "finding_copy",
    "line_copy",
    "line_without_answer",
    "recommendation_copy",
    "response_copy",
    "review_copy",
    "review_path",
    "without_answer",
]
