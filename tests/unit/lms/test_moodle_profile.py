"""The credit figure in a profile field: read back and written."""

from typing import Any

import pytest
import responses

from connector.errors import NotAllowed, OutcomeUnknown, Refused, TryLater, WrongSetup
from connector.lms.moodle import Moodle

USERS = "core_user_get_users_by_field"
UPDATE = "core_user_update_users"
URL = "https://lms.example.test/webservice/rest/server.php"


def test_values(moodle: Moodle, remote: Any, recorded: Any) -> None:
    remote.answers[USERS] = recorded(USERS)
    assert moodle.profile_values([9, 4, 99999], "unit_kerja") == {
        4: "Kanwil DKI Jakarta",
        9: "Kanwil DKI Jakarta",
    }
    assert moodle.profile_values([9, 4, 99999], "cop_jp") == {4: None, 9: None}


def test_an_empty_field_is_none(moodle: Moodle, remote: Any) -> None:
    field = {"shortname": "cop_jp", "value": ""}
    remote.answers[USERS] = [{"id": 4, "customfields": [field]}]
    assert moodle.profile_values([4], "cop_jp") == {4: None}
    assert moodle.profile_values([], "cop_jp") == {}
    assert len(remote.asked) == 1


def test_fifty_are_asked_for_together(moodle: Moodle, remote: Any) -> None:
    remote.answers[USERS] = lambda form: [
        {"id": user, "customfields": [{"shortname": "cop_jp", "value": user}]}
        for key, user in form.items()
        if key.startswith("values")
    ]
    assert moodle.profile_values(range(1, 102), "cop_jp") == {user: str(user) for user in range(1, 102)}
    assert remote.names.count(USERS) == 3


def test_a_refusal_is_raised(moodle: Moodle, remote: Any) -> None:
    remote.answers[USERS] = {"exception": "x", "errorcode": "nopermissions", "message": ""}
    with pytest.raises(NotAllowed):
        moodle.profile_values([4], "cop_jp")


def test_writing_is_a_plain_form(moodle: Moodle, remote: Any, capture: Any) -> None:
    recording = capture(UPDATE)
    remote.answers[UPDATE] = recording["response"]["json"]
    assert moodle.write_profile({9: "12"}, "cop_jp") == {}
    [(_, form)] = remote.asked
    assert form | {"wstoken": ""} == recording["request"]["form"] | {"wstoken": ""}


@pytest.mark.parametrize(
    ("recording", "user", "code"),
    [("_admin_target", 2, "usernotupdatedadmin"), ("_nonexistent", 99999, "invaliduserid")],
)
def test_who_was_refused(
    moodle: Moodle, remote: Any, recorded: Any, recording: str, user: int, code: str
) -> None:
    remote.answers[UPDATE] = recorded(UPDATE + recording)
    assert moodle.write_profile({user: "1", 9: "12"}, "cop_jp") == {user: code}


def test_a_hundred_are_written_together(moodle: Moodle, remote: Any) -> None:
    remote.answers[UPDATE] = {"warnings": []}
    assert moodle.write_profile(dict.fromkeys(range(1, 251), "1"), "cop_jp") == {}
    sizes = [len(form) - 3 for _, form in remote.asked]
    assert sizes == [300, 300, 150]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"exception": "Error", "message": "Class not found"}, OutcomeUnknown),
        ({"exception": "x", "errorcode": "dmlwriteexception", "message": ""}, Refused),
        ({"exception": "x", "errorcode": "invalidtoken", "message": ""}, WrongSetup),
        ({"exception": "x", "errorcode": "sitemaintenance", "message": ""}, TryLater),
        ([], OutcomeUnknown),
        (None, OutcomeUnknown),
    ],
)
def test_a_failed_write(moodle: Moodle, remote: Any, answer: Any, expected: type[Exception]) -> None:
    remote.answers[UPDATE] = answer
    with pytest.raises(expected) as caught:
        moodle.write_profile({9: "12"}, "cop_jp")
    assert type(caught.value) is expected


def test_a_function_that_is_not_in_the_service_is_named(moodle: Moodle, remote: Any) -> None:
    remote.answers[UPDATE] = {"exception": "x", "errorcode": "accessexception", "message": ""}
    with pytest.raises(WrongSetup) as caught:
        moodle.write_profile({9: "12"}, "cop_jp")
    assert caught.value.word == "function_not_in_service"


@responses.activate
@pytest.mark.parametrize(("users", "expected"), [(100, TryLater), (101, OutcomeUnknown)])
def test_maintenance_after_the_first_hundred_leaves_it_unknown(
    moodle: Moodle, users: int, expected: type[Exception]
) -> None:
    if users > 100:
        responses.post(URL, json={"warnings": []})
    responses.post(URL, status=503)
    with pytest.raises(TryLater) as caught:
        moodle.write_profile(dict.fromkeys(range(1, users + 1), "1"), "cop_jp")
    assert type(caught.value) is expected
