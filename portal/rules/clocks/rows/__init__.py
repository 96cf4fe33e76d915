"""All rules, by name. A new rule is a new row in one of these modules."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from portal.rules.clocks.rows.children import CHILDREN
from portal.rules.clocks.rows.inspection import INSPECTION
from portal.rules.clocks.rows.meetings import MEETINGS
from portal.rules.clocks.rows.panels import PANELS
from portal.rules.clocks.rows.responses import RESPONSES
from portal.rules.clocks.rule import Rule

RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {rule.name: rule for rule in (*MEETINGS, *PANELS, *RESPONSES, *INSPECTION, *CHILDREN)}
)
