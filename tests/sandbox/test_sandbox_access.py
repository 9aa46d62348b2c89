"""What the service account sees, and what a missing right looks like."""

import pytest

RETNO, BAGUS, AYU = 4, 5, 6
FIELD, QANDA = 2, 3


@pytest.fixture
def said(site):
    """A discussion in the field forum with a private reply; returns discussion, first and private post."""
    discussion = site.deeds.start_discussion(AYU, FIELD, "Antrean", "<p>Bagaimana?</p>")
    first = site.tables.discussions[discussion].firstpost
    return discussion, first


def test_private_reply_moves_the_head_and_shows_no_post(site, ask, clock, said):
    discussion, first = said
    before = ask.head(FIELD, discussion)
    clock.at += 60
    private = site.deeds.reply(BAGUS, first, "<p>Rahasia</p>", private_to=True)
    after = ask.head(FIELD, discussion)
    assert after["timemodified"] == before["timemodified"] + 60
    assert (after["usermodified"], after["numreplies"]) == (BAGUS, 0)
    assert [p["id"] for p in ask.posts(discussion)] == [first]
    error = ask("mod_forum_get_discussion_post", postid=private)
    assert error["errorcode"] == "noviewdiscussionspermission"
    site.grant("mod/forum:readprivatereplies")
    assert {p["id"]: p["isprivatereply"] for p in ask.posts(discussion)} == {first: False, private: True}
    assert ask.head(FIELD, discussion)["numreplies"] == 1


def test_group_discussion_needs_all_groups(site, ask):
    discussion = site.deeds.start_discussion(AYU, FIELD, "Pokja", "<p>x</p>", group=1)
    assert ask.head(FIELD, discussion)["groupid"] == 1
    site.revoke("moodle/site:accessallgroups")
    assert ask.heads(FIELD) == []


def test_timed_discussion_needs_its_right_until_it_appears(site, ask, clock):
    discussion = site.deeds.start_discussion(AYU, FIELD, "Nanti", "<p>x</p>", timestart=clock.at + 100)
    assert ask.head(FIELD, discussion)["timestart"] == clock.at + 100
    site.revoke("mod/forum:viewhiddentimedposts")
    assert ask.heads(FIELD) == []
    clock.at += 100
    assert len(ask.heads(FIELD)) == 1


def test_answers_to_questions_need_their_right(site, ask):
    discussion = site.deeds.start_discussion(AYU, QANDA, "Tanya", "<p>x</p>")
    first = site.tables.discussions[discussion].firstpost
    site.deeds.reply(RETNO, first, "<p>Jawab</p>")
    assert len(ask.posts(discussion)) == 2
    site.revoke("mod/forum:viewqandawithoutposting")
    assert [p["id"] for p in ask.posts(discussion)] == [first]
    assert ask.head(QANDA, discussion)["numreplies"] == 0


@pytest.mark.parametrize("capability", ["mod/forum:viewdiscussion", "moodle/course:view"])
def test_lost_right_is_lost_access_not_absence(site, ask, said, capability):
    site.revoke(capability)
    for function, form in (
        ("mod_forum_get_forum_discussions", {"forumid": FIELD}),
        ("mod_forum_get_discussion_posts", {"discussionid": said[0]}),
        ("mod_forum_get_discussion_post", {"postid": said[1]}),
    ):
        assert ask(function, form)["errorcode"] == "requireloginerror"
    assert ask("mod_forum_get_forums_by_courses", {"courseids[0]": 2}) == []


def test_archived_course(site, ask, said):
    site.deeds.archive(2)
    assert ask("core_course_get_courses_by_field", field="id", value=2)["courses"][0]["visible"] == 0
    assert len(ask.posts(said[0])) == 1
    site.revoke("moodle/course:viewhiddencourses")
    assert ask("core_course_get_courses_by_field", field="id", value=2)["courses"] == []
    assert ask("mod_forum_get_forums_by_courses", {"courseids[0]": 2}) == []
    answer = ask("mod_forum_get_discussion_posts", discussionid=said[0])
    assert answer["errorcode"] == "requireloginerror"


def test_hidden_forum_vanishes_in_silence(site, ask, said):
    site.deeds.hide_forum(FIELD)

    def forums():
        return {f["id"] for f in ask("mod_forum_get_forums_by_courses", {"courseids[0]": 2})}

    assert FIELD not in forums()
    answer = ask("mod_forum_get_discussion_posts", discussionid=said[0])
    assert answer["errorcode"] == "requireloginerror"
    site.grant("moodle/course:ignoreavailabilityrestrictions")
    assert FIELD in forums()
    assert len(ask.posts(said[0])) == 1


def test_course_list_without_course_view_tells_less(site, ask):
    site.revoke("moodle/course:view")
    course = ask("core_course_get_courses_by_field", field="id", value=2)["courses"][0]
    assert course["id"] == 2
    assert "visible" not in course


def test_batch_may_be_left_out_of_the_service(site, ask):
    site.functions.discard("tool_mobile_call_external_functions")
    answer = ask("tool_mobile_call_external_functions", {"requests[0][function]": "x"})
    assert answer["errorcode"] == "accessexception"
    names = {f["name"] for f in ask("core_webservice_get_site_info")["functions"]}
    assert "tool_mobile_call_external_functions" not in names


def test_unknown_parameter_is_refused(ask):
    answer = ask("mod_forum_get_discussion_posts", discussionid=1, limit=3)
    assert answer["errorcode"] == "invalidparameter"
