"""The answers have the shape of a real Moodle's, key by key, type by type; errors are equal byte by byte."""

import json
from pathlib import Path
from typing import Any

import pytest

from connector.sandbox import build_site

CAPTURES = Path(__file__).parents[1] / "captures" / "ws"
AYU, MADE = 6, 9
FIELD, QANDA = 2, 3


def recorded(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((CAPTURES / f"{name}.json").read_text())["response"]
    return found


def answer_of(name: str) -> Any:
    return json.loads(recorded(name)["body"])


@pytest.fixture
def busy(site):
    """One of everything that an answer can tell about."""
    deeds = site.deeds
    discussion = deeds.start_discussion(AYU, FIELD, "Antrean", "<p>Panjang.</p>")
    first = site.tables.discussions[discussion].firstpost
    deeds.reply(MADE, first, "<p>Setuju.</p>")
    deeds.reply(5, first, "<p>Rahasia.</p>", private_to=True)
    deeds.start_discussion(AYU, QANDA, "Tanya", "<p>Bagaimana?</p>")
    deeds.group_add(1, MADE)
    deeds.cohort_add(1, AYU)
    deeds.update_user(MADE, fields={"cop_jp_locked": "4"})
    deeds.rate(MADE, first, 90)
    room = deeds.create_activity(2, "bigbluebuttonbn", "Webinar CoP", completion=2)
    deeds.complete(AYU, room, override_by=2)
    deeds.complete(MADE, room)
    deeds.announce(4, 2, "Pertemuan CoP", 1_796_104_800, 90)
    choice = deeds.create_choice(2, "Daftar hadir", ["Hadir", "Izin"])
    deeds.answer_choice(AYU, choice, "Hadir")
    deeds.save_wiki_page(AYU, deeds.create_activity(2, "wiki", "Wiki"), "<p>Isi</p>", title="Beranda")
    deeds.add_record(AYU, deeds.create_activity(2, "data", "Kasus"), "Kasus tanpa dokumen")
    deeds.create_badge("Kontributor", 1)
    return site


READS = {
    "core_webservice_get_site_info": ("core_webservice_get_site_info", {}),
    "core_course_get_courses_by_field": ("core_course_get_courses_by_field", {"field": "id", "value": 2}),
    "core_course_get_courses_by_field_category": (
        "core_course_get_courses_by_field",
        {"field": "category", "value": 2},
    ),
    "mod_forum_get_forums_by_courses": (
        "mod_forum_get_forums_by_courses",
        {"courseids[0]": 2, "courseids[1]": 3},
    ),
    "mod_forum_get_forum_discussions": (
        "mod_forum_get_forum_discussions",
        {"forumid": FIELD, "sortorder": 2, "page": 0, "perpage": 10},
    ),
    "mod_forum_get_discussion_posts": (
        "mod_forum_get_discussion_posts",
        {"discussionid": 1, "sortby": "created", "sortdirection": "ASC"},
    ),
    "mod_forum_get_discussion_posts_qanda": ("mod_forum_get_discussion_posts", {"discussionid": 2}),
    "mod_forum_get_discussion_post": ("mod_forum_get_discussion_post", {"postid": 2}),
    "core_user_get_users_by_field": (
        "core_user_get_users_by_field",
        {"field": "id", "values[0]": MADE, "values[1]": 4, "values[2]": 99999},
    ),
    "core_user_get_users_by_field_idnumber": (
        "core_user_get_users_by_field",
        {"field": "idnumber", "values[0]": "199002272014022004"},
    ),
    "core_enrol_get_enrolled_users": ("core_enrol_get_enrolled_users", {"courseid": 2}),
    "core_cohort_get_cohorts": ("core_cohort_get_cohorts", {"cohortids[0]": 1}),
    "core_cohort_get_cohort_members": ("core_cohort_get_cohort_members", {"cohortids[0]": 1}),
    "core_group_get_course_groups": ("core_group_get_course_groups", {"courseid": 2}),
    "core_group_get_group_members": ("core_group_get_group_members", {"groupids[0]": 1}),
    "core_course_get_contents": ("core_course_get_contents", {"courseid": 2}),
    "core_calendar_get_calendar_events": (
        "core_calendar_get_calendar_events",
        {"events[courseids][0]": 2, "options[timestart]": 0, "options[timeend]": 1_900_000_000},
    ),
    "mod_bigbluebuttonbn_get_bigbluebuttonbns_by_courses": (
        "mod_bigbluebuttonbn_get_bigbluebuttonbns_by_courses",
        {"courseids[0]": 2},
    ),
    "core_completion_get_activities_completion_status": (
        "core_completion_get_activities_completion_status",
        {"courseid": 2, "userid": AYU},
    ),
    "mod_choice_get_choice_results": ("mod_choice_get_choice_results", {"choiceid": 1}),
    "mod_wiki_get_subwiki_pages": ("mod_wiki_get_subwiki_pages", {"wikiid": 1}),
    "mod_data_get_entries": ("mod_data_get_entries", {"databaseid": 1, "returncontents": 1}),
    "core_badges_get_user_badges": ("core_badges_get_user_badges", {"userid": AYU}),
}

# Keys that Moodle leaves out when there is nothing to tell.
SOMETIMES = {"groups", "customfields", "description", "descriptionformat", "city"}


@pytest.mark.parametrize("name", READS)
def test_reading_has_the_recorded_shape(name, busy, ask, differences):
    function, form = READS[name]
    ours = ask(function, form)
    assert ours
    assert differences(ours, answer_of(name), optional=SOMETIMES) == []


def test_contents_describe_forums_as_recorded(busy, ask, differences):
    theirs = answer_of("core_course_get_contents")
    for section in theirs:
        section["modules"] = [
            m for m in section["modules"] if m["modname"] == "forum" and "completiondata" not in m
        ]
    ours = ask("core_course_get_contents", courseid=2)
    for section in ours:
        section["modules"] = [m for m in section["modules"] if m["modname"] == "forum"]
    assert differences(ours, theirs, optional=SOMETIMES) == []


def test_deleted_user_has_the_recorded_shape(site, ask, differences):
    discussion = site.deeds.start_discussion(MADE, FIELD, "Pamit", "<p>Terima kasih.</p>")
    site.deeds.delete_user(MADE)
    ours = ask("core_user_get_users_by_field", {"field": "id", "values[0]": MADE})
    assert differences(ours, answer_of("core_user_get_users_by_field_deleted")) == []
    assert ours[0]["username"] == f"wiguna@example.test.{site.now()}"
    read = ask("mod_forum_get_discussion_posts", discussionid=discussion)
    assert differences(read, answer_of("mod_forum_get_discussion_posts_deleted_author")) == []
    assert read["posts"][0]["author"]["isdeleted"] is True


WRITES = {
    "core_user_update_users": {"users[0][id]": 9},
    "core_user_update_users_admin_target": {"users[0][id]": 2},
    "core_user_update_users_locked_field": {"users[0][id]": 9},
    "core_user_update_users_nonexistent": {"users[0][id]": 99999},
    "core_user_update_users_same_value": {"users[0][id]": 9},
}


@pytest.mark.parametrize("name", WRITES)
def test_writing_profile_fields_answers_as_recorded(name, ask):
    field = {"users[0][customfields][0][type]": "cop_jp", "users[0][customfields][0][value]": "12"}
    answer = ask.post("core_user_update_users", **WRITES[name], **field)
    assert answer.text == recorded(name)["body"]


COHORT_ADDS = {
    "core_cohort_add_cohort_members": ("id", "1", "id", "10"),
    "core_cohort_add_cohort_members_by_idnumber": (
        "idnumber",
        "COP-LENCANA-KONTRIBUTOR",
        "username",
        "wiguna",
    ),
    "core_cohort_add_cohort_members_bad_user": ("id", "1", "id", "99999"),
}


@pytest.mark.parametrize("name", COHORT_ADDS)
def test_adding_to_a_cohort_answers_as_recorded(name, ask):
    assert (
        ask.post("core_cohort_add_cohort_members", **_add(*COHORT_ADDS[name])).text
        == (recorded(name)["body"])
    )


def test_adding_to_a_cohort_again_is_a_warning(ask):
    ask.post("core_cohort_add_cohort_members", **_add("id", "1", "id", "10"))
    again = ask.post("core_cohort_add_cohort_members", **_add("id", "1", "id", "10"))
    assert again.text == recorded("core_cohort_add_cohort_members_again")["body"]
    removed = ask.post(
        "core_cohort_delete_cohort_members", **{"members[0][cohortid]": 1, "members[0][userid]": 10}
    )
    assert removed.text == recorded("core_cohort_delete_cohort_members")["body"] == "null"


def _add(cohort_type: str, cohort: str, user_type: str, user: str) -> dict[str, str]:
    return {
        "members[0][cohorttype][type]": cohort_type,
        "members[0][cohorttype][value]": cohort,
        "members[0][usertype][type]": user_type,
        "members[0][usertype][value]": user,
    }


WRITING = {
    "mod_forum_add_discussion": {"forumid": FIELD, "subject": "Ringkasan", "message": "<p>Isi</p>"},
    "mod_forum_add_discussion_post": {"postid": 1, "subject": "Ringkasan", "message": "<p>Isi</p>"},
    "mod_forum_update_discussion_post": {"postid": 1, "message": "<p>Isi</p>"},
}


@pytest.mark.parametrize("name", WRITING)
def test_writing_answers_as_recorded(name, busy, ask, differences):
    assert differences(ask(name, WRITING[name]), answer_of(name)) == []


def test_deleting_answers_as_recorded(busy, ask):
    post = ask("mod_forum_add_discussion_post", WRITING["mod_forum_add_discussion_post"])["postid"]
    answer = ask.post("mod_forum_delete_post", postid=post)
    assert answer.text == recorded("mod_forum_delete_post")["body"]
    assert post not in busy.tables.posts


LONG = {"postid": 1, "subject": "S" * 300, "message": "<p>x</p>"}
WRITING_ERRORS = {
    "err_post_parent_missing": ("mod_forum_add_discussion_post", {**LONG, "postid": 999999}),
    "long_subject": ("mod_forum_add_discussion_post", LONG),
    "err_reply_to_locked_discussion": ("mod_forum_add_discussion_post", {**LONG, "subject": "Re"}),
    "err_nopermission_delete_others_post": ("mod_forum_delete_post", {"postid": 1}),
}


@pytest.mark.parametrize("name", WRITING_ERRORS)
def test_refused_writing_answers_as_recorded(name, busy, ask):
    if "locked" in name:
        busy.deeds.lock(5, 1)
    function, form = WRITING_ERRORS[name]
    assert ask.post(function, **form).text == recorded(name)["body"]


ERRORS = {
    "err_bad_type": ("mod_forum_get_discussion_posts", {"discussionid": "abc"}),
    "err_missing_parameter": ("mod_forum_get_discussion_posts", {}),
    "err_function_not_in_service": ("core_user_delete_users", {"userids[0]": 99999}),
    "err_get_deleted_discussion": ("mod_forum_get_discussion_posts", {"discussionid": 9}),
    "err_invalid_record_discussion": ("mod_forum_get_discussion_posts", {"discussionid": 999999}),
    "err_get_deleted_post": ("mod_forum_get_discussion_post", {"postid": 11}),
    "err_invalid_record_course": ("core_course_get_contents", {"courseid": 999999}),
    "err_not_enrolled": ("core_enrol_get_enrolled_users", {"courseid": 999999}),
    "err_invalid_record_forum": ("mod_forum_get_forum_discussions", {"forumid": 999999}),
    "err_cohort_not_exist": ("core_cohort_get_cohort_members", {"cohortids[0]": 99999}),
    "err_group_not_exist": ("core_group_get_group_members", {"groupids[0]": 99999}),
    "err_invalidtoken": ("core_webservice_get_site_info", {"token": "0" * 32}),
}


@pytest.mark.parametrize("name", ERRORS)
def test_error_is_the_recorded_one(name, ask):
    function, form = ERRORS[name]
    answer = ask.post(function, **form)
    assert (answer.status_code, answer.text) == (200, recorded(name)["body"])
    assert answer.content_type == "application/json"


def _disable(site):
    site.service_enabled = False


def _suspend(site):
    site.deeds.update_user(3, suspended=True)


def _unpatch(site):
    site.plugin_patched = False


SITE_ERRORS = {
    "err_service_disabled": _disable,
    "err_suspended_account": _suspend,
    "x_unpatched_plugin_curl_class_not_found": _unpatch,
}


@pytest.mark.parametrize("name", SITE_ERRORS)
def test_a_closed_site_answers_as_recorded(name, site, ask):
    SITE_ERRORS[name](site)
    assert ask.post("core_webservice_get_site_info").text == recorded(name)["body"]


def test_private_reply_read_alone(busy, ask):
    private = next(p.id for p in busy.tables.posts.values() if p.privatereplyto)
    answer = ask.post("mod_forum_get_discussion_post", postid=private)
    assert answer.text == recorded("mod_forum_get_discussion_post_private")["body"]


def test_course_out_of_reach(busy, ask):
    busy.revoke("moodle/course:view")
    answer = ask.post("mod_forum_get_discussion_posts", discussionid=1)
    assert answer.text == recorded("err_access_course")["body"]


def test_web_services_switched_off(site, ask):
    site.webservices_enabled = False
    answer = ask.post("core_webservice_get_site_info")
    assert (answer.status_code, answer.data) == (403, b"")


def test_maintenance(site, ask):
    site.faults.set("maintenance", count=1)
    answer, theirs = ask.post("core_webservice_get_site_info"), recorded("err_maintenance")
    assert answer.status_code == theirs["status"] == 503
    assert answer.headers["Retry-After"] == theirs["headers"]["Retry-After"]
    assert answer.content_type == theirs["headers"]["Content-Type"]
    assert "under maintenance" in answer.text
    assert ask.post("core_webservice_get_site_info").status_code == 200


def test_batch_stops_at_the_first_error(busy, ask, differences):
    answer = ask("tool_mobile_call_external_functions", _batch(1, 999999, 2))
    theirs = answer_of("err_batch_stops_at_first_error")
    assert differences(answer, theirs) == []
    good, bad = answer["responses"]
    assert bad == theirs["responses"][1]
    assert differences(json.loads(good["data"]), json.loads(theirs["responses"][0]["data"])) == []


def test_batch_answers_as_alone(busy, ask, differences):
    answer = ask("tool_mobile_call_external_functions", _batch(1, 2))
    assert differences(answer, answer_of("tool_mobile_call_external_functions")) == []
    alone = ask("mod_forum_get_discussion_posts", discussionid=1)
    assert json.loads(answer["responses"][0]["data"]) == alone
    assert busy.calls["mod_forum_get_discussion_posts"] == 3
    assert busy.calls["http"] == 2


def _batch(*discussions: int) -> dict[str, str]:
    form = {}
    for index, discussion in enumerate(discussions):
        form[f"requests[{index}][function]"] = "mod_forum_get_discussion_posts"
        form[f"requests[{index}][arguments]"] = json.dumps({"discussionid": discussion})
    return form


def test_every_function_of_the_service_is_there():
    from connector.sandbox.wire import FUNCTIONS

    assert set(FUNCTIONS) == build_site().functions
