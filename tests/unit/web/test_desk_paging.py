"""Long lists come in pages that neither repeat nor miss a row, and cost the same number of questions."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from connector.domain.facts import Event
from connector.models.credit import ContributionRow, Record
from connector.models.outbox import Message
from connector.models.people import Account
from connector.web import page
from tests.unit.web.conftest import NOW, Desk

MANY = 60


@pytest.fixture
def many(admin: Desk) -> Desk:
    for number in range(MANY):
        admin.cop.inbox.keep(Event("lms", r"\core\event\user_updated", number, 5))
    with admin.db.write() as db:
        for number in range(100, 100 + MANY):
            key = f"lms:{number}"
            db.add(Account(key=key, source="lms", user_id=number, name="Sama", person=key, state="active"))
            db.add(_record(key, number))
            db.add(_contribution(key, number))
            sent = Message(
                target="lms:lms", kind="profile-figure", subject=key, desired={"value": "1"}, cause="c"
            )
            sent.created_at = sent.next_at = NOW
            db.add(sent)
    return admin


def _record(key: str, number: int) -> Record:
    record = Record(person=key, community="ak", scheme="cop-jp", period="2026-10", number=f"N/{number}")
    record.revision, record.amount, record.approved, record.state = "r", 1, 0, "draft"
    record.first_day = record.last_day = "2026-10-01"
    return record


def _contribution(key: str, number: int) -> ContributionRow:
    row = ContributionRow(source="lms", fact_kind="post", fact_id=str(number), account=key, community="ak")
    row.rule, row.kind, row.time, row.version = "tulisan", "good_practice", NOW, 1
    return row


def _walk(desk: Desk, path: str, pattern: str) -> list[str]:
    found: list[str] = []
    while path:
        text = desk.text(path)
        rows = re.findall(pattern, text)
        assert len(rows) <= page.PAGE
        found += rows
        more = re.search(r'rel="next" href="([^"]+)"', text)
        path = more[1].replace("&amp;", "&") if more else ""
    return found


@pytest.mark.parametrize(
    ("path", "pattern", "least"),
    [
        ("/events", r'href="/events/(\d+)"', MANY + 4),
        ("/contributions", r'href="/people/lms:\d+#(post-lms-\d+)"', MANY + 3),
        ("/records", r'class="head"><a href="/records/([^"]+)"', MANY + 3),
        ("/records?state=draft", r'class="head">(?:<input[^>]*>)?\s*<a href="/records/([^"]+)"', MANY + 3),
        ("/messages", r'href="/messages/(\d+)"', MANY),
        ("/people", r'href="/people/(lms:\d+)"', MANY + 3),
        ("/people?q=sama", r'href="/people/(lms:\d+)"', MANY),
        ("/facts", r'href="/facts/(lms/[^"]+)"', 10),
    ],
)
def test_pages_of_a_list(many: Desk, path: str, pattern: str, least: int) -> None:
    found = _walk(many, path, pattern)
    assert len(found) == len(set(found)) == least


@contextmanager
def _counting(desk: Desk) -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_c: object, _k: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(desk.db.engine, "before_cursor_execute", note)
    yield asked
    event.remove(desk.db.engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    "path", ["/fragments/overview", "/contributions", "/records", "/messages", "/people", "/events"]
)
def test_the_number_of_questions_does_not_grow_with_the_rows(many: Desk, path: str) -> None:
    many.get(path)
    with _counting(many) as few:
        many.get(f"{path}?q=nobody-at-all")
    with _counting(many) as full:
        many.get(path)
    assert len(full) <= len(few) + 3
    assert len(full) < 45
