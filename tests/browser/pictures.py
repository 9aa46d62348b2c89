"""Screenshots for the guides in docs/: taken only when ``COP_PICTURES=1`` asks, so that a run changes nothing."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Page

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
MOST_BYTES = 120_000


def picture(page: Page, name: str, at: str = "", *, alone: bool = False) -> None:
    """The window as it is, in English, and its address opened in Indonesian; ``at``: what to have in the middle.

    ``alone``: in English only, where the address does not lead to what is shown.
    """
    if os.environ.get("COP_PICTURES") != "1":
        return
    _taken(page, FOLDER / f"{name}.png", at)
    if alone:
        return
    _speak(page, "id")
    other = page.context.new_page()
    try:
        other.goto(page.url)
        _taken(other, FOLDER / "id" / f"{name}.png", at)
    finally:
        other.close()
        _speak(page, "en")


def _speak(page: Page, language: str) -> None:
    """For the next page that is opened; what is filled in on this one stays."""
    token = page.locator("input[name=csrf_token]").first.input_value()
    form = {"csrf_token": token, "language": language, "next": "/"}
    answer = page.request.post(urljoin(page.url, "/language"), form=form)
    assert answer.ok, answer.status_text


def _taken(page: Page, path: Path, at: str) -> None:
    """Small enough for a page of text."""
    path.parent.mkdir(exist_ok=True)
    usual = page.viewport_size
    page.set_viewport_size({"width": 960, "height": 640})
    if at:
        page.locator(at).first.evaluate("(one) => one.scrollIntoView({block: 'center'})")
    page.screenshot(path=path, animations="disabled", caret="hide")
    page.set_viewport_size(usual or {"width": 1200, "height": 900})
    assert path.stat().st_size < MOST_BYTES, f"{path} is too large for the guides"
