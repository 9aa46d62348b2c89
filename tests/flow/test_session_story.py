"""Who was at which meeting, by every way it can be known – and what it gives, what it does not, and why."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from connector.domain.facts import Event
from connector.domain.sessions import Attendance, Session
from connector.errors import NotDone
from connector.models.credit import EvidenceRow
from connector.models.desk import Audit
from connector.models.sessions import PresenceRow
from connector.sandbox import SERVICE_ACCOUNT, play
from connector.sandbox.story import both
from connector.steps.approve import Approver, approver_named
from connector.steps.attendance_file import Imported, import_file
from connector.steps.explain import explain
from connector.steps.keeping import unsettle
from connector.steps.meetings import found_sessions, mapped_courses
from connector.steps.presences import confirm, deny, withdraw_presence
from connector.steps.recognition import standings
from connector.steps.session_actions import decide
from connector.steps.session_lists import sittings
from connector.steps.settle import evidence_from, reckon
from tests.flow.conftest import House, MakeHouse, open_house
from tests.flow.scene import AK, AYU, BAGUS, DIAN, FRANSISKA, HASAN, MADE, RETNO, RIZAL, SITI, YOHANES
from tests.flow.test_explain import flat

BASE = 1_793_000_000
FULL = Path("config/packs/indonesia-asn-lengkap.yaml").read_text(encoding="utf-8")
CHOICE = '{choice: {name: {prefix: "Daftar hadir"}, answer: Hadir}}'
MEETING, VISIT = "Pertemuan CoP: bedah kasus overstay", "Pertemuan CoP: kunjungan ke pelabuhan"
WEBINAR, NIGHT = "Webinar CoP Bulanan", "Webinar CoP Malam: Rekan di Perbatasan Timur"
SOMEBODY = Approver("ratna")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Database files after the whole story, read by a reconcile."""
    folder = tmp_path_factory.mktemp("told") / "house"
    with open_house(folder) as house:
        tell(house, FULL)
    return folder


def tell(house: House, mapping: str) -> None:
    house.publish(mapping)
    house.work()
    house.site.sender.paused = True
    play(house.site, both(BASE))
    house.clock.at = both(BASE)[-1].at + 100_000
    house.reconcile()


@pytest.fixture
def story(make_house: MakeHouse, told: Path) -> House:
    """After the story; a mapping published anew finds the facts known."""
    house = make_house(ready=told)
    house.clock.at = both(BASE)[-1].at + 200_000
    house.site.sender.paused = True
    return house


@pytest.fixture
def listed(story: House) -> House:
    """The meetings of the calendar are known by a confirmed list."""
    return _published(story, FULL.replace(CHOICE, "{list: confirmed}"))


@pytest.fixture
def filed(story: House) -> House:
    """The meetings of the calendar are known by a file; for less than half an hour nobody was there."""
    return _published(story, FULL.replace(CHOICE, "{file: attendance}\n    minimum_minutes: 30"))


def _published(house: House, text: str) -> House:
    assert text != FULL
    house.publish(text, valid_from=1)
    house.work()
    return house


# --- short ways to say it ---------------------------------------------------------------


def session(house: House, name: str) -> Session:
    with house.cop.context.db.read() as db:
        found = found_sessions(house.cop.context, db, mapped_courses(db))
    return next(each for each in found if each.name == name)


def who(house: House, name: str) -> dict[str, int | str]:
    """Account → minutes, or the reason why not; in brackets if it is only a hint."""
    with house.cop.context.db.read() as db:
        found = [each for each in sittings(house.cop.context, db, ("lms", AK)) if each.session.name == name]
    return {each.person: _minutes(each.what) for each in found}


def _minutes(what: object) -> int | str:
    if isinstance(what, Attendance):
        return what.minutes if what.certain else f"({what.minutes})"
    return str(getattr(what, "reason", ""))


def lms(*users: int) -> list[str]:
    return [f"lms:{user}" for user in users]


def minutes(house: House, user: int, name: str) -> list[tuple[str, int, int, str]]:
    """(day, minutes, amount, reason) of what a session gave somebody."""
    key = session(house, name).key
    rows = [row for row in house.rows("entitlements") if row["account"] == f"lms:{user}"]
    found = []
    with house.cop.context.db.read() as db:
        for row in rows:
            evidence = db.get_one(EvidenceRow, (str(row["account"]), str(row["evidence"])))
            if f'"{key}/' in evidence.body:
                found.append(
                    (
                        str(row["day"]),
                        int(str(row["minutes"])),
                        int(str(row["amount"])),
                        str(row["reason"]),
                    )
                )
    return sorted(found)


def put(house: House, name: str, *users: int, by: Approver = SOMEBODY) -> int:
    with house.cop.context.db.write() as db:
        key = session(house, name).key
        count = confirm(house.cop.context, db, "lms", key, lms(*users), by=by, reason="daftar kertas")
    house.work()
    return count


def say_when(house: House, name: str, **what: int | bool) -> None:
    key = session(house, name).key
    with house.cop.context.db.write() as db:
        decide(house.cop.context, db, "lms", key, by=SOMEBODY, reason="berubah", **what)  # type: ignore[arg-type]
    house.work()


def hand_in(house: House, name: str, lines: list[str], **more: bool) -> Imported:
    return _hand_in(house, name, "Name,NIP,Join Time,Leave Time", lines, **more)


def _hand_in(house: House, name: str, heading: str, lines: list[str], **more: bool) -> Imported:
    found = session(house, name)
    data = "\n".join([heading, *lines]).encode()
    with house.cop.context.db.write() as db:
        done = import_file(
            house.cop.context, db, "lms", found.key, data, by=SOMEBODY, reason="hadir.csv", **more
        )
    house.work()
    return done


def line(house: House, name: str, person: str, start: int, end: int, nip: str = "") -> str:
    """Somebody from … to … (minutes after the session's beginning)."""
    began = session(house, name).start or 0
    zone = house.cop.context.zone
    at = [
        datetime.fromtimestamp(began + 60 * each, zone).strftime("%Y-%m-%d %H:%M:%S") for each in (start, end)
    ]
    return ",".join([person, nip, *at])


def name_of(house: House, user: int) -> str:
    with house.cop.context.db.read() as db:
        from connector.models.people import Account

        return db.get_one(Account, f"lms:{user}").name


def sentences(house: House, user: int, language: str) -> str:
    with house.cop.context.db.read() as db:
        lines = explain(house.cop.context, db, f"lms:{user}", language)
    assert lines is not None
    return flat([line for line in lines if line.kind == "session"])


# --- by what the LMS knows ----------------------------------------------------------------


def test_who_completed_the_activity_was_there_for_the_whole_of_it(story: House) -> None:
    there = who(story, WEBINAR)
    assert there[f"lms:{AYU}"] == 90
    assert f"lms:{RIZAL}" not in there  # who looked in for a quarter of an hour has not completed it
    assert [(each[1]) for each in minutes(story, AYU, WEBINAR)] == [90]


def test_who_answered_the_choice_was_there_and_who_answered_otherwise_not(story: House) -> None:
    there = who(story, MEETING)
    assert {key for key, what in there.items() if what == 120} == set(lms(AYU, YOHANES, MADE, SITI, DIAN))
    assert not set(lms(HASAN, RIZAL)) & set(there)


def test_a_night_session_is_parted_at_midnight(story: House) -> None:
    days = minutes(story, YOHANES, NIGHT)
    assert [each[1] for each in days] == [60, 30]
    assert days[0][0] < days[1][0]


def test_what_was_cancelled_before_anybody_looked_is_no_session(story: House) -> None:
    with story.cop.context.db.read() as db:
        names = {each.name for each in found_sessions(story.cop.context, db, mapped_courses(db))}
    assert VISIT not in names
    assert MEETING in names


def test_a_session_cancelled_by_its_leader_gives_nothing_any_more(story: House) -> None:
    assert minutes(story, AYU, MEETING)
    say_when(story, MEETING, cancelled=True)
    assert not minutes(story, AYU, MEETING)
    assert set(who(story, MEETING).values()) <= {"session_cancelled"}


def test_a_leader_corrects_how_long_it_was(story: House) -> None:
    say_when(story, MEETING, minutes=50)
    assert [each[1] for each in minutes(story, AYU, MEETING)] == [50]
    say_when(story, MEETING)
    assert [each[1] for each in minutes(story, AYU, MEETING)] == [120]


def test_the_same_minutes_never_count_twice(story: House) -> None:
    """The meeting is said to have been while the webinar was: its first hour is known already."""
    start = session(story, WEBINAR).start
    assert start is not None
    say_when(story, MEETING, start=start + 1800, minutes=60)
    assert who(story, MEETING) == {} or set(who(story, MEETING).values()) <= {60}
    story.publish(FULL.replace(CHOICE, "{list: confirmed}"), valid_from=1)
    put(story, MEETING, AYU)
    [given] = minutes(story, AYU, MEETING)
    assert given[1:] == (60, 0, "same_minutes")
    assert "the same minutes count already" in sentences(story, AYU, "en")


def test_replies_in_the_sessions_discussion_show_who_was_there(story: House) -> None:
    by_reply = (
        "  diskusi:\n    is: {discussion: {forum: {name: Diskusi Sesi}}}\n    minutes: 60\n"
        "    attended_by: {replied_within: discussion}\n"
    )
    credit = "  - {scheme: cop-jp, for: {attendance: diskusi}}\n"
    text = FULL.replace("sessions:\n", "sessions:\n" + by_reply, 1)
    house = _published(story, text.replace("credits:\n", "credits:\n" + credit, 1))
    there = who(house, "Catatan webinar: membaca manifes")
    assert there == dict.fromkeys(lms(AYU, MADE, FRANSISKA, SITI), 60)
    assert "replied in the session" in sentences(house, AYU, "en")


# --- by a notice: a hint, never credit ------------------------------------------------------


def tell_joined(house: House, meeting: str, *users: int, course: int = AK) -> None:
    for user in users:
        name = r"\mod_bigbluebuttonbn\event\meeting_joined"
        number = int(meeting.partition(":")[2])
        house.cop.inbox.keep(Event("lms", name, number, user, course_id=course, time=house.clock.at))
    house.work()


def computed(house: House) -> list[str]:
    exports = ("contributions", "entitlements", "records", "ledger", "sessions", "attendance", "recognition")
    return [house.export(what) for what in exports]


def test_who_joined_by_a_notice_is_shown_and_gets_nothing(story: House) -> None:
    before = computed(story)
    tell_joined(story, session(story, WEBINAR).key, AYU, RIZAL, RIZAL, 4711)
    there = who(story, WEBINAR)
    assert (there[f"lms:{RIZAL}"], there[f"lms:{AYU}"]) == ("(90)", 90)
    assert "lms:4711" not in there
    assert computed(story) == before
    assert "may have taken part – joined, by a notice." in sentences(story, RIZAL, "en")
    assert "mungkin hadir – telah bergabung menurut pemberitahuan." in sentences(story, RIZAL, "id")


def test_forged_notices_do_no_harm(story: House) -> None:
    before = computed(story)
    everybody = [AYU, BAGUS, DIAN, HASAN, MADE, RIZAL, SITI, SERVICE_ACCOUNT]
    for meeting in (session(story, WEBINAR).key, session(story, NIGHT).key, "meeting:424242"):
        tell_joined(story, meeting, *everybody)
    tell_joined(story, "meeting:77", HASAN, course=999)
    with story.cop.context.db.write() as db:  # whatever may make somebody reckon anew
        unsettle(db, lms(*everybody), story.clock.at, "test")
    story.work()
    assert computed(story) == before
    with story.cop.context.db.read() as db:
        told = {(row.session, row.account) for row in db.scalars(select(PresenceRow))}
    assert ("meeting:424242", f"lms:{HASAN}") in told
    assert ("meeting:77", f"lms:{HASAN}") not in told  # no course of ours
    assert f"lms:{SERVICE_ACCOUNT}" not in {account for _, account in told}


def test_a_notice_that_comes_before_the_meeting_and_the_member_are_known(
    make_house: MakeHouse, story: House
) -> None:
    key = session(story, WEBINAR).key
    house = make_house("early")
    house.publish(FULL)
    house.work()
    house.site.sender.paused = True
    tell_joined(house, key, RIZAL)
    play(house.site, both(BASE))
    house.clock.at = both(BASE)[-1].at + 100_000
    house.reconcile()
    assert session(house, WEBINAR).key == key
    assert who(house, WEBINAR)[f"lms:{RIZAL}"] == "(90)"


# --- by a list ------------------------------------------------------------------------------


def test_a_confirmed_list_counts_and_can_be_corrected(listed: House) -> None:
    assert who(listed, MEETING) == {}
    assert put(listed, MEETING, AYU, HASAN) == 2
    assert put(listed, MEETING, AYU) == 0
    assert who(listed, MEETING) == dict.fromkeys(lms(AYU, HASAN), 120)
    assert [each[1] for each in minutes(listed, HASAN, MEETING)] == [120]
    with listed.cop.context.db.write() as db:
        key = session(listed, MEETING).key
        gone = withdraw_presence(
            listed.cop.context, db, "lms", key, lms(HASAN, MADE), by=SOMEBODY, reason="salah orang"
        )
    listed.work()
    assert gone == 1
    assert not minutes(listed, HASAN, MEETING)
    assert minutes(listed, AYU, MEETING)
    with listed.cop.context.db.read() as db:
        actions = [row.action for row in db.scalars(select(Audit).order_by(Audit.id))]
    assert actions[-3:] == ["session-confirm", "session-confirm", "session-withdraw"]


def test_nobody_confirms_themselves(listed: House) -> None:
    with listed.cop.context.db.read() as db:
        bagus = approver_named(db, f"lms:{BAGUS}")
    assert bagus.person
    with pytest.raises(NotDone) as refused:
        put(listed, MEETING, AYU, BAGUS, by=bagus)
    assert refused.value.word == "own_presence"
    assert who(listed, MEETING) == {}
    put(listed, MEETING, AYU, by=bagus)
    assert who(listed, MEETING) == {f"lms:{AYU}": 120}


@pytest.mark.parametrize(
    ("act", "word"),
    [
        (lambda house: put(house, MEETING, 999), "unknown_person"),
        (lambda house: say_when(house, MEETING, minutes=5000), "bad_minutes"),
    ],
)
def test_what_cannot_be_said_is_refused_with_a_word(
    listed: House, act: Callable[[House], object], word: str
) -> None:
    with pytest.raises(NotDone) as refused:
        act(listed)
    assert refused.value.word == word


def test_without_a_reason_or_a_session_nothing_is_said(listed: House) -> None:
    context = listed.cop.context
    key = session(listed, MEETING).key
    with pytest.raises(NotDone) as refused, context.db.write() as db:
        decide(context, db, "lms", key, by=SOMEBODY, reason=" ")
    assert refused.value.word == "reason_missing"
    with pytest.raises(NotDone) as refused, context.db.write() as db:
        decide(context, db, "lms", "event:424242", by=SOMEBODY, reason="x")
    assert refused.value.word == "no_such_session"


# --- a leader's word, whatever the rule asks for --------------------------------------------


def correct(house: House, name: str, change: Callable[..., int], *users: int) -> int:
    key = session(house, name).key
    with house.cop.context.db.write() as db:
        count = change(house.cop.context, db, "lms", key, lms(*users), by=SOMEBODY, reason="dicek")
    house.work()
    return count


def test_who_forgot_to_answer_is_added_and_who_left_is_taken_off(story: House) -> None:
    before = story.export("attendance")
    assert correct(story, MEETING, confirm, HASAN, AYU) == 2
    assert correct(story, MEETING, deny, SITI, SITI) == 1
    there = who(story, MEETING)
    assert (there[f"lms:{HASAN}"], there[f"lms:{AYU}"], there[f"lms:{SITI}"]) == (120, 120, "not_there")
    assert [each[1] for each in minutes(story, HASAN, MEETING)] == [120]
    assert [each[1] for each in minutes(story, AYU, MEETING)] == [120]  # known twice, counted once
    assert minutes(story, SITI, MEETING) == []
    assert "on the list that was confirmed; 120 minutes" in sentences(story, HASAN, "en")
    assert "answered the attendance choice" in sentences(story, AYU, "en")
    assert "A leader said that they were not there." in sentences(story, SITI, "en")
    assert "Pemimpin komunitas menyatakan tidak hadir." in sentences(story, SITI, "id")
    assert correct(story, MEETING, withdraw_presence, HASAN, AYU, SITI, MADE) == 3
    assert story.export("attendance") == before


def test_evidence_says_how_its_minutes_are_known(story: House) -> None:
    correct(story, WEBINAR, confirm, HASAN)
    with story.cop.context.db.read() as db:
        bodies = [evidence_from(row.body) for row in db.scalars(select(EvidenceRow))]
    key = session(story, WEBINAR).key
    hows = {one.account: one.how for one in bodies if one.fact_id.startswith(f"{key}/")}
    assert (hows[f"lms:{HASAN}"], hows[f"lms:{AYU}"]) == ("confirmed", "completion")
    assert {one.how for one in bodies if one.fact_kind == "post"} <= {""}


def test_who_was_taken_off_falls_at_once_and_who_is_added_waits_for_approval(story: House) -> None:
    assert story.approve_all() == []
    story.work()

    def sums() -> dict[str, int]:
        found: dict[str, int] = {}
        for row in story.rows("ledger"):
            account = str(row["account"])
            found[account] = found.get(account, 0) + int(str(row["amount"]))
        return found

    before = sums()
    correct(story, MEETING, deny, AYU)
    correct(story, MEETING, confirm, HASAN)
    after = sums()
    assert after[f"lms:{AYU}"] < before[f"lms:{AYU}"]
    assert after.get(f"lms:{HASAN}", 0) == before.get(f"lms:{HASAN}", 0)
    assert story.approve_all() == []
    assert sums()[f"lms:{HASAN}"] > before.get(f"lms:{HASAN}", 0)


def test_a_file_adds_to_what_the_rule_knows_and_no_minute_counts_twice(story: House) -> None:
    ayu, hasan = name_of(story, AYU), name_of(story, HASAN)
    hand_in(story, MEETING, [line(story, MEETING, ayu, 0, 60), line(story, MEETING, hasan, 10, 60)])
    assert [each[1] for each in minutes(story, AYU, MEETING)] == [120]
    assert [each[1] for each in minutes(story, HASAN, MEETING)] == [50]
    assert "in the attendance file; 50 minutes" in sentences(story, HASAN, "en")
    correct(story, MEETING, deny, HASAN)
    assert minutes(story, HASAN, MEETING) == []


def test_what_one_confirmed_for_oneself_earns_no_badge(story: House) -> None:
    badge = "  hadir:\n    name: Hadir\n    needs: {attendance: {session: pertemuan, at_least: 1}}\n"
    badge += "    shown_by: {cohort: COP-LENCANA-KONTRIBUTOR}\n"
    house = _published(story, FULL.replace("recognition:\n", f"recognition:\n{badge}", 1))
    assert _earned(house, AYU)
    key = session(house, MEETING).key
    for by in (f"lms:{HASAN}", "lms:1"):
        with house.cop.context.db.write() as db:
            told = {"source": "lms", "session": key, "account": f"lms:{HASAN}", "how": "confirmed"}
            db.merge(PresenceRow(**told, by=by, intervals=[], at=house.clock.at))
        assert _earned(house, HASAN) == (by == "lms:1")


def _earned(house: House, user: int) -> bool:
    with house.cop.context.db.read() as db:
        found = standings(house.cop.context, db, f"lms:{user}", reckon(house.cop.context, db, f"lms:{user}"))
    return any(each.since for each in found if each.rule == "hadir")


# --- by a file ------------------------------------------------------------------------------


def test_a_file_counts_who_comes_again_once_and_who_stays_short_not(filed: House) -> None:
    ayu, made, yohanes = (name_of(filed, user) for user in (AYU, MADE, YOHANES))
    done = hand_in(
        filed,
        MEETING,
        [
            line(filed, MEETING, ayu, -5, 40),
            line(filed, MEETING, ayu.upper(), 30, 60),
            line(filed, MEETING, ayu, 100, 140),
            line(filed, MEETING, made, 0, 29),
            line(filed, MEETING, yohanes, 0, 30),
            line(filed, MEETING, "Siapa Ini", 0, 120),
        ],
    )
    assert who(filed, MEETING) == {f"lms:{AYU}": 80, f"lms:{MADE}": "too_short", f"lms:{YOHANES}": 30}
    assert [(left.line, left.word, left.value) for left in done.left] == [(7, "unknown_person", "Siapa Ini")]
    assert [each[1] for each in minutes(filed, AYU, MEETING)] == [80]
    assert "There for 29 minutes; at least 30" in sentences(filed, MADE, "en")
    assert re.search(r"Dihitung: .*09:00–10:00, .*10:40–11:00", sentences(filed, AYU, "id"))


def test_a_file_handed_in_again_takes_the_place_of_the_first(filed: House) -> None:
    ayu, made = name_of(filed, AYU), name_of(filed, MADE)
    hand_in(filed, MEETING, [line(filed, MEETING, ayu, 0, 120), line(filed, MEETING, made, 0, 120)])
    hand_in(filed, MEETING, [line(filed, MEETING, ayu, 0, 60)])
    assert who(filed, MEETING) == {f"lms:{AYU}": 60}
    assert not minutes(filed, MADE, MEETING)
    assert [each[1] for each in minutes(filed, AYU, MEETING)] == [60]


def test_a_file_of_which_nothing_can_be_taken_changes_nothing(filed: House) -> None:
    hand_in(filed, MEETING, [line(filed, MEETING, name_of(filed, AYU), 0, 60)])
    for lines in ([], ["x"], [line(filed, MEETING, "Siapa Ini", 0, 60)]):
        assert hand_in(filed, MEETING, lines).taken == ()
    assert who(filed, MEETING) == {f"lms:{AYU}": 60}


def test_a_number_is_stronger_than_a_name_and_a_wrong_one_is_told(filed: House) -> None:
    with filed.cop.context.db.read() as db:
        from connector.models.people import Account

        nip = db.get_one(Account, f"lms:{AYU}").identifier
    done = hand_in(
        filed,
        MEETING,
        [
            line(filed, MEETING, "A. di layar", 0, 60, nip),
            line(filed, MEETING, name_of(filed, MADE), 0, 60, "199999999999999999"),
            line(filed, MEETING, "Nomor pengguna", 0, 60, str(SITI)),
        ],
    )
    assert {one.account for one in done.taken} == set(lms(AYU, SITI))
    assert [(left.line, left.word) for left in done.left] == [(3, "unknown_person")]


def test_a_dry_run_tells_and_changes_nothing(filed: House) -> None:
    done = hand_in(filed, MEETING, [line(filed, MEETING, name_of(filed, AYU), 0, 60)], dry_run=True)
    assert [one.account for one in done.taken] == lms(AYU)
    assert who(filed, MEETING) == {}


def test_a_total_beside_known_stays_is_told_and_not_added(filed: House) -> None:
    ayu, made = name_of(filed, AYU), name_of(filed, MADE)
    gaps = line(filed, MEETING, made, 0, 120)
    lines = [
        f"{line(filed, MEETING, ayu, 0, 40)},40",
        f"{line(filed, MEETING, ayu, 60, 120)},10",
        f"{gaps},45",
    ]
    done = _hand_in(filed, MEETING, "Name,NIP,Join Time,Leave Time,Duration (Minutes)", lines)
    assert [(left.line, left.word) for left in done.left] == [(3, "only_total")]
    assert who(filed, MEETING) == {f"lms:{AYU}": 40, f"lms:{MADE}": 45}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "took part – the activity is completed"),
        ("id", "hadir – aktivitasnya selesai di LMS; 90 menit"),
    ],
)
def test_a_session_is_explained_in_both_languages(story: House, language: str, words: str) -> None:
    told = sentences(story, RETNO, language) + sentences(story, AYU, language)
    assert words in told
    assert "explain-" not in told
