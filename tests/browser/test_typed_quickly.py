"""What somebody types and saves at once is what is kept, down to the last key."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from connector.sandbox import build_site, serve
from tests.browser.conftest import PASSWORD, Town, sitting

pytestmark = pytest.mark.browser

LAST_MOMENT = """(words) => {
  document.execCommand("insertText", false, words);
  const form = document.getElementById("editor");
  form.requestSubmit(form.querySelector("button[value=save]"));
}"""
"""The editor looks at what was typed some moments later; no key that a test presses comes before that for sure."""
WRITTEN = "document.querySelector('.CodeMirror').CodeMirror"


@pytest.fixture(scope="module")
def office(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A desk of its own, at which an admin sits."""
    site = build_site()
    with serve(site) as lms, sitting(browser, "en-GB") as page:
        town = Town(tmp_path_factory.mktemp("office"), site, lms, browser)
        town.desk = page
        try:
            town.connect("observe")
            town.run("user", "add", "admin", "--role", "admin", "--no-member")
            town.start()
            page.goto(town.url)
            page.locator('.languages button[value="en"]').click()
            page.fill("input[name=username]", "admin")
            page.fill("input[name=password]", PASSWORD)
            page.get_by_role("button", name="Sign in", exact=True).click()
            expect(page.locator(".who")).to_contain_text("admin")
            yield town
        finally:
            town.stop()


@pytest.fixture(scope="module")
def begun(office: Town) -> str:
    """The path of a draft."""
    page = office.visit("/mappings")
    page.select_option("select[name=base]", "starter:indonesia-asn-lengkap")
    page.fill("#draft-name", "Diketik cepat")
    page.get_by_role("button", name="Begin a draft", exact=True).click()
    expect(page.locator(".CodeMirror")).to_be_visible()
    return page.url.removeprefix(office.url)


@pytest.fixture
def draft(office: Town, begun: str) -> Page:
    page = office.visit(begun)
    expect(page.locator(".CodeMirror")).to_be_visible()
    page.evaluate(f"{WRITTEN}.focus(); {WRITTEN}.setCursor({WRITTEN}.lineCount(), 0)")
    return page


def stored(page: Page) -> str:
    answer = page.request.get(f"{page.url}.yaml")
    assert answer.ok
    return answer.text()


def test_keys_and_save_without_a_pause(draft: Page) -> None:
    before = stored(draft)
    typed = "# " + "diketik tanpa jeda " * 20
    draft.keyboard.type(typed)
    draft.get_by_role("button", name="Save", exact=True).click()
    expect(draft.locator("main")).to_contain_text("The draft is saved.")
    assert stored(draft) == before + typed


def test_what_the_editor_has_not_looked_at_yet(draft: Page) -> None:
    before = stored(draft)
    with draft.expect_navigation():
        draft.evaluate(LAST_MOMENT, "# sampai huruf terakhir")
    expect(draft.locator("main")).to_contain_text("The draft is saved.")
    assert stored(draft) == before + "# sampai huruf terakhir"
