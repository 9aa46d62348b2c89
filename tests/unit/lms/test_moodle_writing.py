"""Writing into forums and cohorts, and looking for what was written."""

from typing import Any

import pytest
import responses

from connector.errors import Gone, LmsError, NotAllowed, OutcomeUnknown, Refused, TryLater
from connector.lms.moodle import Moodle
from connector.lms.port import OwnPost, Texts
from connector.lms.text import carries

DISCUSSION = "mod_forum_add_discussion"
REPLY = "mod_forum_add_discussion_post"
UPDATE = "mod_forum_update_discussion_post"
DELETE = "mod_forum_delete_post"
POSTS = "mod_forum_get_discussion_posts"
HEADS = "mod_forum_get_forum_discussions"
FORUMS = "mod_forum_get_forums_by_courses"
CONTENTS = "core_course_get_contents"
ADD = "core_cohort_add_cohort_members"
REMOVE = "core_cohort_delete_cohort_members"
MEMBERS = "core_cohort_get_cohort_members"
URL = "https://lms.example.test/webservice/rest/server.php"
HTML = '<div class="cop-summary"><p>Ringkasan</p></div>'


def test_a_discussion_is_added(moodle: Moodle, remote: Any, recorded: Any) -> None:
    remote.answers[DISCUSSION] = recorded(DISCUSSION)
    assert moodle.add_discussion(4, "Ringkasan", HTML) == 15
    [(_, form)] = remote.asked
    assert form["message"] == HTML
    assert form["groupid"] == "-1"
    assert (form["options[0][name]"], form["options[0][value]"]) == ("discussionsubscribe", "0")


def test_a_reply_is_added(moodle: Moodle, remote: Any, recorded: Any) -> None:
    remote.answers[REPLY] = recorded(REPLY)
    assert moodle.add_reply(2, "Ringkasan", HTML) == 53
    [(_, form)] = remote.asked
    assert (form["postid"], form["messageformat"], form["options[0][value]"]) == ("2", "1", "0")


def test_a_post_is_changed_and_removed(moodle: Moodle, remote: Any, recorded: Any) -> None:
    remote.answers |= {UPDATE: recorded(UPDATE), DELETE: recorded(DELETE)}
    moodle.update_post(53, HTML)
    moodle.update_post(53, HTML, "Judul")
    moodle.delete_post(56)
    assert "subject" not in remote.asked[0][1]
    assert remote.asked[1][1]["subject"] == "Judul"
    assert remote.asked[2][1]["postid"] == "56"


@pytest.mark.parametrize(
    ("recording", "expected", "word"),
    [
        ("err_reply_to_locked_discussion", Refused, "cannot_post_here"),
        ("err_post_parent_missing", Gone, "gone"),
        ("long_subject", OutcomeUnknown, "outcome_unknown"),
        ("err_maintenance", OutcomeUnknown, "outcome_unknown"),
    ],
)
def test_refusals(
    moodle: Moodle, remote: Any, capture: Any, recording: str, expected: type[LmsError], word: str
) -> None:
    answer = capture(recording)["response"]["json"]
    remote.answers[REPLY] = answer if answer else "not what was expected"
    with pytest.raises(LmsError) as caught:
        moodle.add_reply(2, "Judul", HTML)
    assert (type(caught.value), caught.value.word) == (expected, word)


@pytest.mark.parametrize(
    ("subject", "html", "word"),
    [("S" * 256, HTML, "subject_too_long"), (" ", HTML, "empty_text"), ("Judul", "", "empty_text")],
)
def test_what_moodle_would_take_badly_is_not_sent(
    moodle: Moodle, remote: Any, subject: str, html: str, word: str
) -> None:
    for write in (moodle.add_reply, moodle.add_discussion):
        with pytest.raises(Refused) as caught:
            write(2, subject, html)
        assert caught.value.word == word
    with pytest.raises(Refused):
        moodle.update_post(2, html, subject)
    assert remote.asked == []


def test_a_subject_of_255_characters_is_sent(moodle: Moodle, remote: Any, recorded: Any) -> None:
    remote.answers[REPLY] = recorded(REPLY)
    assert moodle.add_reply(2, "é" * 255, HTML) == 53


def test_others_posts_cannot_be_deleted(moodle: Moodle, remote: Any, recorded: Any) -> None:
    remote.answers[DELETE] = recorded("err_nopermission_delete_others_post")
    with pytest.raises(Refused) as caught:
        moodle.delete_post(9)
    assert caught.value.word == "cannot_delete"


def test_a_post_that_is_gone_cannot_be_changed(moodle: Moodle, remote: Any) -> None:
    remote.answers[UPDATE] = {"exception": "x", "errorcode": "invalidpostid", "message": ""}
    with pytest.raises(Gone):
        moodle.update_post(9, HTML)


@pytest.mark.parametrize("answer", [None, [], {"status": False}, {"postid": 0}, {"discussionid": "x"}])
def test_an_answer_that_is_not_understood(moodle: Moodle, remote: Any, answer: Any) -> None:
    remote.answers |= dict.fromkeys((DISCUSSION, REPLY, UPDATE, DELETE), answer)
    for write in (
        lambda: moodle.add_discussion(4, "Judul", HTML),
        lambda: moodle.add_reply(2, "Judul", HTML),
        lambda: moodle.update_post(2, HTML),
        lambda: moodle.delete_post(2),
    ):
        with pytest.raises(OutcomeUnknown):
            write()


def own(recorded: Any, *messages: tuple[int, str]) -> Any:
    """The recorded discussion, with its last posts by these authors."""
    answer = recorded(POSTS)
    for post, (author, message) in zip(answer["posts"], messages, strict=False):
        post["author"]["id"], post["message"] = author, message
    return answer


def test_own_posts_are_found_by_their_marker(moodle: Moodle, remote: Any, recorded: Any) -> None:
    edited = HTML + '<p><span class="edited">(Edited by Budi)</span></p>'
    remote.answers[POSTS] = own(
        recorded,
        (3, edited),
        (4, HTML),  # a moderator copied it
        (3, f"<blockquote>{HTML}</blockquote><p>Lihat di atas.</p>"),
        (3, "<p>cop-summary</p>"),
    )
    [found] = moodle.find_own_posts("cop-summary", discussion=2)
    first = recorded(POSTS)["posts"][0]
    assert found == OwnPost(first["id"], 2, first["parentid"], first["subject"], edited)
    assert "Ringkasan" not in repr(found)


def test_own_posts_in_a_forum(moodle: Moodle, remote: Any, recorded: Any) -> None:
    answer = recorded(HEADS)
    answer["discussions"][1] |= {"userid": 3, "message": HTML}
    answer["discussions"][2] |= {"message": HTML}
    remote.answers[HEADS] = answer
    [found] = moodle.find_own_posts("cop-summary", forum=4)
    assert (found.discussion, found.parent) == (answer["discussions"][1]["discussion"], None)
    assert found.post == answer["discussions"][1]["id"]


def test_one_looks_in_one_place(moodle: Moodle) -> None:
    for where in ({}, {"discussion": 1, "forum": 1}):
        with pytest.raises(ValueError, match="either"):
            moodle.find_own_posts("cop-summary", **where)


def test_looking_may_fail(moodle: Moodle, remote: Any, recorded: Any) -> None:
    remote.answers[POSTS] = recorded("err_access_course")
    with pytest.raises(NotAllowed):
        moodle.find_own_posts("cop-summary", discussion=2)


@pytest.mark.parametrize(
    ("html", "there"),
    [
        (HTML, True),
        ('<p class="a cop-summary b">x</p>', True),
        ('<p>x</p><div class="cop-summary">y</div>', True),
        ('<p class="cop-summary-old">x</p>', False),
        ('<blockquote class="cop-summary">x</blockquote>', False),
        ('<blockquote><p class="cop-summary">x</p></blockquote>', False),
        ('<p id="cop-summary">cop-summary</p>', False),
        ("<p class>x</p>", False),
        ("", False),
    ],
)
def test_a_marker_is_a_class_outside_quotes(html: str, there: bool) -> None:
    assert carries(html, "cop-summary") is there


@pytest.fixture
def texts(moodle: Moodle, remote: Any, recorded: Any) -> Any:
    def read(**head: Any) -> Texts:
        heads = recorded(HEADS)
        heads["discussions"][0] |= head
        remote.answers |= {
            POSTS: recorded(POSTS),
            HEADS: heads,
            FORUMS: recorded(FORUMS),
            CONTENTS: recorded(CONTENTS),
        }
        return moodle.texts(2)

    return read


def test_texts(texts: Any, recorded: Any) -> None:
    found = texts()
    raw = sorted(recorded(POSTS)["posts"], key=lambda post: post["id"])
    assert {post.id for post in found.posts} == {post["id"] for post in raw}
    first = next(post for post in found.posts if post.id == 2)
    assert (first.author, first.author_name, first.parent) == (4, "Sri Rahayu Kusumaningrum", None)
    assert "<p>" in first.html
    assert (found.forum, found.course, found.forum_type, found.groupmode) == (4, 2, "general", 0)
    assert (found.group, found.restricted, found.locked) == (-1, False, False)
    assert found.open_to_all(1796000000)
    for text in ("Sri Rahayu", "<p>", "Praktik baik"):
        assert text not in repr(found)


def test_what_may_be_quoted(texts: Any, remote: Any, recorded: Any) -> None:
    now = 1796000000
    assert not texts(timestart=now + 1).open_to_all(now)
    assert texts(timestart=now).open_to_all(now)
    assert not texts(timeend=now).open_to_all(now)
    assert not texts(groupid=2).open_to_all(now)
    forums = recorded(FORUMS)
    next(each for each in forums if each["id"] == 4)["type"] = "qanda"
    remote.answers[FORUMS] = forums


def test_a_place_that_is_not_listed(texts: Any, moodle: Moodle, remote: Any) -> None:
    texts()
    remote.answers[CONTENTS] = []
    with pytest.raises(NotAllowed) as caught:
        moodle.texts(2)
    assert caught.value.word == "place_not_listed"


@pytest.mark.parametrize(
    ("recording", "refused"),
    [("", {}), ("_again", {}), ("_bad_user", {99999: "2"})],
)
def test_members_are_added(
    moodle: Moodle, remote: Any, recorded: Any, capture: Any, recording: str, refused: dict[int, str]
) -> None:
    name = f"core_cohort_add_cohort_members{recording}"
    remote.answers[ADD] = recorded(name)
    user = 99999 if refused else 10
    assert moodle.cohort_add(1, [user]) == refused
    [(_, form)] = remote.asked
    assert form | {"wstoken": ""} == capture(name)["request"]["form"] | {"wstoken": ""}


def test_a_cohort_that_is_gone(moodle: Moodle, remote: Any) -> None:
    warning = {"warningcode": "1", "message": "cohort id=9 not exists"}
    remote.answers[ADD] = {"warnings": [warning]}
    with pytest.raises(Gone):
        moodle.cohort_add(9, [4])


@pytest.mark.parametrize("answer", [None, {"warnings": [{"warningcode": "9", "message": "?"}]}])
def test_an_answer_about_members_that_is_not_understood(moodle: Moodle, remote: Any, answer: Any) -> None:
    remote.answers[ADD] = answer
    with pytest.raises(OutcomeUnknown):
        moodle.cohort_add(1, [4])


def test_many_members_are_added_a_hundred_at_a_time(moodle: Moodle, remote: Any) -> None:
    remote.answers[ADD] = {"warnings": []}
    assert moodle.cohort_add(1, list(range(1, 202))) == {}
    assert remote.names.count(ADD) == 3
    assert all(len(form) < 1000 for _, form in remote.asked)


def test_half_of_many_members(moodle: Moodle) -> None:
    with responses.RequestsMock() as http:
        http.add(responses.POST, URL, json={"warnings": []})
        http.add(responses.POST, URL, status=503)
        with pytest.raises(OutcomeUnknown):
            moodle.cohort_add(1, list(range(1, 102)))
    with responses.RequestsMock() as http:
        http.add(responses.POST, URL, status=503)
        with pytest.raises(TryLater) as caught:
            moodle.cohort_add(1, [4])
        assert type(caught.value) is TryLater


def test_members_are_removed(moodle: Moodle, remote: Any, recorded: Any, capture: Any) -> None:
    remote.answers[REMOVE] = recorded(REMOVE)
    moodle.cohort_remove(1, [11])
    [(_, form)] = remote.asked
    assert form | {"wstoken": ""} == capture(REMOVE)["request"]["form"] | {"wstoken": ""}


def test_members(moodle: Moodle, remote: Any, recorded: Any) -> None:
    remote.answers[MEMBERS] = recorded(MEMBERS)
    assert moodle.cohort_members(2) == {11}
    assert moodle.cohort_members(1) == frozenset()
    with pytest.raises(TryLater):
        moodle.cohort_members(3)
    remote.answers[MEMBERS] = recorded("err_cohort_not_exist")
    with pytest.raises(Gone):
        moodle.cohort_members(3)
