"""Drafts of mappings: nobody's text is lost, and nothing comes into force unseen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from config.packs import read_pack, read_packs
from connector.errors import NotDone
from connector.models.database import Database
from connector.models.desk import Audit
from connector.models.mapping import MappingDraft, MappingVersion, TimelineRow
from connector.steps.context import Context
from connector.steps.drafts import (
    Seen,
    as_typed,
    begin_draft,
    discard_draft,
    drafts,
    publish_draft,
    save_draft,
)
from connector.steps.mapping_check import check_here, mark_of
from connector.steps.mapping_versions import versions
from connector.steps.world import current_mapping

NOW = 1_795_370_400
"""22 November 2026, 18:00 UTC: the 23rd in Jakarta."""
DECEMBER = 1_796_058_000
"""The first of it begins in Jakarta: 30 November, 17:00 UTC."""
STARTER = read_pack("indonesia-asn")


@pytest.fixture
def context(db: Database) -> Context:
    return Context(
        db=db,
        now=lambda: NOW,
        zone=ZoneInfo("Asia/Jakarta"),
        institution="x",
        live=False,
        sources={"lms": None},  # type: ignore[dict-item] # no test here calls an LMS
        hr={"simpeg": None},  # type: ignore[dict-item]
        packs=read_packs(),
    )


def stored(db: Database, id_: int) -> MappingDraft | None:
    with db.read() as session:
        return session.get(MappingDraft, id_)


def seen_warnings(context: Context, text: str) -> str:
    with context.db.read() as session:
        return mark_of(check_here(context, session, text, "x").warnings)


def refused(word: str) -> object:
    return pytest.raises(NotDone, check=lambda error: error.word == word)


def test_the_second_of_two_editors_is_refused_and_the_first_text_stays(context: Context) -> None:
    id_ = begin_draft(context, "Baru", STARTER, "ratna")
    assert save_draft(context, Seen(id_, 1), "Baru", STARTER + "# a\n", "ratna") == 2
    with refused("draft_changed"):
        save_draft(context, Seen(id_, 1), "Baru", STARTER + "# b\n", "bagus")
    kept = stored(context.db, id_)
    assert kept is not None
    assert (kept.text, kept.revision, kept.changed_by) == (STARTER + "# a\n", 2, "ratna")
    assert save_draft(context, Seen(id_, 2), "Baru", STARTER + "# b\n", "bagus") == 3


def test_saving_the_same_text_makes_no_revision(context: Context) -> None:
    id_ = begin_draft(context, "Baru", STARTER, "ratna")
    assert save_draft(context, Seen(id_, 1), "Baru", STARTER, "bagus") == 1
    assert save_draft(context, Seen(id_, 1), "Nama lain", STARTER, "bagus") == 2


def test_a_draft_may_be_wrong_and_is_kept_byte_for_byte(context: Context) -> None:
    text = "\ufeffmapping: [\r\n\tx \n"
    id_ = begin_draft(context, "  ", text, "ratna")
    kept = stored(context.db, id_)
    assert kept is not None
    assert (kept.text, kept.name) == (text, "mapping")


@pytest.mark.parametrize(("text", "word"), [("a\0b", "draft_no_text"), ("é" * 300_000, "draft_too_large")])
def test_what_cannot_be_a_document_is_refused(context: Context, text: str, word: str) -> None:
    with refused(word):
        begin_draft(context, "x", text, "ratna")
    id_ = begin_draft(context, "x", "", "ratna")
    with refused(word):
        save_draft(context, Seen(id_, 1), "x", text, "ratna")


def test_an_id_is_never_given_again(context: Context) -> None:
    first = begin_draft(context, "x", "a", "ratna")
    discard_draft(context, Seen(first, 1), "ratna")
    assert stored(context.db, first) is None
    assert begin_draft(context, "y", "b", "ratna") > first
    with refused("draft_gone"):
        discard_draft(context, Seen(first, 1), "ratna")


def test_a_published_draft_is_a_version_and_no_draft_any_more(context: Context) -> None:
    id_ = begin_draft(context, "Baru", STARTER, "ratna")
    mark = seen_warnings(context, STARTER)
    assert mark  # the courses were never seen
    number = publish_draft(context, Seen(id_, 1), "ratna", reason=" rapat ", warnings_seen=mark)
    with context.db.read() as session:
        version = session.get_one(MappingVersion, number)
        assert (number, version.text, version.note, version.published_by) == (1, STARTER, "rapat", "ratna")
        actions = session.execute(select(Audit.action, Audit.subject)).all()
        assert [tuple(row) for row in actions] == [
            ("begin_draft", f"draft:{id_}"),
            ("publish", "mapping:1"),
        ]
    assert stored(context.db, id_) is None


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({"reason": "  "}, "no_reason"),
        ({"warnings_seen": ""}, "warnings_not_seen"),
        ({"warnings_seen": "another"}, "warnings_not_seen"),
        ({"day": date(2026, 11, 22)}, "day_is_past"),
    ],
)
def test_publishing_asks_for_what_it_needs(context: Context, more: dict[str, object], word: str) -> None:
    id_ = begin_draft(context, "Baru", STARTER, "ratna")
    usual: dict[str, object] = {"reason": "r", "warnings_seen": seen_warnings(context, STARTER)}
    with refused(word):
        publish_draft(context, Seen(id_, 1), "ratna", **(usual | more))  # type: ignore[arg-type]
    assert stored(context.db, id_) is not None
    with context.db.read() as session:
        assert current_mapping(session) is None


def test_what_does_not_check_is_never_published(context: Context) -> None:
    id_ = begin_draft(context, "Baru", STARTER.replace("simpeg", "simpek"), "ratna")
    with refused("mapping_has_problems"):
        publish_draft(context, Seen(id_, 1), "ratna", reason="r")


def test_only_the_text_that_was_seen_is_published(context: Context) -> None:
    id_ = begin_draft(context, "Baru", STARTER, "ratna")
    save_draft(context, Seen(id_, 1), "Baru", STARTER + "#\n", "bagus")
    with refused("draft_changed"):
        publish_draft(context, Seen(id_, 1), "ratna", reason="r", warnings_seen="")


def published(context: Context, text: str, day: date | None = None, supersede: tuple[int, ...] = ()) -> int:
    id_ = begin_draft(context, "x", text, "ratna")
    mark = seen_warnings(context, text)
    return publish_draft(
        context, Seen(id_, 1), "ratna", reason="r", day=day, warnings_seen=mark, supersede=supersede
    )


def test_a_later_day_begins_at_midnight_there_and_today_is_now(context: Context) -> None:
    days = (None, date(2026, 11, 23), date(2026, 12, 1))
    for number, day in enumerate(days):
        published(context, STARTER + f"# {number}\n", day)
    with context.db.read() as session:
        moments = list(session.scalars(select(TimelineRow.valid_from).order_by(TimelineRow.number)))
    assert moments == [None, NOW, DECEMBER]


def test_each_version_says_whether_it_holds(context: Context) -> None:
    """A version that waits for its day is overtaken before it began by one that holds at once."""
    later = replace(context, now=lambda: NOW + 60)
    published(context, STARTER)
    published(context, STARTER + "# b\n", date(2026, 12, 1))
    with context.db.read() as session:
        assert [one.state for one in versions(session, NOW)] == ["coming", "in-force"]
        assert [one.state for one in versions(session, DECEMBER)] == ["in-force", "superseded"]
    published(later, STARTER + "# c\n", supersede=(2,))
    with context.db.read() as session:
        for now in (NOW + 60, DECEMBER + 60):
            assert [one.state for one in versions(session, now)] == ["in-force", "overtaken", "superseded"]
        assert [one.overtaken_by for one in versions(session, NOW + 60)] == [None, 3, None]
        assert [one.number for one in versions(session, NOW, before=3, limit=1)] == [2]


def test_what_is_to_come_is_overtaken_only_when_that_is_meant(context: Context) -> None:
    published(context, STARTER)
    published(context, STARTER + "# b\n", date(2026, 12, 1))
    published(context, STARTER + "# c\n", date(2026, 12, 2))  # after it: nothing to ask
    for day in (None, date(2026, 11, 30), date(2026, 12, 1)):
        with refused("overtakes_later"):
            published(context, STARTER + "# d\n", day)
        with refused("overtakes_later"):  # the one that was seen, and not the other
            published(context, STARTER + "# d\n", day, supersede=(2,))
    with refused("overtakes_later"):
        published(context, STARTER + "# d\n", date(2026, 12, 2), supersede=(2,))
    assert published(context, STARTER + "# d\n", date(2026, 12, 1), supersede=(2, 3)) == 4
    with context.db.read() as session:
        told = session.scalars(select(Audit.detail).where(Audit.action == "publish").order_by(Audit.id))
        assert [row.get("supersedes") for row in told] == [None, None, None, [2, 3]]
    # What was overtaken already is not asked for again.
    with refused("overtakes_later"):
        published(context, STARTER + "# e\n", supersede=(2, 3))
    assert published(context, STARTER + "# e\n", supersede=(4,)) == 5


def test_what_held_for_a_while_was_not_overtaken(context: Context) -> None:
    """A later version from the same day, once that day has come, supersedes."""
    published(context, STARTER)
    published(context, STARTER + "# b\n", date(2026, 12, 1))
    with context.db.write() as session:
        session.add(TimelineRow(version=1, recorded_at=DECEMBER + 60, valid_from=DECEMBER))
    with context.db.read() as session:
        assert [one.state for one in versions(session, DECEMBER + 60)] == ["superseded", "in-force"]


def test_the_list_goes_on_where_it_ended(context: Context) -> None:
    ids = [begin_draft(context, str(number), "", "ratna") for number in range(5)]
    with context.db.read() as session:
        assert [one.id for one in drafts(session, limit=2)] == ids[:2:-1]
        assert [one.id for one in drafts(session, before=ids[3], limit=2)] == [ids[2], ids[1]]


@pytest.mark.parametrize(
    ("before", "typed", "kept"),
    [
        ("a\nb\n", "a\r\nb\r\n", "a\nb\n"),
        ("a\r\nb\r\n", "a\r\nc\r\n", "a\r\nc\r\n"),
        ("a\nb\n", "a\r\nc", "a\nc"),
        ("a\r\nb\n", "a\r\nb\r\n", "a\r\nb\n"),  # untouched, so every byte stays
        ("", "a\r\n", "a\n"),
    ],
)
def test_a_page_changes_no_line_ends(before: str, typed: str, kept: str) -> None:
    assert as_typed(before, typed) == kept
