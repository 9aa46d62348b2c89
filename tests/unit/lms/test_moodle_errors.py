"""Each of Moodle's error forms is one typed error; only the proven forms are a deletion."""

import json
from typing import Any

import pytest

from connector.errors import Gone, LmsError, NotAllowed, Refused, TryLater, WrongSetup
from connector.lms.moodle_errors import error_from, is_error, is_site_wide

POSTS = "mod_forum_get_discussion_posts"
HEADS = "mod_forum_get_forum_discussions"
NO_DISCUSSION = "Call to a member function get_forum_id() on null"


@pytest.mark.parametrize(
    ("name", "expected", "word"),
    [
        ("err_access_course", NotAllowed, "not_allowed"),
        ("err_bad_type", Refused, "refused"),
        ("err_cohort_not_exist", Gone, "gone"),
        ("err_enrol_rollback", Refused, "refused"),
        ("err_function_not_in_service", WrongSetup, "function_or_service_or_capability"),
        ("err_get_deleted_discussion", Gone, "gone"),
        ("err_get_deleted_post", Gone, "gone"),
        ("err_group_not_exist", Gone, "gone"),
        ("err_invalid_record_course", Gone, "gone"),
        ("err_invalid_record_discussion", Gone, "gone"),
        ("err_invalid_record_forum", Gone, "gone"),
        ("err_invalidtoken", WrongSetup, "token_invalid"),
        ("err_missing_parameter", Refused, "refused"),
        ("err_nopermission_delete_others_post", Refused, "cannot_delete"),
        ("err_not_enrolled", Gone, "gone"),
        ("err_post_parent_missing", Gone, "gone"),
        ("err_reply_to_locked_discussion", Refused, "cannot_post_here"),
        ("err_service_disabled", WrongSetup, "function_or_service_or_capability"),
        ("err_suspended_account", WrongSetup, "account_suspended"),
        ("long_subject", Refused, "database_error"),
        ("mod_forum_get_discussion_post_private", NotAllowed, "not_allowed"),
        ("x_unpatched_plugin_curl_class_not_found", TryLater, "lms_php_error"),
    ],
)
def test_recorded_errors(capture: Any, name: str, expected: type[LmsError], word: str) -> None:
    recording = capture(name)
    answer = json.loads(recording["response"]["body"])
    error = error_from(recording["function"], answer)
    assert is_error(answer)
    assert (type(error), error.word) == (expected, word)
    assert recording["function"] in str(error)


def test_a_recorded_batch_tells_a_deleted_discussion(recorded: Any) -> None:
    element = recorded("err_batch_stops_at_first_error")["responses"][1]
    assert type(error_from(POSTS, json.loads(element["exception"]))) is Gone


@pytest.mark.parametrize("name", ["core_cohort_delete_cohort_members", "core_user_update_users"])
def test_success_is_no_error(recorded: Any, name: str) -> None:
    assert not is_error(recorded(name))


def test_the_form_before_web_services_started_is_an_error() -> None:
    assert is_error({"error": "Site is being upgraded", "errorcode": "upgraderunning"})


@pytest.mark.parametrize(
    ("function", "code", "message"),
    [
        (POSTS, None, 'Class "local_broken\\hook" not found'),
        (POSTS, "generalexceptionmessage", "Exception - Call to a member function get_context() on null"),
        (HEADS, None, NO_DISCUSSION),  # said by a function that was not asked for a discussion
        (HEADS, "generalexceptionmessage", "Exception - " + NO_DISCUSSION),
        (POSTS, "invalidpostid", "Invalid post ID"),
        (POSTS, "invalidrecord", "Can't find data record in database table forum_discussions."),
        (
            "core_enrol_get_enrolled_users",
            "invalidrecord",
            "Can't find data record in database table context.",
        ),
        (
            "core_cohort_get_cohorts",
            "invalidrecord",
            "Can't find data record in database table cohort_members.",
        ),
        ("some_new_function", "invalidrecordunknown", "Can't find data record in database."),
        ("core_user_get_users_by_field", "invaliduser", "Invalid user"),
        (POSTS, "gone", "deleted"),
        (POSTS, "", ""),
    ],
)
def test_what_is_not_proven_is_no_deletion(function: str, code: str | None, message: str) -> None:
    answer = {"exception": "Error", "message": message} | ({"errorcode": code} if code is not None else {})
    assert type(error_from(function, answer)) in (Refused, TryLater)


def test_a_missing_record_is_known_in_another_language() -> None:
    answer = {"errorcode": "invalidrecord", "message": 'Data tidak ada dalam tabel "cohort" pada basis data.'}
    assert type(error_from("core_cohort_get_cohort_members", answer)) is Gone


@pytest.mark.parametrize(
    ("code", "expected", "site_wide"),
    [
        ("invalidtoken", WrongSetup, True),
        ("sitepolicynotagreed", WrongSetup, True),
        ("upgraderunning", TryLater, True),
        ("sitemaintenance", TryLater, True),
        ("nopermissions", NotAllowed, False),
        ("notingroup", NotAllowed, False),
        ("cannotviewpostsbeforestart", NotAllowed, False),
        ("dmlwriteexception", Refused, False),
        ("", TryLater, False),
    ],
)
def test_what_concerns_the_whole_site(code: str, expected: type[LmsError], site_wide: bool) -> None:
    error = error_from(POSTS, {"exception": "x", "errorcode": code, "message": "y"})
    assert (type(error), is_site_wide(error)) == (expected, site_wide)


def test_no_secret_and_no_debug_text_gets_into_the_message() -> None:
    token = "0123456789abcdef0123456789abcdef"
    answer = {"exception": "Error", "message": f"bad {token}", "debuginfo": "SELECT * FROM user"}
    for code in ("", f"odd {token}"):
        said = str(error_from(POSTS, answer | {"errorcode": code}))
        assert token not in said
        assert "SELECT" not in said
