"""The crawl of the demonstration and the browser, as the tests of these have them."""

from __future__ import annotations

from tests.demonstration.conftest import built, pages
from tests.journeys.conftest import browser_type_launch_args

__all__ = ["browser_type_launch_args", "built", "pages"]
