"""Every list, by one mechanism: pages that neither repeat nor miss a row, filters, words, and the same as CSV."""

import csv
from collections.abc import Iterator
from dataclasses import fields, replace
from io import StringIO
from itertools import combinations
from typing import Any

import pytest
from sqlalchemy import event

from connector.domain.facts import Event
from connector.domain.sessions import AttendedBy, How, SessionMatch, SessionRule, Where
from connector.models.clients import ApiClient
from connector.models.desk import Audit, DeskUser
from connector.models.dialects import is_server
from connector.models.flags import Flag
from connector.models.lms import FactRow
from connector.models.manual import ManualCredit
from connector.models.outbox import Message
from connector.models.people import Account
from connector.steps import world
from connector.steps.lists import finding, records
from connector.steps.lists.contributions import CONTRIBUTIONS
from connector.steps.lists.every import LISTINGS
from connector.steps.lists.facts import FACTS
from connector.steps.lists.finding import find
from connector.steps.lists.listing import Asked, Found, Listing, key_text, read_key
from connector.steps.lists.records import RECORDS
from connector.steps.telling import Teller
from connector.texts import LANGUAGES, bundle
from tests.unit.web.conftest import MAPPING, NOW, Desk
from tests.unit.web.test_desk_paging import MANY, _record
from tests.unit.web.test_desk_paging import many as many  # the fixture


@pytest.fixture(autouse=True)
def meetings(published: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mapping knows meetings by the calendar."""
    rule = SessionRule("pertemuan", SessionMatch(Where.CALENDAR), AttendedBy(How.CONFIRMED))
    monkeypatch.setattr(world, "_mapping", lambda _session, _number: replace(MAPPING, sessions=(rule,)))


@pytest.fixture
def full(many: Desk) -> Desk:
    """Something in every list."""
    with many.db.write() as db:
        for number in range(20):
            db.add(Audit(at=NOW, actor=f"a{number % 3}", action="put", subject=f"user:{number}", detail={}))
            run = Message(target="hr:simpeg", kind="hr-file", subject=f"run:{number}", cause="c")
            run.desired, run.created_at, run.next_at = {"run": number, "rows": 3}, NOW, NOW
            db.add(run)
            given = ManualCredit(account="lms:4", community="ak", day="2026-11-01", scheme="cop-jp", amount=1)
            given.reason, given.proposed_by, given.proposed_at = f"r{number}", "admin", NOW
            db.add(given)
            db.add(
                ApiClient(
                    name=f"p{number}", token=f"t{number}", scopes=[], created_at=NOW, created_by="admin"
                )
            )
            flag = Flag(
                source="lms", fact_kind="post", fact_id=str(number), kind="burst", record=f"r{number % 3}"
            )
            flag.at, flag.detail = NOW - number % 5, {"count": 9, "minutes": 30}
            db.add(flag)
            db.add(DeskUser(username=f"u{number}", password="", role="hr", created_at=NOW))
            start = None if number == 7 else NOW - number % 5 * 86_400
            data = {"name": f"Pertemuan {number}", "start": start, "duration": 3600}
            fact = FactRow(source="lms", kind="event", id=str(number), course=2, state="present", digest="")
            fact.read_no, fact.time, fact.data = 1, start, data
            db.add(fact)
    return many


def _found(desk: Desk, listing: Listing[Any], asked: Asked) -> Found:
    with desk.db.read() as db:
        return find(listing, Teller(desk.cop.context, db, "en"), desk.cop.inbox, asked)


def _all(desk: Desk, listing: Listing[Any], asked: Asked) -> list[Any]:
    """All rows, page by page."""
    found: list[Any] = []
    while True:
        page = _found(desk, listing, asked)
        found += page.rows
        assert len(page.rows) <= asked.limit
        if not page.next:
            return found
        asked = replace(asked, after=page.next)


def _plain(desk: Desk, listing: Listing[Any], asked: Asked) -> list[Any]:
    with desk.db.read() as db:
        teller = Teller(desk.cop.context, db, "en")
        return listing.plain(teller, find(listing, teller, desk.cop.inbox, asked).rows)


@pytest.mark.parametrize("name", LISTINGS)
def test_pages_neither_repeat_nor_miss_in_any_order(full: Desk, name: str) -> None:
    listing = LISTINGS[name]
    for sort in listing.sorts:
        whole = _plain(full, listing, Asked(sort=sort.name, limit=10_000))
        assert len(whole) > 7 or name in ("communities", "mappings")
        rows = _all(full, listing, Asked(sort=sort.name, limit=7))
        with full.db.read() as db:
            plain = listing.plain(Teller(full.cop.context, db, "en"), rows)
        assert [repr(row) for row in plain] == [repr(row) for row in whole]


@pytest.mark.parametrize("name", LISTINGS)
def test_every_list_has_words_and_filters_that_work(full: Desk, name: str) -> None:
    listing = LISTINGS[name]
    if listing.words:
        assert not _found(full, listing, listing.asked({"q": "nothing of the kind"}, 25)).rows
    for one in listing.filters:
        assert not _found(full, listing, listing.asked({one.name: "no such value"}, 25)).rows or (
            one.where("no such value") is None
        )


@pytest.mark.parametrize("name", LISTINGS)
def test_every_list_is_worded(name: str) -> None:
    listing = LISTINGS[name]
    keys = {f"list-column-{field.name}" for field in fields(listing.row)}
    keys |= {f"list-filter-{one.name}" for one in listing.filters}
    keys |= {f"list-sort-{one.name}" for one in listing.sorts}
    keys |= {f"list-search-{name}"} if listing.words else set()
    for language in LANGUAGES:
        assert not [key for key in sorted(keys) if not bundle(language).has_message(key)]


@pytest.mark.parametrize("name", LISTINGS)
def test_every_filter_and_order_is_found_by_an_index(full: Desk, name: str) -> None:
    """No sorting of what was found: SQLite says so in its plan."""
    listing = LISTINGS[name]
    if listing.objects is not None or is_server(full.db.engine):
        return  # computed: nothing is asked for row by row
    for one in (None, *listing.filters):
        for sort in listing.sorts:
            chosen = {one.name: _value(full, one)} if one and sort.name not in one.slow_by else {}
            plan = _plan(full, listing, Asked(chosen=chosen, sort=sort.name))
            assert plan
            assert not [line for line in plan if "TEMP B-TREE" in line], (chosen, sort.name, plan)


@pytest.mark.parametrize("name", LISTINGS)
def test_a_second_filter_leads_no_engine_astray(full: Desk, name: str) -> None:
    """Else it would take the second one's index, and sort all that it finds."""
    listing = LISTINGS[name]
    if listing.objects is not None or is_server(full.db.engine):
        return
    for two in combinations(listing.filters, 2):
        chosen = {one.name: _value(full, one) for one in two}
        for sort in listing.sorts:
            found = finding._found_by_index(listing, sort.name, chosen)
            alone = _plan(full, listing, Asked(chosen={name: chosen[name] for name in found}, sort=sort.name))
            plan = _plan(full, listing, Asked(chosen=chosen, sort=sort.name))
            assert plan[0] == alone[0], (chosen, sort.name)
            assert not [line for line in plan if "TEMP B-TREE" in line], (chosen, sort.name, plan)


@pytest.mark.parametrize(
    ("listing", "names"), [(listing, names) for listing in LISTINGS.values() for names in listing.together]
)
def test_what_an_index_finds_together_is_looked_for_in_nothing(
    full: Desk, listing: Listing[Any], names: tuple[str, ...]
) -> None:
    chosen = {one.name: _value(full, one) for one in listing.filters if one.name in names}
    for sort in listing.sorts:
        plan = _plan(full, listing, Asked(chosen=chosen, sort=sort.name))
        assert plan[0].count("=?") == len(names) > 1, plan
        assert not [line for line in plan if "TEMP B-TREE" in line], plan


@pytest.mark.parametrize(
    ("listing", "chosen", "begins"),
    [
        (FACTS, {"kind": "lms/event"}, "(source=? AND kind=? AND id>?"),
        (RECORDS, {"state": "draft", "period": "2026-10"}, "(state=? AND period=? AND number<?"),
    ],
)
def test_a_later_page_begins_at_its_key(
    full: Desk, listing: Listing[Any], chosen: dict[str, str], begins: str
) -> None:
    first = _found(full, listing, Asked(chosen=chosen, limit=5))
    plan = _plan(full, listing, Asked(chosen=chosen, limit=5, after=first.next))
    assert begins in plan[0], plan


def _value(desk: Desk, one: Any) -> str:
    with desk.db.read() as db:
        choices = one.values(Teller(desk.cop.context, db, "en")) if one.values else []
    usual = {"period": "2026-11", "course": "2", "actor": "a1", "action": "put", "subject": "user:1"}
    return choices[0][0] if choices else usual.get(one.name, "x")


def _plan(desk: Desk, listing: Listing[Any], asked: Asked) -> list[str]:
    said: list[tuple[str, Any]] = []

    def note(_c: object, _k: object, statement: str, parameters: Any, *_: object) -> None:
        said.append((statement, parameters))

    engine = desk.cop.inbox.engine if listing.inbox else desk.db.engine
    with desk.db.read() as db:
        teller = Teller(desk.cop.context, db, "en")
        event.listen(engine, "before_cursor_execute", note)
        find(listing, teller, desk.cop.inbox, asked)
        event.remove(engine, "before_cursor_execute", note)
    statement, parameters = next(one for one in reversed(said) if "ORDER BY" in one[0])
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        return [str(row[3]) for row in rows]


def test_several_filters_and_words_hold_together(many: Desk) -> None:
    asked = {"state": "draft", "period": "2026-10", "community": "ak", "scheme": "cop-jp", "q": "sama"}
    assert len(_all(many, RECORDS, RECORDS.asked(asked, 25))) == MANY
    assert not _all(many, RECORDS, RECORDS.asked(asked | {"q": "nobody"}, 25))
    assert not _all(many, RECORDS, RECORDS.asked(asked | {"scheme": "other"}, 25))
    assert len(_all(many, RECORDS, RECORDS.asked({"q": "1979 0412"}, 25))) == 1


def test_nothing_of_other_communities_is_told(many: Desk) -> None:
    assert len(_all(many, RECORDS, Asked(communities=("ak",)))) == MANY + 3
    assert len(_all(many, RECORDS, Asked(communities=("ak", "x")))) == MANY + 3
    assert not _all(many, RECORDS, Asked(communities=("x",)))
    assert not _all(many, RECORDS, Asked(communities=()))


@pytest.mark.parametrize(
    "told",
    [{"state": "nonsense"}, {"period": "x' OR 1=1"}, {"sort": "nonsense"}, {"after": "AAAA"}, {"q": "\x00"}],
)
def test_what_cannot_be_is_left_out(many: Desk, told: dict[str, str]) -> None:
    assert len(_all(many, RECORDS, replace(RECORDS.asked(told, 25), limit=500))) == MANY + 3


@pytest.mark.parametrize("key", [("x", 1), ("x",), (1, "x"), (None, None), ("x", "\x00"), "xy", {"a": "b"}])
def test_a_forged_key_is_no_key(key: Any) -> None:
    assert read_key(RECORDS.sorts[0], key_text(key)) is None


def test_only_so_many_rows_are_searched_at_a_time(many: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "REACH", 20)
    monkeypatch.setattr(finding, "PATIENCE_S", 0)
    monkeypatch.setattr(records, "FEW", 0)
    with many.db.write() as db:
        db.add(
            Account(key="lms:999", source="lms", user_id=999, name="Jarum", person="lms:999", state="active")
        )
        db.add(replace_period(_record("lms:999", 999)))
    asked = RECORDS.asked({"q": "jarum"}, 25)
    first = _found(many, RECORDS, asked)
    assert (list(first.rows), first.reached) == ([], True)
    assert [record.number for record, _ in _all(many, RECORDS, asked)] == ["N/999"]
    page = many.text("/records?q=jarum")
    assert "Baru sebagian daftar yang ditelusuri" in page
    assert 'rel="next"' in page


def test_while_there_is_time_the_search_goes_on(many: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "REACH", 3)
    monkeypatch.setattr(finding, "FARTHEST", 4)
    asked = CONTRIBUTIONS.asked({"q": "sama"}, 25)
    pages = _found(many, CONTRIBUTIONS, asked)
    assert (len(pages.rows), pages.reached, bool(pages.next)) == (25, False, True)
    ids = [row.fact_id for row, *_ in _all(many, CONTRIBUTIONS, asked)]
    assert len(ids) == len(set(ids)) == MANY
    nobody = _found(many, CONTRIBUTIONS, CONTRIBUTIONS.asked({"q": "nobody"}, 25))
    assert (list(nobody.rows), nobody.next, nobody.reached) == ([], "", False)


@pytest.mark.parametrize("words", ["sama", "N/1", "n/15", "1979 0412", "lms:101", "lms: 101", "zzz"])
def test_names_are_found_alike_by_an_index_and_by_looking(
    many: Desk, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    asked = RECORDS.asked({"q": words, "state": "draft"}, 7)
    quick = [record.number for record, _ in _all(many, RECORDS, asked)]
    monkeypatch.setattr(records, "FEW", -1)
    assert [record.number for record, _ in _all(many, RECORDS, asked)] == quick
    assert bool(quick) == (words != "zzz")


def replace_period(record: Any) -> Any:
    """The oldest of all."""
    record.period = "2020-01"
    return record


# --- CSV ----------------------------------------------------------------------


def _csv(desk: Desk, path: str) -> Iterator[dict[str, str]]:
    answer = desk.get(path)
    assert answer.mimetype == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]
    text = answer.get_data().decode("utf-8-sig")
    yield from csv.DictReader(StringIO(text))


def test_all_of_it_as_csv(many: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from connector.steps.lists import sheet

    monkeypatch.setattr(sheet, "PIECE", 9)
    many.speak("en")
    rows = list(_csv(many, "/records?format=csv&state=draft&q=sama"))
    assert len(rows) == len({row["Number"] for row in rows}) == MANY
    assert {row["State"] for row in rows} == {"draft"}
    rows = list(_csv(many, "/events?format=csv"))
    assert len(rows) == MANY + 4
    assert rows[-1]["Received"] == "2026-11-23 01:00:00"  # in Jakarta


@pytest.mark.parametrize("name", ["=cmd()", "+1", "-1", "@x", "\t=1"])
def test_no_cell_begins_a_formula(many: Desk, name: str) -> None:
    with many.db.write() as db:
        db.get_one(Account, "lms:4").name = name
    cells = {cell for row in _csv(many, "/records?format=csv") for cell in row.values()}
    assert f"'{name}" in cells
    assert name not in cells


def test_events_of_a_kind(many: Desk) -> None:
    many.cop.inbox.keep(Event("other", r"\core\event\user_updated", 7, 5))
    rows = list(_csv(many, "/events?format=csv&name=%5Ccore%5Cevent%5Cuser_updated&source=other"))
    assert len(rows) == 1
