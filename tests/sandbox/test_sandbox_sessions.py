"""Sessions, activities and badges: what members do, what is told, what can be read back."""

import json

import pytest

from connector.sandbox.events import short_name

RETNO, BAGUS, AYU, YOHANES, MADE = 4, 5, 6, 7, 9
FIELD, KONTRIBUTOR = 2, 1


def told(site, since=0):
    return [short_name(sent.event) for sent in site.sent[since:]]


@pytest.fixture
def room(site):
    return site.deeds.create_activity(
        2,
        "bigbluebuttonbn",
        "Webinar CoP",
        completion=2,
        opens=1_795_000_000,
        closes=1_795_007_200,
        minutes=30,
    )


@pytest.fixture
def choice(site):
    return site.deeds.create_choice(2, "Daftar hadir", ["Hadir", "Izin"])


def states(ask, user):
    form = {"courseid": 2, "userid": user}
    statuses = ask("core_completion_get_activities_completion_status", form)["statuses"]
    return {each["cmid"]: (each["state"], each["overrideby"]) for each in statuses}


def test_who_stays_long_enough_completes(site, ask, clock, room):
    seen = len(site.sent)
    site.deeds.join_meeting(AYU, room)
    site.deeds.join_meeting(YOHANES, room)
    clock.at += 20 * 60
    site.deeds.leave_meeting(YOHANES, room)
    clock.at += 20 * 60
    site.deeds.join_meeting(MADE, room)
    site.deeds.end_meeting(RETNO, room, recorded=True)
    assert told(site, seen) == [
        "meeting_joined",
        "meeting_joined",
        "meeting_left",
        "meeting_joined",
        "meeting_ended",
        "course_module_completion_updated",
    ]
    assert states(ask, AYU) == {room: (1, 2)}
    assert states(ask, YOHANES) == states(ask, MADE) == {room: (0, None)}
    [row] = json.loads(ask("mod_bigbluebuttonbn_get_recordings", bigbluebuttonbnid=1)["tabledata"]["data"])
    assert row["duration"] == 40
    site.deeds.end_meeting(RETNO, room)
    assert told(site)[-1] == "meeting_ended"


def test_a_room_tells_its_hours_in_the_calendar_until_it_is_closed(ask, clock, room):
    [section] = ask("core_course_get_contents", courseid=2)
    [module] = [m for m in section["modules"] if m["id"] == room]
    assert json.loads(module["customdata"]) == {
        "customcompletionrules": {"completionattendance": "30"},
    }
    [meeting] = ask("mod_bigbluebuttonbn_get_bigbluebuttonbns_by_courses", {"courseids[0]": 2})[
        "bigbluebuttonbns"
    ]
    assert (meeting["id"], meeting["coursemodule"]) == (1, room)
    form = {"events[courseids][0]": 2, "options[timestart]": 1}
    clock.at = 1_795_007_200
    [entry] = ask("core_calendar_get_calendar_events", form)["events"]
    assert (entry["name"], entry["eventtype"]) == ("Webinar CoP is scheduled for", "meeting_start")
    assert (entry["timestart"], entry["timeduration"], entry["userid"]) == (1795000000, 0, 0)
    clock.at += 1
    assert ask("core_calendar_get_calendar_events", form)["events"] == []


def test_completion_by_hand(site, ask, room):
    page = site.deeds.create_activity(2, "page", "Sesi 1", completion=1)
    without = site.deeds.create_activity(2, "page", "Panduan")
    site.deeds.complete(AYU, page)
    site.deeds.complete(AYU, page)
    site.deeds.complete(AYU, without)
    assert states(ask, AYU) == {room: (0, None), page: (1, None)}
    site.deeds.complete(AYU, page, done=False)
    site.deeds.complete(AYU, room, override_by=RETNO)
    assert states(ask, AYU) == {room: (1, RETNO), page: (0, None)}
    site.revoke("report/progress:view")
    form = {"courseid": 2, "userid": AYU}
    answer = ask("core_completion_get_activities_completion_status", form)
    assert answer["errorcode"] == "requireloginerror"


def test_a_choice_is_answered_again(site, ask, choice):
    seen = len(site.sent)
    site.deeds.answer_choice(AYU, choice, "Izin")
    site.deeds.answer_choice(AYU, choice, "Hadir")
    site.deeds.answer_choice(AYU, choice, "Hadir")
    assert told(site, seen) == ["answer_created", "answer_deleted", "answer_created"]
    options = ask("mod_choice_get_choice_results", choiceid=1)["options"]
    assert [(o["text"], o["numberofuser"]) for o in options[:2]] == [("Hadir", 1), ("Izin", 0)]
    assert AYU not in {r["userid"] for r in options[-1]["userresponses"]}
    site.revoke("mod/choice:readresponses")
    options = ask("mod_choice_get_choice_results", choiceid=1)["options"]
    assert (options[0]["numberofuser"], options[0]["userresponses"]) == (1, [])
    site.deeds.unanswer_choice(AYU, choice)
    assert told(site)[-1] == "answer_deleted"
    assert ask("mod_choice_get_choice_results", choiceid=99)["errorcode"] == "invalidrecord"


def test_answering_may_complete(site, ask):
    choice = site.deeds.create_choice(2, "Daftar hadir", ["Hadir"], completion=2)
    site.deeds.answer_choice(AYU, choice, "Hadir")
    assert states(ask, AYU) == {choice: (1, None)}


def events(ask, **options):
    form = {f"options[{name}]": value for name, value in options.items()}
    return ask("core_calendar_get_calendar_events", {"events[courseids][0]": 2, **form})["events"]


def test_the_calendar(site, ask):
    room = site.deeds.create_activity(2, "bigbluebuttonbn", "Webinar CoP")
    one = site.deeds.announce(RETNO, 2, "Pertemuan CoP", 1_795_100_000, 90)
    two = site.deeds.announce(RETNO, 2, "Webinar CoP", 1_795_200_000, 90, module=room)
    site.deeds.announce(RETNO, 3, "Pertemuan lain", 1_795_100_000, 90)
    assert [(e["id"], e["modulename"], e["instance"]) for e in events(ask)] == [
        (one, None, None),
        (two, "bigbluebuttonbn", 1),
    ]
    assert [e["id"] for e in events(ask, timestart=1_795_150_000)] == [two]
    assert [e["id"] for e in events(ask, timeend=1_795_150_000)] == [one]
    site.deeds.move_event(RETNO, one, name="Pertemuan CoP (ditunda)")
    assert events(ask)[0]["name"] == "Pertemuan CoP (ditunda)"
    site.deeds.cancel_event(RETNO, one)
    assert told(site)[-1] == "calendar_event_deleted"
    assert [e["id"] for e in events(ask)] == [two]


def entries(ask, **more):
    form = {"id": 1, "letter": "ALL", "from": 0, "limit": 20, **more}
    return ask("mod_glossary_get_entries_by_letter", form)


def test_a_glossary(site, ask):
    glossary = site.deeds.create_activity(2, "glossary", "Pengetahuan CoP")
    site.deeds.define(AYU, glossary, "Overstay", "<p>Melebihi izin</p>")
    draft = site.deeds.define(MADE, glossary, "BVK", "<p>Bebas visa</p>", approved=False)
    assert [e["concept"] for e in entries(ask)["entries"]] == ["Overstay"]
    asked = {"options[includenotapproved]": 1}
    assert entries(ask, **asked)["count"] == 1
    site.grant("mod/glossary:approve")
    assert [e["approved"] for e in entries(ask, **asked)["entries"]] == [False, True]
    site.deeds.approve_entry(RETNO, draft)
    assert told(site)[-1] == "entry_approved"
    assert [e["concept"] for e in entries(ask, limit=1)["entries"]] == ["BVK"]
    assert entries(ask, letter="A")["errorcode"] == "invalidparameter"


def test_wiki_and_database(site, ask):
    wiki = site.deeds.create_activity(2, "wiki", "Wiki")
    page = site.deeds.save_wiki_page(AYU, wiki, "<p>Satu</p>", title="Beranda")
    site.deeds.save_wiki_page(MADE, wiki, "<p>Dua</p>", page=page)
    [told_page] = ask("mod_wiki_get_subwiki_pages", wikiid=1)["pages"]
    assert (told_page["userid"], told_page["cachedcontent"]) == (MADE, "<p>Dua</p>\n")
    data = site.deeds.create_activity(2, "data", "Studi Kasus")
    record = site.deeds.add_record(AYU, data, "Judul", "Isi", approved=False)
    site.deeds.edit_record(RETNO, record, approved=True)
    [entry] = ask("mod_data_get_entries", databaseid=1, returncontents=1)["entries"]
    assert (entry["userid"], entry["approved"], len(entry["contents"])) == (AYU, True, 2)
    assert "contents" not in ask("mod_data_get_entries", databaseid=1)["entries"][0]


def ratings(ask, discussion):
    info = ask("mod_forum_get_discussion_posts", discussionid=discussion)["ratinginfo"]
    return [(each["aggregate"], each["aggregatestr"], each["count"]) for each in info["ratings"]]


def test_ratings(site, ask):
    discussion = site.deeds.start_discussion(AYU, FIELD, "Antrean", "<p>Panjang</p>")
    post = site.tables.discussions[discussion].firstpost
    assert ratings(ask, discussion) == [(None, "", 0)]
    site.deeds.rate(RETNO, post, 90)
    assert ratings(ask, discussion) == [(90, "90", 1)]
    site.deeds.rate(MADE, post, 85)
    site.deeds.rate(MADE, post, 80)
    assert ratings(ask, discussion) == [(85, "85", 2)]


def held(ask, user):
    return [badge["name"] for badge in ask("core_badges_get_user_badges", userid=user)["badges"]]


def test_a_badge_comes_with_the_cohort_and_stays(site, ask):
    badge = site.deeds.create_badge("Kontributor", KONTRIBUTOR)
    seen = len(site.sent)
    site.deeds.cohort_add(KONTRIBUTOR, AYU)
    assert told(site, seen) == ["cohort_member_added", "badge_awarded", "badge_updated", "notification_sent"]
    issued = site.tables.issued
    seen = len(site.sent)
    site.deeds.cohort_remove(KONTRIBUTOR, AYU)
    site.deeds.cohort_add(KONTRIBUTOR, AYU)
    assert told(site, seen) == ["cohort_member_removed", "cohort_member_added"]
    assert site.tables.issued == issued
    assert held(ask, AYU) == ["Kontributor"]
    site.deeds.cohort_add(KONTRIBUTOR, MADE)
    assert told(site)[-2:] == ["badge_awarded", "notification_sent"]
    site.deeds.revoke_badge(RETNO, badge, AYU)
    assert (held(ask, AYU), held(ask, MADE)) == ([], ["Kontributor"])
    site.revoke("moodle/badges:viewotherbadges")
    assert ask("core_badges_get_user_badges", userid=MADE)["errorcode"] == "nopermissions"
    assert ask("core_badges_get_user_badges", userid=999)["errorcode"] == "invalidrecord"


def test_an_inactive_badge_is_given_when_it_is_enabled(site, ask):
    badge = site.deeds.create_badge("Kontributor", KONTRIBUTOR, active=False)
    site.deeds.cohort_add(KONTRIBUTOR, AYU)
    assert held(ask, AYU) == []
    site.deeds.enable_badge(badge)
    assert held(ask, AYU) == ["Kontributor"]


def test_a_badge_by_web_service(site, ask):
    site.deeds.create_badge("Kontributor", KONTRIBUTOR)
    member = {
        "members[0][cohorttype][type]": "id",
        "members[0][cohorttype][value]": KONTRIBUTOR,
        "members[0][usertype][type]": "id",
        "members[0][usertype][value]": AYU,
    }
    ask("core_cohort_add_cohort_members", member)
    assert held(ask, AYU) == ["Kontributor"]
    awarded = next(s.event for s in site.sent if short_name(s.event) == "badge_awarded")
    assert (awarded["userid"], awarded["relateduserid"]) == ("3", str(AYU))


def test_hidden_and_deleted_activities(site, ask, room, choice):
    site.deeds.hide_activity(choice)
    site.deeds.delete_activity(room)
    [section] = ask("core_course_get_contents", courseid=2)
    assert {m["id"]: m["visible"] for m in section["modules"] if m["modname"] != "forum"} == {choice: 0}
    site.revoke("moodle/course:viewhiddenactivities")
    [section] = ask("core_course_get_contents", courseid=2)
    assert {m["modname"] for m in section["modules"]} == {"forum"}


def test_ids_can_be_taken_from_elsewhere(site):
    with site.ids_from(1000):
        other = site.deeds.start_discussion(AYU, FIELD, "Lain", "<p>x</p>")
    mine = site.deeds.start_discussion(AYU, FIELD, "Antrean", "<p>x</p>")
    assert (other, mine) == (1001, 1)
    assert {p.id for p in site.tables.posts.values()} == {1001, 1}
