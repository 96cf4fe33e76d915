"""The data sets, one module each, and the list of all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from home.opendata.data_set import DataSet
from home.opendata.sets.actions import ACTIONS
from home.opendata.sets.clocks import CLOCKS
from home.opendata.sets.findings import FINDINGS
from home.opendata.sets.lines import LINES
from home.opendata.sets.meetings import MEETINGS
from home.opendata.sets.papers import PAPERS
from home.opendata.sets.recommendations import RECOMMENDATIONS
from home.opendata.sets.responses import RESPONSES
from home.opendata.sets.withdrawn import WITHDRAWN

__all__ = ["SETS"]

#: Every data set by its name in addresses, in the order of the page.
SETS: Final[Mapping[str, DataSet]] = {
    one.name: one
    for one in (
        MEETINGS,
        PAPERS,
        LINES,
        FINDINGS,
        RECOMMENDATIONS,
        RESPONSES,
        ACTIONS,
        CLOCKS,
        WITHDRAWN,
    )
}
