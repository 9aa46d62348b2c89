"""doctor on the sandbox: all in order, then one fault after the other, each found and said in both languages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event as Flag
from threading import Thread

import pytest

from connector.app import examine
from connector.domain.facts import TEST_EVENT, Event
from connector.sandbox import build_site
from connector.sandbox.pages_service import subscribe_by
from connector.steps.doctor import examine as examining
from connector.steps.doctor import round_trip
from connector.steps.doctor.finding import Finding, Level
from connector.steps.doctor.words import as_json, said
from connector.texts import LANGUAGES
from tests.flow.conftest import House, MakeHouse, Run, open_house
from tests.flow.scene import AK, BAGUS, BLOG, Listen, practice
from tests.postgres import Postgres

FULL = Path("config/packs/indonesia-asn-lengkap.yaml")
SECRETS = ("story-secret", "service-account-token", "k" * 32)


def furnished(house: House) -> House:
    """Its site has what a mapping with everything needs; always with the same ids."""
    for name in ("Ringkasan CoP", "Terima Kasih", "Rencana Aksi", "Usulan Sesi"):
        for course in (2, 3):
            house.site.deeds.create_forum(course, "general", name, forcesubscribe=3)
    house.site.deeds.announce(BAGUS, AK, "Pertemuan CoP", start=house.clock.at + 86_400, minutes=60)
    practice(house, BAGUS)
    return house


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory, engine: Postgres | None) -> Path:
    """The folder of an institution that has read such a site."""
    folder = tmp_path_factory.mktemp("read") / "house"
    with open_house(folder, server=engine) as house:
        furnished(house)
        house.publish(FULL.read_text(encoding="utf-8"))
        house.reconcile()
    return folder


@pytest.fixture
def whole(make_house: MakeHouse, read: Path) -> House:
    return furnished(make_house(ready=read))


def look(house: House, address: str = "") -> list[Finding]:
    found = examine(house.cop, (), address)
    for language in LANGUAGES:
        for each in found:
            told = said(house.cop.context, each, language)
            assert told.what
            assert (told.level is Level.OK) or (told.why and told.cure)
            assert not any(secret in str(as_json(house.cop.context, each, language)) for secret in SECRETS)
    return found


def words(found: list[Finding], *levels: Level) -> set[str]:
    return {each.word for each in found if each.level in (levels or (Level.BAD, Level.WARNING))}


def one(found: list[Finding], word: str) -> Finding:
    return next(each for each in found if each.word == word)


def test_a_site_in_order_has_nothing_bad(whole: House) -> None:
    found = look(whole)
    assert words(found) == set()
    good = words(found, Level.OK)
    assert {
        "token_works",
        "clock_right",
        "functions_there",
        "rights_there",
        "reads_work",
        "courses_there",
    } <= good
    assert {"forum_mails_nobody", "places_read", "reconciled", "hr_folder_writable", "hr_rows"} <= good
    unseen = words(found, Level.LOOK)
    assert {"profile_field_locked", "badge_of_cohort", "blocked_hosts", "sender_patches"} <= unseen
    assert {"never_heard", "own_address_unknown", "replies_mail", "token_expiry_unknown"} <= unseen


@pytest.mark.parametrize(
    ("function", "word"),
    [
        ("mod_forum_get_discussion_posts", "functions_missing"),
        ("core_user_update_users", "functions_missing"),
        ("mod_forum_add_discussion", "functions_missing"),
        ("core_cohort_add_cohort_members", "functions_missing"),
        ("core_group_get_group_members", "functions_missing_kept"),
        ("tool_mobile_call_external_functions", "batch_missing"),
    ],
)
def test_a_function_that_the_service_lacks_is_named(whole: House, function: str, word: str) -> None:
    whole.site.functions.discard(function)
    found = one(look(whole), word)
    assert function in str(dict(found.about))


def test_functions_that_no_mapping_needs_are_too_many(whole: House) -> None:
    whole.site.functions |= {"core_course_delete_courses", "core_notes_get_course_notes"}
    found = look(whole)
    assert one(found, "functions_foreign_writing").about["functions"] == "core_course_delete_courses"
    assert one(found, "functions_foreign_writing").level is Level.BAD
    assert one(found, "functions_foreign").about["functions"] == "core_notes_get_course_notes"


def test_what_may_write_without_need_is_named(house: House) -> None:
    """The starter mapping writes a figure, and neither posts nor badges."""
    house.reconcile()
    found = look(house)
    assert "mod_forum_add_discussion" in str(one(found, "functions_idle").about["functions"])
    assert "core_user_update_users" not in str(one(found, "functions_idle").about["functions"])
    assert "mod/forum:startdiscussion" in str(one(found, "rights_idle").about["capabilities"])
    assert not words(found, Level.BAD)


@pytest.mark.parametrize(
    ("capability", "word", "told"),
    [
        ("mod/forum:viewqandawithoutposting", "right_missing", "mod/forum:viewqandawithoutposting"),
        ("mod/forum:startdiscussion", "right_missing", "idnumber=COP-PP"),
        ("mod/forum:deleteownpost", "right_missing", "mod/forum:deleteownpost"),
        ("moodle/course:enrolreview", "cannot_read", "enrolments"),
        ("moodle/course:managegroups", "cannot_read", "groups"),
        ("moodle/cohort:view", "cannot_read", "cohorts"),
        ("report/progress:view", "cannot_read", "completion"),
        ("moodle/badges:viewotherbadges", "cannot_read", "badges"),
        ("moodle/calendar:manageentries", "calendar_empty", "manageentries"),
        ("moodle/user:viewdetails", "users_hidden", "viewdetails"),
        ("moodle/user:viewalldetails", "cannot_read", "users"),
        ("moodle/course:view", "cannot_read", "enrolments"),
    ],
)
def test_a_capability_that_is_missing_is_found(whole: House, capability: str, word: str, told: str) -> None:
    whole.site.revoke(capability)
    found = [each for each in look(whole) if each.word == word and told in str(dict(each.about))]
    assert found
    group = capability == "moodle/course:managegroups"
    assert found[0].level is (Level.WARNING if group else Level.BAD)


def test_rights_are_asked_for_where_they_are_used(whole: House) -> None:
    """They may be given in one forum only: replies are written where members talk, not in our own forums."""
    whole.site.revoke("mod/forum:replypost")
    [told] = [each.about["forums"] for each in look(whole) if each.word == "right_missing"]
    assert "Ringkasan CoP" not in str(told)
    assert "Pengumuman" not in str(told)


def test_an_activity_that_is_hidden_from_us_is_named(whole: House) -> None:
    def unseen() -> set[str]:
        return {str(f.about["right"]) for f in look(whole) if f.word == "activity_unseen"}

    for kind, name in (("glossary", "Pengetahuan CoP"), ("choice", "Daftar hadir")):
        whole.site.deeds.create_activity(AK, kind, name)
    whole.site.revoke("mod/glossary:view")
    whole.reconcile()
    assert unseen() == {"mod/glossary:view", "mod/bigbluebuttonbn:view"}
    whole.site.grant("mod/glossary:view")
    whole.reconcile()
    assert unseen() == {"mod/bigbluebuttonbn:view"}


def test_a_capability_too_many_is_found(whole: House) -> None:
    whole.site.grant("mod/forum:readprivatereplies")
    whole.site.grant("mod/forum:deleteanypost")
    found = look(whole)
    assert one(found, "right_private").level is Level.BAD
    assert one(found, "rights_too_many").about["capabilities"] == "mod/forum:deleteanypost"


def test_where_rights_cannot_be_told_it_says_so(whole: House) -> None:
    whole.site.functions.discard("mod_forum_get_forum_access_information")
    found = look(whole)
    assert one(found, "rights_not_told").level is Level.LOOK
    assert not words(found)


def test_an_administrators_token_is_bad(whole: House) -> None:
    whole.site.account_is_admin = True
    assert one(look(whole), "account_is_admin").level is Level.BAD


@pytest.mark.parametrize(("seconds", "level"), [(120, Level.WARNING), (900, Level.BAD), (-900, Level.BAD)])
def test_a_wrong_clock_is_told_with_its_difference(whole: House, seconds: int, level: Level) -> None:
    whole.site.clock_ahead_s = seconds
    found = one(look(whole), "clock_off")
    assert (found.level, found.about["seconds"]) == (level, abs(seconds))
    assert found.about["ahead"] == ("lms" if seconds > 0 else "here")


@pytest.mark.parametrize(
    ("mode", "word", "level"),
    [
        (0, "forum_mails_some", Level.WARNING),
        (1, "forum_mails_all", Level.BAD),
        (2, "forum_mails_all_at_first", Level.BAD),
    ],
)
def test_a_forum_of_our_own_that_mails_people_tells_how_many(
    whole: House, mode: int, word: str, level: Level
) -> None:
    forum = next(f.id for f in whole.site.tables.forums.values() if f.name == "Ringkasan CoP")
    subscribe_by(whole.site, forum, mode)
    found = one(look(whole), word)
    members = len(whole.site.tables.enrolments_of(AK))
    assert (found.level, found.about["people"]) == (level, members)
    assert members > 5


def test_places_that_are_not_there_are_named(whole: House) -> None:
    text = FULL.read_text(encoding="utf-8").replace("idnumber: COP-PP", "idnumber: COP-XX")
    text = text.replace('name: "Rencana Aksi"', 'name: "Rencana Lain"').replace(
        '"Ringkasan CoP"', '"Rangkuman"'
    )
    whole.publish(text.replace("COP-LENCANA-KONTRIBUTOR", "COP-LAIN"))
    whole.reconcile()
    found = look(whole)
    assert one(found, "course_missing").about["query"] == "idnumber=COP-XX"
    assert "Rencana Lain" in str(one(found, "forum_missing").about["forum"])
    assert "Rangkuman" in str(one(found, "own_forum_missing").about["forum"])
    assert one(found, "cohort_missing").about["cohort"] == "COP-LAIN"


def test_what_reads_stumbled_at_is_told(whole: House) -> None:
    whole.site.deeds.hide_forum(BLOG)
    whole.clock.at += 7200
    whole.reconcile(full=True)
    assert one(look(whole), "places_unreadable").level is Level.BAD


@pytest.mark.parametrize("fault", ["error_500", "maintenance"])
def test_a_site_that_does_not_let_us_in_is_asked_nothing_else(whole: House, fault: str) -> None:
    whole.site.faults.set(fault)
    before = whole.site.calls["http"]
    found = look(whole)
    assert one(found, "site_refuses").level is Level.BAD
    assert whole.site.calls["http"] - before <= 1
    assert {"hr_folder_writable", "reconciled"} <= words(found, Level.OK)


def test_a_refused_token_and_an_unpatched_sender_are_told_apart(whole: House) -> None:
    whole.site.tokens.clear()
    assert one(look(whole), "site_refuses").about["problem"] == "token_invalid"
    whole.site.plugin_patched = False
    assert one(look(whole), "sender_unpatched").level is Level.BAD


def test_a_check_that_fails_stops_no_other(whole: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_visit: object) -> Iterator[Finding]:
        raise RuntimeError("x")

    monkeypatch.setattr(examining, "BY_ASKING", (broken, *examining.BY_ASKING))
    found = look(whole)
    assert one(found, "check_failed").about["check"] == "broken"
    assert "rights_there" in words(found, Level.OK)


def test_the_time_is_bounded(whole: House) -> None:
    found = examining.examine(whole.cop.context, whole.cop.inbox, None, seconds=-1)
    assert {each.word for each in found} == {"no_time"}


def test_a_token_that_expires_and_a_reconcile_long_ago(whole: House) -> None:
    house = whole
    for days, word, level in ((40, "token_lasts", Level.OK), (9, "token_expires", Level.WARNING)):
        day = datetime.fromtimestamp(house.clock.at + 86_400 * days, UTC).date()
        house.cop.context = replace(house.cop.context, token_expires={"lms": day})
        assert one(look(house), word).level is level
    house.cop.context = replace(house.cop.context, token_expires={"lms": date(2020, 1, 1)})
    assert one(look(house), "token_expires").level is Level.BAD
    house.clock.at += 3 * 86_400
    assert one(look(house), "reconciled_long_ago").level is Level.WARNING


def test_dangerous_subscriptions_are_seen_in_what_arrived(whole: House) -> None:
    for name in (r"\core\event\webservice_function_called", r"\local_webhooks\event\response_answer"):
        whole.cop.inbox.keep(Event("lms", name, time=whole.clock.at))
    whole.cop.inbox.keep(Event("lms", r"\mod_forum\event\assessable_uploaded", time=whole.clock.at))
    whole.cop.inbox.refused("lms", "bad_secret")
    whole.cop.inbox.close()
    found = look(whole)
    bad = {each.about["event"]: each.about["count"] for each in found if each.word == "dangerous_event"}
    assert bad == {r"\core\event\webservice_function_called": 1, r"\local_webhooks\event\response_answer": 1}
    assert one(found, "texts_sent").about["count"] == 1
    assert one(found, "requests_refused").about["refusal"] == "bad_secret"
    assert "heard" in words(found, Level.OK)
    whole.clock.at += 9 * 86_400
    assert "long_silent" in words(look(whole))
    assert "dangerous_event" not in words(look(whole))


# --- the test event -----------------------------------------------------------


@contextmanager
def at_work(house: House) -> Iterator[None]:
    """Somebody takes turns beside us, as ``serve`` does."""
    stop = Flag()

    def turn() -> None:
        while not stop.wait(0.05):
            house.work()

    thread = Thread(target=turn)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def test_a_test_event_goes_all_the_way_round_and_is_not_taken_for_the_lms(
    whole: House, listening: Callable[[House], str]
) -> None:
    address = listening(whole).removesuffix("/webhooks/moodle/lms")
    with at_work(whole):
        found = look(whole, address)
    assert one(found, "round_trip").level is Level.OK
    assert [each.what for each in whole.cop.inbox.counts()] == [TEST_EVENT]
    assert whole.cop.inbox.last_heard("lms") is None
    assert whole.cop.inbox.daily("") == []
    assert "never_heard" in words(found, Level.LOOK)
    assert "port_blocked" in words(found, Level.LOOK) or "host_blocked" in words(found, Level.LOOK)


def test_where_nobody_works_the_event_stays_where_it_is(
    whole: House, listening: Listen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(round_trip, "PATIENCE_S", 0.3)
    address = listening(whole).removesuffix("/webhooks/moodle/lms")
    assert "event_not_triaged" in words(look(whole, address))


def test_an_lms_that_does_not_answer_leaves_it_unread(
    whole: House, listening: Listen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(round_trip, "PATIENCE_S", 1.0)
    address = listening(whole).removesuffix("/webhooks/moodle/lms")
    whole.site.faults.set("error_500")
    with at_work(whole):
        assert "event_not_read_back" in words(look(whole, address))


def test_a_closed_door_another_secret_and_another_house_are_told_apart(
    whole: House, make_house: MakeHouse, listening: Listen, ready: Path
) -> None:
    assert "door_closed" in words(look(whole, "http://127.0.0.1:9"))
    assert "door_elsewhere" in words(look(whole, whole.lms.url))
    other = make_house("other", ready=ready, site=build_site())
    address = listening(other).removesuffix("/webhooks/moodle/lms")
    assert "event_elsewhere" in words(look(whole, address))
    settings = whole.cop.settings
    wrong = replace(settings.sources["lms"], webhook_secrets=("another",))
    whole.cop.settings = replace(settings, sources={"lms": wrong})
    assert "door_refused" in words(look(whole, address))
    whole.cop.settings = replace(
        settings, sources={"lms": replace(settings.sources["lms"], webhook_secrets=())}
    )
    assert "no_secret" in words(look(whole, address), Level.LOOK)


# --- HR -------------------------------------------------------------------------


def test_hr_gets_a_dry_run(whole: House) -> None:
    whole.approve_all()
    rows = one(look(whole), "hr_rows")
    assert (rows.about["new"], rows.about["live"]) == (1, "yes")
    assert not list(whole.hr.iterdir()) if whole.hr.exists() else True
    whole.hr.rmdir() if whole.hr.exists() else None
    whole.hr.write_text("in the way", encoding="utf-8")
    assert one(look(whole), "hr_folder_away").level is Level.BAD


# --- the command ------------------------------------------------------------------


@pytest.fixture(scope="module")
def site() -> Iterator[tuple[object, str]]:
    from connector.sandbox import serve

    made = build_site(lambda: 1_795_140_000)  # 2026-11-20T09:00 in Jakarta
    with serve(made) as server:
        yield made, server.url


def test_the_command_ends_with_1_where_something_is_bad(run: Run, site: tuple[object, str]) -> None:
    told = run("doctor", "--json", "--address", "http://127.0.0.1:9")
    findings = json.loads(told.out)
    assert {"no_mapping", "never_reconciled", "door_closed"} <= {
        each["word"] for each in findings if each["level"] == "bad"
    }
    assert told.code == 1
    assert all(each["what"] and each["of"] for each in findings)
    assert run("doctor", "--source", "nowhere").code == 2
    plain = run("doctor", "--language", "en", "--source", "lms")
    assert re.search(r"^BAD   lms:lms  no_mapping$", plain.out, re.M)
    assert "Site administration ›" in plain.out
    assert "hr:" not in plain.out
