"""Before somebody approves, what looks odd lies beside the record; nothing is taken away, and a person judges."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from connector.cli.flags import flag
from connector.errors import NotDone
from connector.models.flags import Flag
from connector.steps import flags
from connector.steps.approve import Approver
from tests.flow.conftest import STARTER, House
from tests.flow.scene import AYU, BLOG, MADE, earned, practice

pytestmark = pytest.mark.engines("sqlite", "postgresql")

GUARDS = """
guards:
  near_duplicate: {alike: 80, days: 30}
  burst: {more_than: 2, minutes: 30}
"""
DAY = 86_400


def vocabulary(begins: str) -> list[str]:
    """140 words that no other vocabulary has."""
    return [f"{begins}{first}o{second}t" for first in "bdfgjklmprtw" for second in "bcdfgjklmnpr"][:140]


WORDS, OTHERS = vocabulary("ka"), vocabulary("mu")


@pytest.fixture
def house(house: House) -> House:
    house.site.sender.paused = True
    house.publish(STARTER.read_text(encoding="utf-8") + GUARDS, valid_from=1)
    return house


def write(house: House, user: int, words: list[str], after: int = 3 * 3600) -> str:
    house.clock.at += after
    deeds = house.site.deeds
    discussion = deeds.start_discussion(user, BLOG, "Praktik", f"<p>{' '.join(words)}</p>")
    return str(house.site.tables.discussions[discussion].firstpost)


def looked(house: House) -> list[Flag]:
    house.reconcile()
    while flags.look(house.cop.context):
        pass
    with house.cop.context.db.read() as session:
        return list(session.scalars(flags.open_flags().order_by(Flag.at, Flag.kind)))


def test_a_near_copy_is_laid_beside_the_record_and_still_earns(house: House) -> None:
    first = write(house, AYU, WORDS)
    write(house, MADE, OTHERS)
    copy = write(house, MADE, [*WORDS[:-8], *OTHERS[:8]])
    [flag] = looked(house)
    assert (flag.kind, flag.fact_id, flag.detail["other"]) == ("near_duplicate", copy, first)
    assert 80 <= flag.detail["alike"] <= 100
    assert flag.detail["same_person"] is False
    assert earned(house, MADE) == 2


def test_what_is_older_than_the_guard_looks_is_no_copy(house: House) -> None:
    write(house, AYU, WORDS)
    house.clock.at += 31 * DAY
    write(house, AYU, WORDS)
    assert looked(house) == []


def test_many_in_a_short_time_are_flagged_from_the_first_that_is_too_many(house: House) -> None:
    written = [write(house, AYU, vocabulary(f"p{'aeiou'[n]}"), after=300) for n in range(4)]
    found = looked(house)
    assert {(flag.kind, flag.fact_id) for flag in found} <= {("burst", post) for post in written[2:]}
    assert [flag.detail for flag in found][:1] == [{"count": 3, "minutes": 30}]


def test_a_flag_goes_when_its_grounds_go_and_stays_judged_once_judged(house: House) -> None:
    write(house, AYU, WORDS)
    copy = write(house, MADE, WORDS)
    [flag] = looked(house)
    key = (flag.source, flag.fact_kind, flag.fact_id, flag.kind)
    with pytest.raises(NotDone) as own, house.cop.context.db.write() as session:
        flags.dismiss(house.cop.context, session, key, Approver("made", f"lms:{MADE}"), "milik saya")
    assert own.value.word == "own_record"
    with house.cop.context.db.write() as session:
        flags.dismiss(house.cop.context, session, key, Approver("rina"), "kutipan peraturan")
    write(house, MADE, OTHERS)
    assert looked(house) == []
    with house.cop.context.db.read() as session:
        assert [row.by for row in session.scalars(select(Flag).where(Flag.fact_id == copy))] == ["rina"]


def test_an_edited_copy_is_no_longer_flagged(house: House) -> None:
    write(house, AYU, WORDS)
    copy = write(house, MADE, WORDS)
    assert len(looked(house)) == 1
    house.clock.at += 60
    house.site.deeds.edit_post(MADE, int(copy), f"<p>{' '.join(OTHERS)}</p>")
    write(house, MADE, vocabulary("si"), after=DAY)
    assert looked(house) == []


def test_only_changed_records_are_looked_at_and_none_without_guards(house: House) -> None:
    practice(house, AYU)
    looked(house)
    assert flags.look(house.cop.context) == 0
    house.publish(STARTER.read_text(encoding="utf-8"), valid_from=1)
    write(house, AYU, WORDS)
    write(house, AYU, WORDS)
    assert looked(house) == []


def test_flags_are_listed_and_dismissed_by_command(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("connector.cli.flags.cop", lambda: nullcontext(house.cop))
    first, copy = write(house, AYU, WORDS), write(house, MADE, WORDS)
    house.reconcile()
    listed = CliRunner().invoke(flag, ["list"]).output.strip().split("\t")
    assert listed[0] == f"lms:post:{copy}:near_duplicate"
    assert first in listed[2]
    done = CliRunner().invoke(flag, ["dismiss", listed[0], "--by", "rina", "--reason", "kutipan"])
    assert (done.exit_code, CliRunner().invoke(flag, ["list"]).output) == (0, "")
