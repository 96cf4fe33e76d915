"""Once a minute: does the cache hold the generation of the database?"""

from __future__ import annotations

from datetime import datetime

from portal.generations.shared import held, put_settled
from portal.models import Generation


def compare_generations(now: datetime) -> int:
    """Renew in the cache what it missed, and return how many there were.

    It misses one where it could not be reached after a change, or lost what it held. What is in
    flux is left alone.
    """
    renewed = 0
    for scope, number in Generation.objects.values_list("body", "number").iterator():
        found = held(scope)
        if found is None or (not found.in_flux and found.number != number):
            put_settled(scope, number)
            renewed += 1
    return renewed
