"""Many calls in one request: stops, resumptions and ways round."""

import json
from typing import Any

import pytest

from connector.errors import Gone, NotAllowed, Refused, TryLater, WrongSetup
from connector.lms import batch
from connector.lms.moodle import Moodle
from connector.lms.port import Ask, Posts, Want
from connector.lms.service import SITE_INFO

POSTS = "mod_forum_get_discussion_posts"
PHP = {"exception": "Error", "message": "Call to a member function get_forum_id() on null"}
CLOSED = {"exception": "x", "errorcode": "requireloginerror", "message": "Not accessible"}
NO_ACCESS = {"exception": "x", "errorcode": "accessexception", "message": "Access control exception"}


def wants(*ids: int) -> list[Want]:
    return [Want(Ask.POSTS, str(each)) for each in ids]


@pytest.fixture
def discussions(remote: Any, recorded: Any) -> dict[int, Any]:
    """Discussions that do not simply answer, by id."""
    special: dict[int, Any] = {}
    remote.answers[POSTS] = lambda args: special.get(int(args["discussionid"]), recorded(POSTS))
    remote.batches()
    return special


def kinds(answers: list[Any]) -> list[type]:
    return [type(answer) for answer in answers]


def test_a_batch_asks_twenty_at_a_time(moodle: Moodle, remote: Any, discussions: Any) -> None:
    answers = moodle.read(wants(*range(1, 46)))
    assert [answer.discussion for answer in answers] == list(range(1, 46))
    assert remote.names == [SITE_INFO] + [batch.FUNCTION] * 3
    first = remote.asked[1][1]
    assert first["requests[19][function]"] == POSTS
    assert json.loads(first["requests[19][arguments]"])["discussionid"] == 20
    assert "requests[20][function]" not in first


def test_after_an_error_it_goes_on_behind_it(
    moodle: Moodle, remote: Any, discussions: dict[int, Any]
) -> None:
    discussions |= {2: PHP, 3: CLOSED, 5: {"unreadable": True}}
    answers = moodle.read(wants(1, 2, 3, 4, 5, 6))
    assert kinds(answers) == [Posts, Gone, NotAllowed, Posts, TryLater, Posts]
    assert [answers[i].discussion for i in (0, 3, 5)] == [1, 4, 6]
    assert remote.names.count(batch.FUNCTION) == 3  # the unreadable one stopped nothing


def test_the_recorded_batches(moodle: Moodle, remote: Any, recorded: Any) -> None:
    remote.functions(batch.FUNCTION)
    remote.answers[batch.FUNCTION] = recorded("err_batch_stops_at_first_error")
    remote.answers[POSTS] = recorded(POSTS + "_with_private_reply")
    answers = moodle.read(wants(2, 999999, 3))
    assert kinds(answers) == [Posts, Gone, Posts]
    remote.answers[batch.FUNCTION] = recorded("tool_mobile_call_external_functions")
    posts, heads, users = moodle.read([*wants(2), Want(Ask.HEADS, "4"), Want(Ask.USERS, "4,5")])
    assert posts.facts[0].id == "2"
    assert heads[0].fact.container == "forum:4"
    assert [user.id for user in users] == ["4", "5"]


def test_a_short_answer_without_an_error_is_completed(moodle: Moodle, remote: Any, discussions: Any) -> None:
    whole = remote.answers[batch.FUNCTION]
    remote.answers[batch.FUNCTION] = lambda form: {"responses": whole(form)["responses"][:2]}
    assert [answer.discussion for answer in moodle.read(wants(1, 2, 3, 4, 5))] == [1, 2, 3, 4, 5]
    assert remote.names == [SITE_INFO, batch.FUNCTION, batch.FUNCTION, POSTS]


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        ({"responses": []}, "no_progress"),
        ({"responses": [{"error": False, "data": "[]"}] * 3}, "no_progress"),
        ({"responses": None}, "unreadable_answer"),
        ([], "unreadable_answer"),
        (None, "unreadable_answer"),
    ],
)
def test_a_batch_that_cannot_be_understood_ends_the_read(
    moodle: Moodle, remote: Any, discussions: Any, answer: Any, word: str
) -> None:
    remote.answers[batch.FUNCTION] = answer
    with pytest.raises(TryLater) as caught:
        moodle.read(wants(1, 2))
    assert caught.value.word == word


@pytest.mark.parametrize(
    ("element", "word"),
    [
        ({"error": False, "data": "{"}, "unreadable_answer"),
        ({"error": False}, "unreadable_answer"),
        ({"error": True}, "lms_php_error"),
        ({"error": True, "exception": "[]"}, "lms_php_error"),
        ({"error": True, "exception": "{"}, "lms_php_error"),
    ],
)
def test_an_element_that_cannot_be_understood_is_read_again(
    moodle: Moodle, remote: Any, discussions: Any, element: Any, word: str
) -> None:
    remote.answers[batch.FUNCTION] = {"responses": [element]}
    first, second = moodle.read(wants(1, 2))
    assert (type(first), first.word) == (TryLater, word)
    assert type(second) is Posts


def test_without_the_function_it_asks_singly(moodle: Moodle, remote: Any, discussions: Any) -> None:
    remote.functions(POSTS)
    discussions[2] = PHP
    assert kinds(moodle.read(wants(1, 2, 3))) == [Posts, Gone, Posts]
    assert remote.names == [SITE_INFO, POSTS, POSTS, POSTS]


def test_a_refused_batch_is_remembered(moodle: Moodle, remote: Any, discussions: Any) -> None:
    remote.answers[batch.FUNCTION] = NO_ACCESS
    assert kinds(moodle.read(wants(1, 2))) == [Posts, Posts]
    assert kinds(moodle.read(wants(1, 2))) == [Posts, Posts]
    assert remote.names.count(batch.FUNCTION) == 1


def test_a_batch_that_is_too_long_is_asked_singly(
    moodle: Moodle, remote: Any, discussions: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    rest = moodle._service._rest
    discussions[2] = {"posts": ["x" * 100_000]}
    monkeypatch.setattr(rest, "_max_bytes", 60_000)
    first, second, third = moodle.read(wants(1, 2, 3))
    assert kinds([first, second, third]) == [Posts, Refused, Posts]
    assert second.word == "answer_too_large"


def test_a_batch_under_maintenance_ends_the_read(moodle: Moodle, remote: Any, discussions: Any) -> None:
    remote.answers[batch.FUNCTION] = {"exception": "x", "errorcode": "sitemaintenance", "message": "y"}
    with pytest.raises(TryLater):
        moodle.read(wants(1, 2))
    assert POSTS not in remote.names


@pytest.mark.parametrize("batched", [True, False])
def test_a_function_that_is_not_in_the_service_concerns_its_wants(
    moodle: Moodle, remote: Any, discussions: Any, batched: bool
) -> None:
    remote.functions(POSTS, *[batch.FUNCTION][:batched])
    remote.answers["core_group_get_course_groups"] = NO_ACCESS
    first, second, third = moodle.read([*wants(1), Want(Ask.GROUPS, "2"), *wants(3)])
    assert (type(second), second.word) == (WrongSetup, "function_not_in_service")
    assert "core_group_get_course_groups" in str(second)
    assert kinds([first, third]) == [Posts, Posts]


def test_a_function_that_was_taken_away_is_found_out(moodle: Moodle, remote: Any, discussions: Any) -> None:
    moodle.site()
    remote.functions(batch.FUNCTION)
    discussions |= {1: NO_ACCESS, 2: NO_ACCESS}
    words = [answer.word for answer in moodle.read(wants(1, 2))]
    assert words == ["function_not_in_service"] * 2
    assert remote.names.count(SITE_INFO) == 2


def test_a_service_that_denies_everything_ends_the_read(
    moodle: Moodle, remote: Any, discussions: dict[int, Any]
) -> None:
    discussions[1] = NO_ACCESS
    with pytest.raises(WrongSetup) as caught:
        moodle.read(wants(1, 2))
    assert caught.value.word == "function_or_service_or_capability"


def test_an_expired_token_is_called_so(moodle: Moodle, remote: Any, recorded: Any, discussions: Any) -> None:
    """Moodle deletes it at its first use: accessexception, and from then on invalidtoken."""
    moodle.site()
    remote.answers[batch.FUNCTION] = remote.answers[POSTS] = NO_ACCESS
    remote.answers[SITE_INFO] = recorded("err_invalidtoken")
    with pytest.raises(WrongSetup) as caught:
        moodle.read(wants(1, 2))
    assert caught.value.word == "token_invalid"


def test_two_rounds_go_together(moodle: Moodle, remote: Any, recorded: Any, discussions: Any) -> None:
    remote.answers["core_group_get_course_groups"] = recorded("core_group_get_course_groups")
    remote.answers["core_group_get_group_members"] = recorded("core_group_get_group_members")
    answers = moodle.read([*wants(1), Want(Ask.GROUPS, "2"), *wants(3), Want(Ask.GROUPS, "3")])
    assert kinds(answers) == [Posts, list, Posts, list]
    assert remote.names == [SITE_INFO, batch.FUNCTION, batch.FUNCTION]


def test_nothing_wanted_asks_nothing(moodle: Moodle, remote: Any) -> None:
    assert moodle.read([]) == []
    assert remote.asked == []
