"""The sandbox's webhooks are those of a real Moodle: keys, order, constants, and which ids are strings."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from connector.sandbox import Target, play, story
from connector.sandbox.events import short_name

CAPTURES = Path(__file__).parents[1] / "captures"
LINES = [json.loads(line) for line in (CAPTURES / "webhooks.jsonl").read_text().splitlines()]
BODIES = [json.loads(line["body"]) for line in LINES]
CONSTANTS = ("component", "action", "target", "objecttable", "crud", "edulevel", "anonymous")

# Seen on the same site in other steps than those recorded (types as listed in the list of all events).
ALSO_SEEN = {
    ("post_updated", "relateduserid"): {type(None)},
    ("post_deleted", "relateduserid"): {type(None)},
    ("discussion_created", "other.forumid"): {int},
    # Recorded in a category's context; in the system's the instance is the number 0.
    ("cohort_member_removed", "contextinstanceid"): {int},
}


def types_of(body: dict[str, Any]) -> dict[str, type]:
    found = {key: type(value) for key, value in body.items() if key != "other"}
    other = body["other"]
    found["other"] = type(other)
    if isinstance(other, dict):
        found |= {f"other.{key}": type(value) for key, value in other.items()}
    return found


def constants(event: dict[str, Any]) -> list[Any]:
    return [event[key] for key in CONSTANTS]


@pytest.fixture(scope="module")
def recorded() -> dict[str, list[dict[str, Any]]]:
    by_name = defaultdict(list)
    for body in BODIES:
        by_name[body["eventname"]].append(body)
    return by_name


def sessions(deeds: Any) -> None:
    """One of everything that happens beside forums."""
    room = deeds.create_activity(2, "bigbluebuttonbn", "Webinar CoP", completion=2)
    deeds.announce(4, 2, "Pertemuan CoP", 1_795_500_000, 90)
    moved = deeds.announce(4, 2, "Pertemuan CoP", 1_795_500_000, 90)
    deeds.move_event(4, moved, start=1_795_600_000)
    deeds.join_meeting(6, room)
    deeds.leave_meeting(6, room)
    deeds.end_meeting(4, room)
    deeds.complete(6, room, override_by=3)
    deeds.complete(7, room)
    choice = deeds.create_choice(2, "Daftar hadir", ["Hadir", "Izin"])
    deeds.answer_choice(6, choice, "Hadir")
    deeds.answer_choice(6, choice, "Izin")
    glossary = deeds.create_activity(2, "glossary", "Glosarium")
    entry = deeds.define(6, glossary, "Overstay", "<p>Lewat izin</p>")
    deeds.redefine(4, entry, "<p>Melebihi izin</p>")
    deeds.delete_entry(4, entry)
    wiki = deeds.create_activity(2, "wiki", "Wiki")
    page = deeds.save_wiki_page(6, wiki, "<p>Isi</p>", title="Beranda")
    deeds.save_wiki_page(7, wiki, "<p>Isi 2</p>", page=page)
    deeds.create_badge("Kontributor", 1)
    deeds.cohort_add(1, 9)
    first = deeds.start_discussion(3, 2, "Ringkasan", "<p>x</p>")
    post = deeds.tables.discussions[first].firstpost
    deeds.edit_post(3, post, "<p>y</p>", by_service=True)


@pytest.fixture
def everything(site) -> list[dict[str, Any]]:
    """One of every event that the sandbox knows, beside those of the story."""
    site.sender.paused = True
    play(site, story())
    deeds = site.deeds
    sessions(deeds)
    deeds.pin(4, 2, pinned=False)
    deeds.lock(4, 2, locked=False)
    deeds.update_user(9, actor=9, firstname="Made")
    deeds.cohort_remove(1, 8)
    deeds.group_remove(1, 9)
    deeds.suspend_enrolment(7, 2)
    deeds.hide_forum(3)
    deeds.delete_forum(3)
    deeds.rename_course(3, "CoP Perancang")
    deeds.archive(3)
    deeds.delete_user(9)
    deeds.course_reset(2)
    deeds.delete_course(3)
    deeds.create_user("baru", "Orang", "Baru")
    deeds.create_course("COP-X", "CoP Uji", category=2)
    deeds.create_forum(4, "general", "Forum Uji")
    deeds.create_cohort("Uji")
    deeds.create_group(4, "Uji")
    return [sent.event for sent in site.sent]


def test_every_recorded_kind_has_the_recorded_form(everything, recorded):
    seen = set()
    for event in everything:
        theirs = recorded.get(event["eventname"])
        if theirs is None:
            continue
        seen.add(short_name(event))
        assert constants(event) in [constants(body) for body in theirs]
        allowed = defaultdict(set)
        for body in theirs:
            for key, kind in types_of(body).items():
                allowed[key].add(kind)
        for key, kind in types_of(event).items():
            more = ALSO_SEEN.get((short_name(event), key), set())
            assert kind in allowed[key] | more, (event["eventname"], key, kind)
        assert set(event["other"] or {}) <= {k.removeprefix("other.") for k in allowed}
    assert len(seen) >= 42


def test_kinds_that_were_not_recorded(everything, recorded):
    kinds = {short_name(event) for event in everything if event["eventname"] not in recorded}
    assert kinds == {
        "course_module_deleted",
        "course_module_updated",
        "course_reset_ended",
        "course_reset_started",
        "discussion_updated",
        "user_deleted",
        "user_enrolment_updated",
    } - set(map(short_name, BODIES))


def test_the_body_is_event_data_and_three_keys(site, recorded):
    site.sender.paused = True
    site.deeds.start_discussion(6, 2, "Kendala “e‑Visa” 🙏", "<p>a/b</p>")
    target = Target("http://connector.example.test/webhooks/moodle", "webhook-secret", extra="{}")
    for sent in site.sent:
        body = site.sender.message(target, sent.event).body.decode()
        assert list(json.loads(body)) == list(recorded[sent.event["eventname"]][0])
        assert body.isascii()
    uploaded = site.sender.message(target, site.sent[0].event).body.decode()
    assert '"content":"<p>a\\/b<\\/p>"' in uploaded
    assert '"host":"lms.example.test","token":"webhook-secret","extra":"{}"}' in uploaded


@pytest.mark.parametrize("line", LINES[:40])
def test_json_is_written_as_php_writes_it(line):
    from connector.sandbox.phpjson import dumps

    assert dumps(json.loads(line["body"])) == line["body"]


@pytest.mark.parametrize("form", [False, True])
def test_content_types_and_agent(site, form):
    site.sender.paused = True
    site.deeds.start_discussion(6, 2, "Judul", "<p>Isi</p>")
    message = site.sender.message(Target("http://x.test", "s", form=form), site.sent[0].event)
    wanted = "application/x-www-form-urlencoded" if form else "application/json"
    kinds = {dict(line["headers"])["Content-Type"] for line in LINES}
    assert message.headers["Content-Type"] == wanted
    assert wanted in kinds
    assert message.headers["User-Agent"] == dict(LINES[0]["headers"])["User-Agent"]
    assert json.loads(message.body)["objectid"] == 1


def test_tool_trigger_json_and_form_as_recorded(site):
    form, as_json, _ = [json.loads(li) for li in (CAPTURES / "tool_trigger.jsonl").read_text().splitlines()]
    site.sender.paused = True
    discussion = site.deeds.start_discussion(6, 2, "Judul", "<p>Isi</p>")
    site.deeds.reply(7, site.tables.discussions[discussion].firstpost, "<p>Ya</p>")
    by_kind = {short_name(sent.event): sent.event for sent in site.sent}
    target = Target("http://connector.example.test", "trigger-secret", "tool_trigger")
    ours = site.sender.message(target, by_kind["post_created"])
    theirs = json.loads(as_json["body"])
    assert list(json.loads(ours.body)) == list(theirs)
    assert types_of(json.loads(ours.body)) == types_of(theirs)
    assert ours.headers.items() <= dict(as_json["headers"]).items()
    target.form = True
    ours = site.sender.message(target, by_kind["discussion_created"])
    assert _keys(ours.body.decode()) == _keys(form["body"])
    assert "other[discussionid]={other_discussionid}" in ours.body.decode()
    assert ours.headers.items() <= dict(form["headers"]).items()


def _keys(body: str) -> list[str]:
    return [pair.split("=")[0] for pair in body.split("&")]
