"""Every page of the desk as the first day left it: nothing for axe to find (WCAG 2.2 AA), none wider than its window,
no word in the console; in both languages, light and dark, on a desk and on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select
from werkzeug.routing import Rule

from connector import web
from connector.models.credit import Record
from connector.models.database import Database
from connector.models.lms import FactRow
from connector.models.outbox import Message
from connector.texts import LANGUAGES
from connector.web.community_lists import LISTS
from tests.browser.conftest import PASSWORD, Town, sitting

pytestmark = pytest.mark.browser

AXE = Path(__file__).with_name("axe") / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SIZES = {"desk": (1200, 900), "phone": (360, 740)}
NO_PAGES = {
    *("healthz", "readyz", "metrics", "static_file", "overview_fragment", "mapping_schema"),
    *("mapping_file", "draft_file", "preview_csv", "preview_json"),
    *("sign_in", "sign_in_elsewhere", "sign_in_back"),
}
"""Not for people, or not for who is signed in."""
BESIDES = {
    "records": ["?state=draft", "?q=nobody"],
    "flags": ["?state=dismissed"],
    "messages": ["?state=sent"],
    "people": ["?nip=none"],
    "mapping_known": ["?kind=forum"],
}
"""Other faces of a page."""


def _rules() -> list[Rule]:
    app = Flask("connector", static_folder=None, template_folder=None)
    app.secret_key, app.extensions["cop"] = "k", SimpleNamespace()
    web.install(app)
    found = [one for one in app.url_map.iter_rules() if one.endpoint.startswith("desk.")]
    return [one for one in found if "GET" in (one.methods or ()) and one.endpoint[5:] not in NO_PAGES]


RULES = {rule.endpoint[5:]: rule.rule for rule in _rules()}


@pytest.fixture(scope="session")
def lived_in(town: Town) -> Town:
    """What the first day left out: a sample, a draft that waits, credit by hand."""
    assert "correction" in town.told, "the first day comes first: run all of tests/browser"
    page = town.visit("/records?state=draft")
    page.locator('form[action="/samples"] button').click()
    expect(page).to_have_url(re.compile(r"/samples/\d+"))
    town.told["sample"] = page.url
    page = town.visit("/mappings/1")
    page.locator('form[action="/mappings/drafts"] button').click()
    expect(page.locator("#editor")).to_be_visible()
    town.told["kept"] = page.url.rsplit("/", 1)[1]
    link = town.visit("/sessions").locator(".rows .head > a").first.get_attribute("href")
    town.told["session"] = str(link).rsplit("/", 1)[1]
    page = town.visit("/manual")
    form = page.locator('form[action="/manual"].stack')
    form.locator("[name=person]").fill("lms:6")
    form.locator("[name=day]").fill("2026-01-05")
    form.locator("[name=units]").fill("1")
    form.locator("[name=reason]").fill("A talk at another institution")
    form.locator("button").click()
    expect(page.locator(".notice.good")).to_be_visible()
    return town


@cache
def _database(url: str) -> Database:
    return Database(url)


def addresses(town: Town, endpoint: str) -> Iterator[str]:
    """A page for each rule; one that needs something has it out of the story."""
    with _database(town.settings.database_url).read() as db:
        some: dict[str, Any] = {
            "event": {"<int:id_>": 1},
            "fact": {
                "<source>": "lms",
                "<kind>": "post",
                "<path:id_>": db.scalars(select(FactRow.id).where(FactRow.kind == "post")).first(),
            },
            "message": {"<int:id_>": db.scalars(select(Message.id).where(Message.kind == "hr-file")).first()},
            "record": {"<path:number>": db.scalars(select(Record.number)).first()},
        }
    community = {"<key>": "analis-keimigrasian"}
    some |= {
        "community": community,
        "community_list": community,
        "draft": {"<int:id_>": town.told["kept"]},
        "mapping": {"<int:number>": 2},
        "person": {"<path:key>": "lms:6"},
        "preview": {"<int:id_>": town.told["preview"]},
        "preview_draft": {"<int:id_>": town.told["kept"]},
        "preview_version": {"<int:number>": 2},
        "publish_page": {"<int:id_>": town.told["kept"]},
        "sample": {"<int:id_>": town.told["sample"].rsplit("/", 1)[1]},
        "session": {"<source>": "lms", "<key>": town.told["session"]},
        "user": {"<username>": "wati"},
    }
    path = RULES[endpoint]
    for name, value in some.get(endpoint, {}).items():
        path = path.replace(name, quote(str(value)))
    paths = [path.replace("<what>", what) for what in LISTS] if "<what>" in path else [path]
    assert "<" not in path.replace("<what>", ""), f"no sample for {path}"
    yield from paths
    yield from (paths[0] + more for more in BESIDES.get(endpoint, ()))
    if endpoint == "explain":
        yield f"{path}?subject=lms:post:{town.told['post']}"
    if endpoint == "trying":
        yield f"{path}?words=lms:post:{town.told['post']}"


@pytest.fixture(scope="session", params=LANGUAGES)
def looker(request: pytest.FixtureRequest, lived_in: Town) -> Iterator[Page]:
    """An admin who reads this language; every page they open has axe in it."""
    with sitting(lived_in.browser, "en-GB") as page:
        page.context.add_init_script(path=AXE)
        page.goto(f"{lived_in.url}/sign-in")
        page.locator(f'.languages button[value="{request.param}"]').click()
        page.fill("input[name=username]", "admin")
        page.fill("input[name=password]", PASSWORD)
        page.locator("main button.yes").click()
        expect(page.locator(".who")).to_be_visible()
        yield page


@pytest.mark.parametrize("endpoint", sorted(RULES))
def test_a_page_is_for_everybody(looker: Page, lived_in: Town, endpoint: str) -> None:
    for path in addresses(lived_in, endpoint):
        assert faults(looker, lived_in.url + path) == []


def test_on_a_phone_the_menu_is_folded_and_opens_without_a_script(looker: Page, lived_in: Town) -> None:
    looker.set_viewport_size({"width": 360, "height": 740})
    looker.goto(f"{lived_in.url}/communities")
    menu, fold = looker.locator("header nav ul"), looker.locator(".menu summary")
    expect(menu).to_be_hidden()
    fold.focus()
    looker.keyboard.press("Enter")
    expect(menu).to_be_visible()
    assert list(_look(looker, 360, 740, "light")) == []
    fold.click()
    expect(menu).to_be_hidden()
    looker.set_viewport_size({"width": 1200, "height": 900})
    expect(menu).to_be_visible()
    expect(fold).to_be_hidden()


def test_what_a_comparison_found_is_for_everybody(looker: Page, lived_in: Town) -> None:
    lines = ["Nama,Komunitas,Bulan,JP", "Ni Komang Ayu Paramitha,CoP Analis Keimigrasian,2026-11,99"]
    lines += ["Seorang yang namanya panjang sekali,CoP Analis Keimigrasian,besok,banyak"]
    data = "\n".join(lines).encode()
    looker.goto(f"{lived_in.url}/compare")
    looker.set_input_files("[name=list]", files=[{"name": "a.csv", "mimeType": "text/csv", "buffer": data}])
    looker.locator('main button[value="page"]').click()
    expect(looker.locator(".findings .why").first).to_be_visible()
    expect(looker.locator(".tally")).to_be_visible()
    for width, height in SIZES.values():
        assert list(_look(looker, width, height, "light")) == []


def test_so_are_the_pages_of_who_is_not_signed_in(lived_in: Town) -> None:
    with sitting(lived_in.browser, "id-ID") as page:
        page.context.add_init_script(path=AXE)
        assert faults(page, f"{lived_in.url}/sign-in") == []


def test_so_is_the_page_that_is_not_there(looker: Page, lived_in: Town) -> None:
    assert [one for one in faults(looker, f"{lived_in.url}/nowhere") if "404" not in one] == []


def faults(page: Page, url: str) -> list[str]:
    """What is wrong with a page, in words."""
    said: list[str] = []
    page.on(
        "console", note := lambda one: said.append(one.text) if one.type in ("error", "warning") else None
    )
    page.on("pageerror", broke := lambda one: said.append(str(one)))
    page.set_viewport_size({"width": 1200, "height": 900})
    page.goto(url)
    found = [
        f"{url} {size} {scheme}: {one}"
        for size, (width, height) in SIZES.items()
        for scheme in ("light", "dark")
        for one in _look(page, width, height, scheme)
    ]
    page.remove_listener("console", note)
    page.remove_listener("pageerror", broke)
    return found + [f"{url}: {one}" for one in said]


def _look(page: Page, width: int, height: int, scheme: Any) -> Iterator[str]:
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > width:
        yield f"{wide} pixels wide"
    answer = page.evaluate(
        """(tags) => axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]})""",
        WCAG,
    )
    for one in answer["violations"]:
        where = "; ".join(
            " ".join(map(str, node["target"])) + " " + node["html"][:120] for node in one["nodes"][:4]
        )
        yield f"{one['id']}: {one['help']} – {where}"
