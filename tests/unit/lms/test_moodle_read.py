"""Recorded answers become facts."""

import dataclasses
import re
from typing import Any

import pytest

from connector.domain.facts import Fact, Kind
from connector.errors import Gone, LmsError, NotAllowed, Refused, TryLater
from connector.lms.moodle import Moodle
from connector.lms.port import Ask, Head, Listed, Posts, Site, Want

POSTS = "mod_forum_get_discussion_posts"
HEADS = "mod_forum_get_forum_discussions"
USERS = "core_user_get_users_by_field"
GROUPS = "core_group_get_course_groups"
MEMBERS = "core_group_get_group_members"


def test_site(moodle: Moodle, remote: Any, recorded: Any) -> None:
    remote.answers["core_webservice_get_site_info"] = recorded("core_webservice_get_site_info")
    site = moodle.site()
    assert (site.user_id, site.release) == (3, "4.5.5+ (Build: 20250613)")
    assert POSTS in site.functions
    assert moodle.site() is site
    assert len(remote.asked) == 1


def test_site_is_asked_again_after_a_while(
    moodle: Moodle, remote: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    assert moodle.site() == Site(3, frozenset({"core_webservice_get_site_info"}), "4.5.5+")
    remote.functions(POSTS)
    now += 299
    assert POSTS not in moodle.site().functions
    now += 2
    assert POSTS in moodle.site().functions


def test_site_of_another_shape_is_tried_later(moodle: Moodle, remote: Any) -> None:
    remote.answers["core_webservice_get_site_info"] = {"userid": 0}
    with pytest.raises(TryLater) as caught:
        moodle.site()
    assert caught.value.word == "unreadable_answer"


def test_courses(read: Any, remote: Any) -> None:
    [one, two] = read(
        Ask.COURSES,
        "category=2",
        core_course_get_courses_by_field="core_course_get_courses_by_field_category",
    )
    assert one == Fact(
        source="lms",
        kind=Kind.COURSE,
        id="2",
        course=2,
        data={"shortname": "COP-AK", "fullname": "CoP Analis Keimigrasian", "visible": True},
    )
    assert two.id == "3"
    assert {"field": "category", "value": "2"}.items() <= remote.asked[-1][1].items()


def test_courses_are_listed_by_their_ids(read: Any, remote: Any) -> None:
    recording = "core_course_get_courses_by_field_category"
    [one, two] = read(Ask.LISTED, "2", core_course_get_courses_by_field=recording)
    assert one == Listed(2, "COP-AK", "CoP Analis Keimigrasian", "", 2, "Komunitas Praktisi Kementerian")
    assert two.id == 3
    form = remote.asked[-1][1]
    assert form["field"] == "ids"
    assert form["value"].split(",") == [str(id_) for id_ in range(2, 202)]


def test_a_course_that_is_gone_is_left_out(read: Any) -> None:
    recording = "core_course_get_courses_by_field_deleted"
    assert read(Ask.COURSES, "id=4", core_course_get_courses_by_field=recording) == []


def test_forums(read: Any, remote: Any) -> None:
    facts = read(Ask.FORUMS, "2", mod_forum_get_forums_by_courses="mod_forum_get_forums_by_courses")
    assert [fact.id for fact in facts if fact.course == 2] == ["1", "4", "5", "6", "7", "8", "9"]
    assert facts[2] == Fact(
        source="lms",
        kind=Kind.FORUM,
        id="5",
        course=2,
        container="course:2",
        data={"name": "Tanya Jawab dengan Pakar", "type": "qanda", "cmid": 5},
    )
    assert remote.asked[-1][1]["courseids[0]"] == "2"


def test_heads(read: Any, remote: Any) -> None:
    heads: list[Head] = read(Ask.HEADS, "4", mod_forum_get_forum_discussions=HEADS)
    assert [head.fact.id for head in heads] == ["2", "3", "12", "13"]
    assert heads[0].fact == Fact(
        source="lms",
        kind=Kind.DISCUSSION,
        id="2",
        container="forum:4",
        author=4,
        time=1795325497,
        data={
            "name": "[Disunting] Praktik baik pemeriksaan dokumen perjalanan di TPI",
            "first_post": 2,
            "group": -1,
            "timestart": 0,
            "timeend": 0,
        },
    )
    assert heads[2].fact.data["first_post"] == 22  # split off: the post kept its id
    assert heads[0].last_post == 1795325499
    assert re.fullmatch("[0-9a-f]{32}", heads[0].fingerprint)
    assert remote.asked[-1][1]["perpage"] == "0"


def test_an_empty_forum(read: Any) -> None:
    assert read(Ask.HEADS, "11", mod_forum_get_forum_discussions=HEADS + "_empty") == []


@pytest.mark.parametrize(
    ("key", "value", "moves"),
    [
        ("numreplies", 6, True),
        ("modified", 1795399999, True),
        ("usermodified", "5", True),
        ("locked", True, True),
        ("pinned", False, True),
        ("groupid", 1, True),
        ("name", "Lain", True),
        ("timeend", 1, True),
        ("numreplies", "5", False),  # the same number in another form
        ("numunread", 9, False),
        ("userfullname", "Sri R.", False),
        ("starred", True, False),
    ],
)
def test_the_fingerprint_moves_with_what_matters(
    read: Any, recorded: Any, key: str, value: Any, moves: bool
) -> None:
    answer = recorded(HEADS)
    before = read(Ask.HEADS, "4", mod_forum_get_forum_discussions=answer)[0].fingerprint
    answer["discussions"][0][key] = value
    after = read(Ask.HEADS, "4", mod_forum_get_forum_discussions=answer)[0].fingerprint
    assert (before != after) is moves


def test_the_fingerprint_moves_with_the_forum(read: Any) -> None:
    [one, other] = [read(Ask.HEADS, forum, mod_forum_get_forum_discussions=HEADS)[0] for forum in ("4", "5")]
    assert one.fingerprint != other.fingerprint


def test_posts(read: Any) -> None:
    posts: Posts = read(Ask.POSTS, "2", mod_forum_get_discussion_posts=POSTS)
    assert (posts.discussion, posts.forum, posts.course) == (2, 4, 2)
    assert [(fact.id, fact.author) for fact in posts.facts] == [
        ("2", 4),
        ("9", 5),
        ("10", 10),
        ("12", 7),
        ("16", 13),
        ("17", 13),
    ]
    assert posts.facts[2] == Fact(
        source="lms",
        kind=Kind.POST,
        id="10",
        course=2,
        container="forum:4",
        author=10,
        time=1795325498,
        data={
            "discussion": 2,
            "parent": 9,
            "modified": 1795325499,
            "subject": "Re: Praktik baik",
            "words": 6,  # Setuju, dengan catatan: SOP harus diperbarui.
            "chars": 40,
            "tags": [],
            "private": False,
            "blank": False,
            "language": "id",
            "alike": [],  # too few words to compare
        },
    )


def test_the_first_post_has_no_parent(read: Any) -> None:
    first = read(Ask.POSTS, "2", mod_forum_get_discussion_posts=POSTS).facts[0]
    assert first.data["parent"] is None
    assert first.data["words"] == 21


def test_a_quoted_rule_is_not_counted(read: Any) -> None:
    """30 sentences of 17 words, 4 in a table, 4 in code, and a quote."""
    assert read(Ask.POSTS, "2", mod_forum_get_discussion_posts=POSTS).facts[1].data["words"] == 30 * 17 + 8


def test_no_text_but_the_subject_is_kept(read: Any) -> None:
    posts = read(Ask.POSTS, "2", mod_forum_get_discussion_posts=POSTS)
    assert "Soekarno" not in repr(posts)
    assert "Budi" not in repr(posts)


def test_a_private_reply_is_not_shown(read: Any) -> None:
    posts = read(Ask.POSTS, "3", mod_forum_get_discussion_posts=POSTS + "_with_private_reply")
    assert [(fact.id, fact.data["words"]) for fact in posts.facts] == [("13", 5), ("3", 11)]
    assert posts.facts[1].data["subject"] == "Kendala aplikasi “e-Visa” – mohon pencerahan 🙏"


def test_a_deleted_author_is_still_the_author(read: Any) -> None:
    posts = read(Ask.POSTS, "13", mod_forum_get_discussion_posts=POSTS + "_deleted_author")
    assert [(fact.id, fact.author) for fact in posts.facts] == [("24", 12)]


def test_questions_and_answers(read: Any) -> None:
    posts = read(Ask.POSTS, "4", mod_forum_get_discussion_posts=POSTS + "_qanda")
    assert [(fact.id, fact.author, fact.data["parent"]) for fact in posts.facts] == [
        ("14", 11, 4),
        ("4", 4, None),
    ]


def test_a_blanked_post_says_nothing(read: Any, recorded: Any) -> None:
    answer = recorded(POSTS)
    blanked = {"isdeleted": True, "timecreated": None, "author": None}
    answer["posts"][2] |= blanked | {"subject": "Post removed", "message": "The content was removed."}
    fact = read(Ask.POSTS, "2", mod_forum_get_discussion_posts=answer).facts[2]
    assert (fact.author, fact.time) == (None, None)
    assert (fact.data["blank"], fact.data["subject"], fact.data["words"]) == (True, "", 0)


def test_hidden_posts_are_lost_access_and_not_emptied_posts(read: Any, recorded: Any) -> None:
    answer = recorded(POSTS)
    answer["posts"][2] |= {"timecreated": None, "message": "hidden"}
    got = read(Ask.POSTS, "2", mod_forum_get_discussion_posts=answer)
    assert (type(got), got.word) == (NotAllowed, "posts_hidden")


def test_a_discussion_without_posts_is_lost_access(read: Any, recorded: Any) -> None:
    """So Moodle answers for another group's or a timed discussion, and in a forum that may not be read."""
    got = read(Ask.POSTS, "2", mod_forum_get_discussion_posts=recorded(POSTS) | {"posts": []})
    assert (type(got), got.word) == (NotAllowed, "posts_hidden")


def test_tags_authors_and_ids_in_other_forms(read: Any, recorded: Any) -> None:
    answer = recorded(POSTS)
    tags = [{"id": 2, "displayname": "Overstay"}, {"id": 1, "displayname": "K &amp; L"}]
    author = {"id": None, "fullname": "Hidden"}
    answer["posts"][0] |= {"id": "2", "parentid": 0, "tags": tags, "author": author, "isprivatereply": 1}
    fact = read(Ask.POSTS, "2", mod_forum_get_discussion_posts=answer).facts[0]
    assert (fact.id, fact.author, fact.data["parent"]) == ("2", None, None)
    assert (fact.data["tags"], fact.data["private"]) == (["K & L", "Overstay"], True)


def test_place_of_a_post(read: Any) -> None:
    assert read(Ask.POST, "9", mod_forum_get_discussion_post="mod_forum_get_discussion_post") == 2


@pytest.mark.parametrize(
    ("recording", "expected"),
    [("err_get_deleted_post", Gone), ("mod_forum_get_discussion_post_private", NotAllowed)],
)
def test_a_post_that_is_not_shown(read: Any, recording: str, expected: type[LmsError]) -> None:
    assert type(read(Ask.POST, "11", mod_forum_get_discussion_post=recording)) is expected


def test_users(read: Any, remote: Any) -> None:
    facts = read(Ask.USERS, "9,4,99999", core_user_get_users_by_field=USERS)
    assert [fact.id for fact in facts] == ["4", "9"]
    assert facts[1] == Fact(
        source="lms",
        kind=Kind.USER,
        id="9",
        author=9,
        data={"identifier": "198512312010121006", "name": "Agus .", "suspended": False, "deleted": False},
    )
    asked = {key: value for key, value in remote.asked[-1][1].items() if key.startswith(("field", "values"))}
    assert asked == {"field": "id", "values[0]": "9", "values[1]": "4", "values[2]": "99999"}


def test_a_deleted_user(read: Any) -> None:
    [fact] = read(Ask.USERS, "12", core_user_get_users_by_field=USERS + "_deleted")
    assert fact.data == {"identifier": "", "name": "Hendra Wijaya", "suspended": False, "deleted": True}


@pytest.mark.parametrize(
    ("user", "identifier", "deleted"),
    [
        ({"username": "a", "idnumber": " 19820315 200604 2\u00a0001 "}, "198203152006042001", False),
        ({"username": "a", "idnumber": "'P-12.3_x/y"}, "P-12.3_xy", False),
        ({"username": "sri@example.test", "idnumber": None}, "", False),
        ({"username": "sri@example.test.12", "idnumber": ""}, "", False),
        ({"username": "sri@example.test.1795326418", "idnumber": "7"}, "7", False),
        ({"idnumber": 7}, "7", False),
    ],
)
def test_identifiers(read: Any, user: dict[str, Any], identifier: str, deleted: bool) -> None:
    answer = [{"id": "5", "fullname": "X"} | user]
    [fact] = read(Ask.USERS, "5", core_user_get_users_by_field=answer)
    assert (fact.data["identifier"], fact.data["deleted"]) == (identifier, deleted)


def test_a_user_told_of_without_identity_may_be_deleted_and_is_left_out(read: Any) -> None:
    """Without moodle/user:viewalldetails a deleted user looks like a live one without NIP."""
    answer = [{"id": 5, "fullname": "X"}, {"id": 6, "fullname": "Y", "idnumber": "7"}]
    assert [fact.id for fact in read(Ask.USERS, "5,6", core_user_get_users_by_field=answer)] == ["6"]
    got = read(Ask.USERS, "5", core_user_get_users_by_field=answer[:1])
    assert (type(got), got.word) == (NotAllowed, "identity_hidden")
    assert read(Ask.USERS, "8", core_user_get_users_by_field=[]) == []


def test_the_identifier_may_be_the_user_name(remote: Any, recorded: Any) -> None:
    moodle = Moodle("lms", "https://lms.example.test", "token", identifier_field="username")
    remote.answers[USERS] = recorded(USERS) + recorded(USERS + "_deleted")
    [facts] = moodle.read([Want(Ask.USERS, "4,9,12")])
    assert [fact.data["identifier"] for fact in facts] == ["sri.rahayu", "agus", ""]


def test_many_users_are_asked_for_fifty_at_a_time(read: Any, remote: Any) -> None:
    def some(form: dict[str, str]) -> list[dict[str, Any]]:
        return [{"id": user, "username": "a"} for key, user in form.items() if key.startswith("values")]

    ids = ",".join(str(user) for user in range(1, 121))
    assert len(read(Ask.USERS, ids, core_user_get_users_by_field=some)) == 120
    assert remote.names.count(USERS) == 3


def test_enrolments(read: Any, remote: Any) -> None:
    facts = read(Ask.ENROLMENTS, "2", core_enrol_get_enrolled_users="core_enrol_get_enrolled_users")
    assert facts[0] == Fact(
        source="lms",
        kind=Kind.ENROLMENT,
        id="2/4",
        course=2,
        container="course:2",
        author=4,
        data={
            "roles": ["editingteacher"],
            "suspended": False,
            "identifier": "198203152006042001",
            "name": "Sri Rahayu Kusumaningrum",
        },
    )
    form = remote.asked[-1][1]
    assert form["options[0][name]"] == "userfields"
    assert form["options[0][value]"] == "id,fullname,roles,idnumber"
    assert (form["options[1][name]"], form["options[1][value]"]) == ("onlyactive", "1")


def test_nothing_more_of_a_person_is_kept(read: Any) -> None:
    facts = read(Ask.ENROLMENTS, "2", core_enrol_get_enrolled_users="core_enrol_get_enrolled_users")
    assert not re.search("@|Kanwil|Imigrasi|http", repr(facts))


def test_a_course_that_is_gone_has_no_enrolments(read: Any) -> None:
    assert type(read(Ask.ENROLMENTS, "9", core_enrol_get_enrolled_users="err_not_enrolled")) is Gone


def test_cohort(read: Any) -> None:
    fact = read(
        Ask.COHORT,
        "2",
        core_cohort_get_cohorts="core_cohort_get_cohorts",
        core_cohort_get_cohort_members="core_cohort_get_cohort_members",
    )
    data = {"idnumber": "COP-ANGGOTA", "name": "Anggota Komunitas Praktisi (2026)", "members": [11]}
    assert fact == Fact("lms", Kind.COHORT, "2", data=data)


@pytest.mark.parametrize("left_out", ["core_cohort_get_cohorts", "core_cohort_get_cohort_members"])
def test_half_a_cohort_is_no_empty_cohort(read: Any, left_out: str) -> None:
    names = ("core_cohort_get_cohorts", "core_cohort_get_cohort_members")
    got = read(Ask.COHORT, "2", **(dict(zip(names, names, strict=True)) | {left_out: []}))
    assert (type(got), got.word) == (TryLater, "unreadable_answer")


def test_a_cohort_that_is_gone(read: Any) -> None:
    gone = "err_cohort_not_exist"
    got = read(Ask.COHORT, "9", core_cohort_get_cohorts=[], core_cohort_get_cohort_members=gone)
    assert type(got) is Gone


def test_groups(read: Any) -> None:
    [fact] = read(Ask.GROUPS, "2", core_group_get_course_groups=GROUPS, core_group_get_group_members=MEMBERS)
    data = {"name": "Pokja TPI", "idnumber": "POKJA-TPI", "members": [10]}
    assert fact == Fact("lms", Kind.GROUP, "1", course=2, container="course:2", data=data)


def test_a_course_without_groups(read: Any) -> None:
    assert read(Ask.GROUPS, "2", core_group_get_course_groups=[]) == []


@pytest.mark.parametrize(
    ("members", "word"), [("err_group_not_exist", "changed_meanwhile"), ([], "unreadable_answer")]
)
def test_a_group_that_goes_meanwhile_is_not_its_course(read: Any, members: Any, word: str) -> None:
    got = read(Ask.GROUPS, "2", core_group_get_course_groups=GROUPS, core_group_get_group_members=members)
    assert (type(got), got.word) == (TryLater, word)


@pytest.mark.parametrize(
    "answer",
    [None, [], {}, 0, "text", {"posts": None}, {"posts": [{"id": True}], "forumid": 4, "courseid": 2}],
)
def test_an_answer_of_another_shape_is_read_again(read: Any, answer: Any) -> None:
    got = read(Ask.POSTS, "2", mod_forum_get_discussion_posts=answer if answer != "text" else lambda _: "t")
    assert (type(got), got.word) == (TryLater, "unreadable_answer")


def test_an_unreadable_answer_is_named_without_its_text(read: Any, recorded: Any) -> None:
    answer = recorded(POSTS)
    answer["posts"][3]["author"]["id"] = "rahasia"
    got = read(Ask.POSTS, "2", mod_forum_get_discussion_posts=answer)
    assert "posts 2" in str(got)
    assert "posts.3.author.id" in str(got)
    assert "rahasia" not in str(got)


@pytest.mark.parametrize(
    ("ask", "id"), [(Ask.POSTS, "x"), (Ask.USERS, "1,,2"), (Ask.COURSES, "fullname=x"), (Ask.COURSES, "2")]
)
def test_a_want_that_makes_no_sense_concerns_itself_only(read: Any, remote: Any, ask: Ask, id: str) -> None:
    got = read(ask, id)
    assert (type(got), got.word) == (Refused, "bad_want")
    assert remote.asked == []


def test_every_ask_is_known(moodle: Moodle) -> None:
    wants = [Want(ask, "x") for ask in Ask]
    assert [type(got) for got in moodle.read(wants)] == [Refused] * len(Ask)


def test_facts_are_json_safe(read: Any) -> None:
    posts = read(Ask.POSTS, "2", mod_forum_get_discussion_posts=POSTS)
    assert all(dataclasses.asdict(fact) for fact in posts.facts)
