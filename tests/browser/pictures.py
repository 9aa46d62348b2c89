"""Screenshots for the guides in docs/: taken only when ``COP_PICTURES=1`` asks, so that a run changes nothing."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Locator, Page

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
MOST_BYTES = 120_000


def picture(page: Page, name: str, at: Locator | None = None) -> None:
    """The window, with what it is about in its middle; small enough for a page of text."""
    if os.environ.get("COP_PICTURES") != "1":
        return
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{name}.png"
    usual = page.viewport_size
    page.set_viewport_size({"width": 960, "height": 640})
    if at:
        at.evaluate("(one) => one.scrollIntoView({block: 'center'})")
    page.screenshot(path=path, animations="disabled", caret="hide")
    page.set_viewport_size(usual or {"width": 1200, "height": 900})
    assert path.stat().st_size < MOST_BYTES, f"{path} is too large for the guides"
