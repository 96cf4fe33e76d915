"""Looking at a page as axe does, and as somebody with a narrow window does."""

from __future__ import annotations

import os
import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

#: PICTURES=folder keeps pictures of every screen for people to look at.
PICTURES = os.environ.get("PICTURES", "")

#: Wagtail's own frame around our screens; what axe says of it is for Wagtail to mend. Each is
#: drawn by its templates or scripts and cannot be reached from ours:
#: the sidebar's menu, the bar with breadcrumbs above the page, the sprite of icons, and the
#: place where scripts put their dialogues. Our own screens stand in `.desk`, never in these.
WAGTAILS_OWN = ["#wagtail-sidebar", ".w-slim-header", "[data-sprite]", "[data-w-dialog-root]"]

#: The window in which a screen is looked at after it was seen wide: 1280 pixels at 400 per cent.
NARROW = {"width": 320, "height": 900}

#: A notice that is still fading in has the contrast of neither state.
_SETTLED = """() => Promise.allSettled(document.getAnimations()
  .filter(one => one.effect.getComputedTiming().endTime !== Infinity)
  .map(one => one.finished))"""

_STICKING_OUT = """(inside) => {
  const wide = document.documentElement.clientWidth + 1;
  const scrolled = one => {
    for (let up = one.parentElement; up; up = up.parentElement) {
      const flow = getComputedStyle(up).overflowX;
      if ((flow === 'auto' || flow === 'scroll') && up !== document.body
          && up !== document.documentElement && up.getBoundingClientRect().right <= wide) {
        return true;
      }
    }
    return false;
  };
  return [...document.querySelectorAll(inside)]
    .filter(one => one.getBoundingClientRect().right > wide && one.getClientRects().length
      && !one.closest('.govuk-visually-hidden, .w-sr-only') && !scrolled(one))
    .map(one => one.outerHTML.slice(0, 160));
}"""


def faults(page: Page) -> list[str]:
    """What axe finds, one line for each node.

    Contrast takes four fifths of its time, and no colour of ours hangs on the width of the window:
    a screen's contrast is looked at once, where it is wide.
    """
    is_admin = "/admin/" in page.url
    context = {"exclude": [[one] for one in WAGTAILS_OWN]} if is_admin else None
    options = {
        "resultTypes": ["violations"],
        "rules": {"color-contrast": {"enabled": not is_narrow(page)}},
    }
    page.evaluate(_SETTLED)
    found = Axe().run(page, context=context, options=options).response["violations"]
    return [
        f"{page.url}: {one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]
    ]


def is_narrow(page: Page) -> bool:
    """Whether the window is the one that follows the wide one."""
    return page.viewport_size == NARROW


def sticking_out(page: Page) -> list[str]:
    """What would need sideways scrolling, outside of tables that scroll by themselves."""
    inside = ".desk, .desk *" if "/admin/" in page.url else "body *"
    found: list[str] = page.evaluate(_STICKING_OUT, inside)
    return [f"{page.url}: {one}" for one in found]


def picture(page: Page, name: str) -> None:
    """Keep a picture of the whole page if the run was asked for pictures."""
    if not PICTURES:
        return
    folder = Path(PICTURES)
    folder.mkdir(parents=True, exist_ok=True)
    width = page.viewport_size["width"] if page.viewport_size else 0
    safe = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "home"
    page.screenshot(path=folder / f"{safe}-{width}.png", full_page=True)
