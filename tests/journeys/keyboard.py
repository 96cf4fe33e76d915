"""A person who uses no mouse: Tab from stop to stop, Enter to follow, and always seen where."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

#: More stops than this on the way to one link would not be a way.
MOST_STOPS = 200

_HERE = """() => {
  const one = document.activeElement;
  if (!one || one === document.body || one === document.documentElement) return null;
  const box = one.getBoundingClientRect();
  const seen = getComputedStyle(one);
  const clear = colour => /^rgba\\(.*, 0\\)$|^transparent$/.test(colour);
  const outlined = seen.outlineStyle !== 'none' && parseFloat(seen.outlineWidth) > 0
    && !clear(seen.outlineColor);
  return {
    words: (one.getAttribute('aria-label') || one.innerText || one.value
      || [...(one.labels || [])].map(label => label.innerText).join(' '))
      .replace(/\\s+/g, ' ').trim(),
    tag: one.tagName.toLowerCase(),
    id: one.id,
    marked: outlined || seen.boxShadow !== 'none',
    on_screen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
      && box.width > 1 && box.height > 1,
  };
}"""


@dataclass(frozen=True)
class Stop:
    """Where the keyboard is: what is read aloud, and whether an eye would find it."""

    words: str
    tag: str
    id: str
    marked: bool
    on_screen: bool


def here(page: Page) -> Stop | None:
    """The stop on which the keyboard is; None outside of the page's controls."""
    found = page.evaluate(_HERE)
    return Stop(**found) if found else None


def next_stop(page: Page) -> Stop | None:
    """Press Tab; whoever looks sees where that led."""
    page.keyboard.press("Tab")
    stop = here(page)
    if stop is not None:
        assert stop.marked, f"the focus on “{stop.words}” ({page.url}) cannot be seen"
        assert stop.on_screen, f"the focus on “{stop.words}” ({page.url}) is off the screen"
        assert stop.words, f"a {stop.tag} of {page.url} says nothing"
    return stop


def tab_to(page: Page, words: str) -> Stop:
    """Press Tab, once round the page at most, until the stop begins with these words."""
    passed: list[str] = []
    ends = 0
    for _press in range(MOST_STOPS):
        stop = next_stop(page)
        if stop is None:
            ends += 1
            if ends > 1:
                break
            continue
        passed.append(stop.words)
        if stop.words.startswith(words):
            return stop
    raise AssertionError(f"no way by Tab to “{words}” on {page.url}; passed {passed[-30:]}")


def enter(page: Page) -> None:
    """Follow the link on which the keyboard is, and wait for what comes."""
    with page.expect_event("load"):
        page.keyboard.press("Enter")


def stops_to_the_end(page: Page) -> int:
    """Tab from the top through the whole page and out of it; how many stops there were."""
    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
    for count in range(MOST_STOPS * 3):
        if next_stop(page) is None:
            return count
    raise AssertionError(f"the keyboard is caught on {page.url}")
