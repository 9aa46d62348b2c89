"""A preview tells exactly what settling gives afterwards, and writes nothing else."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from connector.errors import NotDone
from connector.models.base import Base
from connector.models.credit import LedgerLine
from connector.models.database import Database
from connector.models.desk import Audit
from connector.models.mapping import TimelineRow
from connector.models.preview import Preview, PreviewPerson
from connector.steps import preview as previews
from connector.steps.meetings import Meetings
from connector.steps.periods import close_period
from connector.steps.preview import compute, throw_away, unread_places
from connector.steps.preview_asking import When, ask_text, ask_version
from connector.steps.publish import publish
from connector.steps.recognition import standings
from connector.steps.recompute import recompute, takes_from_many
from connector.steps.settle import reckon
from tests.unit.steps.preview_world import BLOG, DAY, FIELD, NOW, PACK, QANDA, PreviewWorld, side

FEWER = PACK.replace("words: {at_least: 120}", "words: {at_least: 150}")
"""Only longer good practices."""
CAP = (
    "\nschemes:\n  cop-jp:\n    extends: cop-jp\n    at_most:\n"
    "      month: {{units: {}, source: uji, date: 2026-01-01}}\n"
)
DRAFTS = (
    FEWER,
    PACK.replace("minutes: 60", "minutes: 90"),
    PACK.replace("minutes: 30}", "minutes: 45}"),
    PACK + CAP.format(1),
    PACK.replace("at_least: 50}", "at_least: 20}").replace("penolong", "penolong-baru"),
    PACK.replace("at_most: {per: month, times: 4}", "at_most: {per: year, times: 1}"),
    PACK.replace("people_helped: {at_least: 5}", "people_helped: {at_least: 1}"),
    PACK.replace("    minutes: 90\n", "    minutes: 45\n"),
    PACK.replace('forum: {name: "Blog Praktik Baik"}, ', ""),
    PACK.replace("COP-AK", "COP-AK-BARU"),
)


@pytest.fixture
def world(db: Database) -> PreviewWorld:
    made = PreviewWorld(db).begin()
    for user in (10, 11, 12):
        made.member(user)
    return made


# --- the promise -------------------------------------------------------------------------

Deed = tuple[int, int, int, int]
DEEDS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(1, 3), st.sampled_from((10, 45, 130, 160)), st.integers(1, 300)),
    min_size=4,
    max_size=25,
)


def tell(world: PreviewWorld, deeds: list[Deed]) -> None:
    for number, (who, forum, words, days_ago) in enumerate(deeds):
        there = [one for one, where in world.discussions if where == forum]
        if there and number % 3:
            world.replies(10 + who, there[number % len(there)], words, days_ago)
        else:
            world.opens(10 + who, forum, words, days_ago)


def begun(folder: str, deeds: list[Deed]) -> PreviewWorld:
    db = Database(f"sqlite:///{Path(folder) / 'cop.sqlite'}")
    Base.metadata.create_all(db.engine)
    world = PreviewWorld(db).begin()
    for user in range(10, 15):
        world.member(user, person=10 if user == 14 else None)  # the last is the first one's second account
    tell(world, deeds)
    for user in (10, 12, 14):
        world.attends(user, 1 + user % 2)
    return world


def badges(world: PreviewWorld) -> dict[str, int]:
    found: dict[str, int] = {}
    with world.db.read() as session:
        meetings = Meetings(world.context, session)
        for person in ("lms:10", "lms:11", "lms:12", "lms:13"):
            reckoning = reckon(world.context, session, person, meetings)
            for one in standings(world.context, session, person, reckoning):
                if one.since is not None:
                    found[f"badge/{one.rule}"] = found.get(f"badge/{one.rule}", 0) + 1
    return found


def badges_told(preview: Preview, number: int) -> dict[str, int]:
    told = {key: pair[number] for key, pair in preview.sums.items() if key.startswith("badge/")}
    return {key: count for key, count in told.items() if count}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    deeds=DEEDS,
    draft=st.sampled_from(DRAFTS),
    days_ago=st.one_of(st.none(), st.integers(1, 310)),
    later=st.booleans(),
)
def test_then_is_what_settling_gives(
    deeds: list[Deed], draft: str, days_ago: int | None, later: bool
) -> None:
    """Whether it is published now, or recomputed from a date on, and whatever is in force by then."""
    with tempfile.TemporaryDirectory() as folder:
        world = begun(folder, deeds)
        world.settle()
        world.approve()
        if later:  # another version is in force since a while, and not all of it is approved
            publish(world.context, DRAFTS[1], world.context.packs, "rina", NOW - 40 * DAY)
            world.settle()
        now = world.kept()
        told = world.preview(draft, days_ago)
        assert told.state == "done"
        assert world.kept() == now
        assert side(told, 0) == now
        assert badges_told(told, 0) == badges(world)
        try:
            number = publish(world.context, draft, world.context.packs, "rina")
        except NotDone as error:
            assert error.word == "not_changed"
            world.db.close()
            return
        if days_ago is not None:
            again = world.preview_version(number, days_ago)
            assert side(again, 1) == side(told, 1)
            recompute(world.context, number, NOW - days_ago * DAY, "rina", "putusan", again.losing)
        world.settle()
        assert side(told, 1) == world.kept()
        assert badges_told(told, 1) == badges(world)
        world.db.close()


# --- what it tells -----------------------------------------------------------------------


def test_who_loses_what_and_where_a_cap_bites(world: PreviewWorld) -> None:
    world.opens(10, BLOG, 130, 30)
    world.opens(11, BLOG, 160, 30)
    for _ in range(2):
        world.opens(12, FIELD, 40, 30)
    world.settle()
    told = world.preview(FEWER + CAP.format(1), days_ago=60)
    assert (told.people, told.done, told.gaining, told.losing, told.facts) == (3, 3, 0, 1, 4)
    assert told.sums["rule/praktik-baik"] == [2, 1]
    assert told.sums["miss/praktik-baik/too_few_words"] == [0, 1]
    assert told.sums["bites/cop-jp/below_unit"] == [1, 1]
    people = world.people(told.id)
    assert set(people) == {"lms:10", "lms:12"}, "of whom there is nothing to say there is no row"
    assert (people["lms:10"].place, people["lms:10"].loses, people["lms:10"].gains) == (-3, True, False)
    assert (people["lms:12"].place, people["lms:12"].loses) == (0, False)


def test_samples_begin_with_what_changes(world: PreviewWorld) -> None:
    changed = [world.opens(10, BLOG, 130, day) + 1000 for day in range(30, 24, -1)]
    world.opens(11, BLOG, 160, 90)
    told = world.preview(FEWER, days_ago=60)
    samples = told.samples["praktik-baik"]
    assert len(samples) == 5
    assert {int(one["item"][2]) for one in samples} <= {one + 1 for one in changed}
    assert all(one["worth"][1] is None for one in samples)
    assert samples[0]["worth"][0] == {"cop-jp": 1}


def test_publishing_leaves_the_past_but_for_what_is_summed_up_to_the_end(world: PreviewWorld) -> None:
    """The month's cap is that at its end: what was earned in it may be less at once."""
    for day in (3, 2, 1, 40, 41):
        world.opens(10, BLOG, 130, day)
    world.settle()
    assert world.preview(FEWER).losing == 0
    capped = world.preview(PACK + CAP.format(1))
    assert {key: pair for key, pair in capped.sums.items() if key.startswith("credit")} == {
        "credit/cop-jp/analis-keimigrasian/2026-10": [2, 2],
        "credit/cop-jp/analis-keimigrasian/2026-11": [3, 1],
    }
    assert capped.sums["lost/cop-jp/month_cap"] == [0, 2]


def test_what_is_approved_goes_at_once_and_what_is_more_waits(world: PreviewWorld) -> None:
    world.opens(10, BLOG, 130, 3)
    world.settle()
    world.approve()
    lower = world.preview(FEWER, days_ago=60)
    assert (lower.sums["force/cop-jp"], lower.sums["taken/cop-jp"]) == ([1, 0], [0, 1])
    higher = world.preview(PACK.replace("minutes: 60", "minutes: 90"), days_ago=60)
    assert higher.sums["credit/cop-jp/analis-keimigrasian/2026-11"] == [1, 2]
    assert higher.sums["force/cop-jp"] == [1, 1]
    assert (higher.gaining, higher.losing) == (1, 0)


def test_places_nobody_has_looked_up_are_named(world: PreviewWorld) -> None:
    told = world.preview(PACK.replace("COP-AK", "COP-AK-BARU"))
    with world.db.read() as session:
        assert unread_places(session, told) == [("lms", "idnumber=COP-AK-BARU")]


def test_before_anything_is_published(db: Database) -> None:
    world = PreviewWorld(db)
    world.member(10)
    told = world.preview(PACK)
    assert (told.state, told.valid_from, told.number) == ("done", None, 1)


# --- asking ------------------------------------------------------------------------------


def test_questions_that_make_no_sense_are_refused(world: PreviewWorld) -> None:
    for when, word in (
        (When(NOW - DAY), "day_is_past"),
        (When(NOW + DAY, recompute=True), "day_to_come"),
        (When(recompute=True), "no_day"),
    ):
        with pytest.raises(NotDone) as error:
            ask_text(world.context, "x", FEWER, when, "rina")
        assert error.value.word == word
    with pytest.raises(NotDone) as error:
        ask_text(world.context, "x", FEWER + "\nunknown: 1\n", When(), "rina")
    assert error.value.word == "mapping_has_problems"
    with pytest.raises(NotDone) as error:
        ask_version(world.context, 7, When(), "rina")
    assert error.value.word == "no_such_version"


# --- slices ------------------------------------------------------------------------------


def test_a_killed_one_is_gone_on_from_where_it_was(
    world: PreviewWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    for user in (10, 11, 12):
        world.opens(user, BLOG, 130, 30)
    whole = world.preview(FEWER, days_ago=60)
    monkeypatch.setattr(previews, "SLICE", 1)
    id_ = ask_text(world.context, "x", FEWER, When(NOW - 60 * DAY, recompute=True), "rina")
    assert compute(world.context, id_, seconds=0) == 1
    part = world.found(id_)
    assert (part.state, part.done, part.people, part.after) == ("running", 1, 3, "lms:10")
    assert compute(world.context, seconds=0) == 1
    with monkeypatch.context() as killed:
        killed.setattr(previews, "_keep", _killed)
        with pytest.raises(KeyboardInterrupt):
            compute(world.context)
    told = world.computed(id_)
    assert (told.sums, told.losing, told.state) == (whole.sums, whole.losing, "done")
    assert told.samples == whole.samples
    assert set(world.people(id_)) == set(world.people(whole.id))


def _killed(*_: object) -> bool:
    raise KeyboardInterrupt


def test_two_who_compute_the_same_slice_keep_it_once(
    world: PreviewWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.opens(10, BLOG, 130, 30)
    id_ = ask_text(world.context, "x", FEWER, When(NOW - 60 * DAY, recompute=True), "rina")
    keep = previews._keep

    def late(*told: object) -> bool:
        monkeypatch.setattr(previews, "_keep", keep)
        compute(world.context, id_, seconds=0)  # somebody else is faster, by a slice
        return keep(*told)  # type: ignore[arg-type]

    monkeypatch.setattr(previews, "SLICE", 1)
    monkeypatch.setattr(previews, "_keep", late)
    compute(world.context, id_)
    assert world.found(id_).done == 1
    told = world.computed(id_)
    assert (told.done, told.losing, told.sums["rule/praktik-baik"]) == (3, 1, [1, 0])


def test_one_that_fails_says_so_and_holds_up_no_other(
    world: PreviewWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ask_text(world.context, "x", FEWER, When(), "rina")
    with monkeypatch.context() as broken:
        broken.setattr(previews, "outcome", _killed_by_a_value)
        compute(world.context, first)
    assert (world.found(first).state, world.found(first).problem) == ("failed", "ValueError: odd")
    assert world.preview(FEWER).state == "done"


def _killed_by_a_value(*_: object) -> None:
    raise ValueError("odd")


def test_it_is_thrown_away_after_some_days(world: PreviewWorld) -> None:
    world.opens(10, BLOG, 130, 30)
    told = world.preview(FEWER, days_ago=60)
    world.at += previews.KEEP_DAYS * DAY
    throw_away(world.context)
    assert world.people(told.id)
    world.at += 1
    throw_away(world.context)
    with world.db.read() as session:
        assert not session.scalar(select(func.count()).select_from(Preview))
        assert not session.scalar(select(func.count()).select_from(PreviewPerson))


# --- recomputing -------------------------------------------------------------------------


def test_recomputing_asks_for_a_reason_and_a_preview_of_the_very_same(world: PreviewWorld) -> None:
    world.opens(10, BLOG, 130, 30)
    since = NOW - 60 * DAY

    def refused(version: int, valid_from: int, reason: str = "putusan") -> str:
        with pytest.raises(NotDone) as error:
            recompute(world.context, version, valid_from, "rina", reason)
        return error.value.word

    number = publish(world.context, FEWER, world.context.packs, "rina")
    assert refused(number, since, " ") == "no_reason"
    assert refused(7, since) == "no_such_version"
    assert refused(number, since) == "preview_needed"
    world.preview_version(number, 50)
    assert refused(number, since) == "preview_needed"
    ask_version(world.context, number, When(since, recompute=True), "rina")
    assert refused(number, since) == "preview_needed", "it has not ended"
    world.preview_version(number, 60)
    publish(world.context, DRAFTS[1], world.context.packs, "rina")
    assert refused(number, since) == "preview_is_older"
    world.preview_version(number, 60)
    row = recompute(world.context, number, since, "rina", "putusan")
    with world.db.read() as session:
        kept = session.get_one(TimelineRow, row)
        assert (kept.version, kept.valid_from, kept.recorded_at) == (number, since, NOW)
        noted = session.scalars(select(Audit).where(Audit.action == "recompute")).one()
        assert (noted.actor, noted.subject, noted.detail["reason"]) == ("rina", "mapping:2", "putusan")
    assert refused(number, since) == "preview_is_older", "once looked at, once done"


def test_what_takes_from_many_is_confirmed_by_their_number(world: PreviewWorld) -> None:
    for user in range(10, 31):
        if user > 12:
            world.member(user)
        world.opens(user, BLOG, 130, 30)
    number = publish(world.context, FEWER, world.context.packs, "rina")
    told = world.preview_version(number, 60)
    assert told.losing == 21
    for losing in (None, 20, 22):
        with pytest.raises(NotDone) as error:
            recompute(world.context, number, NOW - 60 * DAY, "rina", "putusan", losing)
        assert error.value.word == "takes_from_many"
    recompute(world.context, number, NOW - 60 * DAY, "rina", "putusan", 21)


@pytest.mark.parametrize(
    ("losing", "people", "many"), [(20, 21, False), (21, 21, True), (50, 1000, False), (51, 1000, True)]
)
def test_many(losing: int, people: int, many: bool) -> None:
    assert takes_from_many(Preview(losing=losing, people=people)) is many


def test_closed_months_get_adjustments_in_the_open_one(world: PreviewWorld) -> None:
    world.opens(10, BLOG, 130, 40)
    world.opens(11, QANDA, 130, 40)
    world.settle()
    world.approve()
    close_period(world.context, "2026-10", "rina")
    number = publish(world.context, FEWER, world.context.packs, "rina")
    world.settle()
    told = world.preview_version(number, 60)
    assert told.sums["taken/cop-jp"] == [0, 1]
    recompute(world.context, number, NOW - 60 * DAY, "rina", "putusan")
    world.work()
    with world.db.read() as session:
        lines = session.scalars(select(LedgerLine).order_by(LedgerLine.id)).all()
    [given_, taken] = [(line.amount, line.day[:7], line.booked, line.cause) for line in lines]
    assert given_ == (1, "2026-10", "2026-10", "approved")
    assert taken == (-1, "2026-10", "2026-11", "recompute")
