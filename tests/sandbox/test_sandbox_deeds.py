"""What people do, and what of it a reader of the web services can notice."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from connector.sandbox.events import short_name

RETNO, BAGUS, AYU, YOHANES, SITI, MADE = range(4, 10)
FIELD, QANDA, BLOG = 2, 3, 4


def told(site):
    """The events since the last look."""
    names = [short_name(sent.event) for sent in site.sent]
    site.sent.clear()
    return names


@pytest.fixture
def talk(site, clock):
    """A discussion with two replies, a minute apart."""
    discussion = site.deeds.start_discussion(AYU, FIELD, "Antrean", "<p>Bagaimana?</p>")
    first = site.tables.discussions[discussion].firstpost
    clock.at += 60
    second = site.deeds.reply(MADE, first, "<p>Begini.</p>")
    clock.at += 60
    third = site.deeds.reply(SITI, second, "<p>Setuju.</p>")
    clock.at += 60
    site.sent.clear()
    return discussion, first, second, third


def test_writing_is_told_text_first(site):
    discussion = site.deeds.start_discussion(AYU, FIELD, "Judul", "<p>Isi</p>")
    first = site.tables.discussions[discussion].firstpost
    assert told(site) == [
        "assessable_uploaded",
        "discussion_created",
        "discussion_subscription_created",
    ]
    site.deeds.reply(AYU, first, "<p>Lagi</p>")
    assert told(site) == ["assessable_uploaded", "post_created"]
    site.deeds.reply(MADE, first, "<p>Ya</p>")
    assert told(site) == ["assessable_uploaded", "post_created", "discussion_subscription_created"]
    site.deeds.reply(BAGUS, first, "<p>Rahasia</p>", private_to=True)
    assert told(site) == ["assessable_uploaded", "post_created"]


def test_a_reply_moves_the_head_and_an_edit_does_not(site, ask, talk, clock):
    discussion, first, second, _ = talk
    before = ask.head(FIELD, discussion)
    site.deeds.edit_post(MADE, second, "<p>Begini, lengkapnya.</p>")
    assert ask.head(FIELD, discussion) == before
    site.deeds.edit_post(AYU, first, subject="Antrean malam")
    after = ask.head(FIELD, discussion)
    assert (after["name"], after["modified"]) == ("Antrean malam", clock.at)
    assert after["timemodified"] == before["timemodified"] == clock.at - 60


def test_the_head_goes_back_when_the_last_reply_is_deleted(site, ask, talk):
    discussion, _, second, third = talk
    before = ask.head(FIELD, discussion)
    site.deeds.delete_post(SITI, third)
    after = ask.head(FIELD, discussion)
    assert after["timemodified"] == before["timemodified"] - 60
    assert (after["usermodified"], after["numreplies"]) == (MADE, 1)
    site.deeds.restore_post(third)
    assert ask.head(FIELD, discussion) == before
    assert told(site) == ["post_deleted"]
    site.deeds.delete_post(BAGUS, second)
    assert [p["id"] for p in ask.posts(discussion)] == [talk[1]]


def test_deleting_the_first_post_deletes_the_discussion(site, ask, talk):
    discussion, first, *_ = talk
    site.deeds.delete_post(BAGUS, first)
    assert told(site) == ["post_deleted"] * 3 + ["discussion_deleted"]
    assert ask.heads(FIELD) == []
    assert ask("mod_forum_get_discussion_posts", discussionid=discussion) == {
        "exception": "Error",
        "message": "Call to a member function get_forum_id() on null",
    }
    site.deeds.restore_post(first)
    assert [p["id"] for p in ask.posts(discussion)] == [first]


def test_a_moderators_edit_leaves_a_line(site, ask, talk):
    *_, third = talk
    site.deeds.edit_post(BAGUS, third, "<p>Setuju!</p>")
    event = site.sent[-1].event
    assert (short_name(event), event["userid"], event["relateduserid"]) == ("post_updated", str(BAGUS), SITI)
    message = ask("mod_forum_get_discussion_post", postid=third)["post"]["message"]
    assert message.startswith('<p>Setuju!</p><p><span class="edited">(Edited by Bagus Prasetya Nugraha - ')


def test_split_keeps_ids_and_times_and_takes_replies_along(site, ask, talk):
    discussion, first, second, third = talk
    old = {p["id"]: p["timecreated"] for p in ask.posts(discussion)}
    new = site.deeds.split(BAGUS, second, "Hal lain")
    assert told(site) == ["discussion_updated", "discussion_created", "post_updated"]
    assert [p["id"] for p in ask.posts(discussion)] == [first]
    posts = {p["id"]: p for p in ask.posts(new)}
    assert {key: p["timecreated"] for key, p in posts.items()} == {key: old[key] for key in (second, third)}
    assert (posts[second]["hasparent"], posts[third]["parentid"]) == (False, second)
    head = ask.head(FIELD, new)
    assert (head["id"], head["userid"], head["timemodified"]) == (second, MADE, old[third])
    assert ask.head(FIELD, discussion)["timemodified"] == old[first]


def test_move_keeps_times(site, ask, talk):
    discussion, *_ = talk
    before = ask.head(FIELD, discussion)
    site.deeds.move_discussion(BAGUS, discussion, BLOG)
    assert told(site) == ["discussion_moved"]
    assert ask.heads(FIELD) == []
    assert ask.head(BLOG, discussion) == before


def test_pin_and_lock(site, ask, talk):
    discussion, *_ = talk
    other = site.deeds.start_discussion(AYU, FIELD, "Baru", "<p>x</p>")
    assert [h["discussion"] for h in ask.heads(FIELD)] == [other, discussion]
    told(site)
    site.deeds.pin(RETNO, discussion, by_ajax=True)
    assert told(site) == []
    site.deeds.pin(RETNO, discussion)
    site.deeds.lock(RETNO, discussion)
    assert told(site) == ["discussion_pinned", "discussion_lock_updated"]
    head = ask.heads(FIELD)[0]
    assert (head["discussion"], head["pinned"], head["locked"], head["canreply"]) == (
        discussion,
        True,
        True,
        False,
    )


def test_privacy_erasure_is_silent(site, ask, talk):
    discussion, _, second, _ = talk
    before = ask.head(FIELD, discussion)
    site.deeds.privacy_erase(second)
    assert told(site) == []
    assert ask.head(FIELD, discussion) == before
    post = next(p for p in ask.posts(discussion) if p["id"] == second)
    assert (post["isdeleted"], post["timecreated"], post["author"]["id"]) == (True, None, None)
    assert "Begini" not in str(post)


def test_course_reset_tells_nothing_of_posts(site, ask, talk):
    site.deeds.course_reset(2)
    assert told(site) == ["course_reset_started", "course_reset_ended"]
    assert ask.heads(FIELD) == []


def test_people_come_change_and_leave(site, ask):
    user = site.deeds.create_user("baru", "Orang", "Baru", "199001012015011001")
    site.deeds.enrol(user, 2)
    site.deeds.set_role(user, 2, "teacher")
    assert told(site) == [
        "user_password_updated",
        "user_created",
        "user_enrolment_created",
        "role_assigned",
        "role_assigned",
        "role_unassigned",
    ]
    form = {"courseid": 2, "options[0][name]": "userfields", "options[0][value]": "id,idnumber,roles"}
    row = next(u for u in ask("core_enrol_get_enrolled_users", form) if u["id"] == user)
    assert (row["idnumber"], [r["shortname"] for r in row["roles"]]) == ("199001012015011001", ["teacher"])
    assert set(row) == {"id", "idnumber", "roles"}
    site.deeds.cohort_add(1, user)
    site.deeds.group_add(1, user)
    told(site)
    site.deeds.delete_user(user)
    assert told(site) == [
        "role_unassigned",
        "user_enrolment_deleted",
        "group_member_removed",
        "cohort_member_removed",
        "user_deleted",
    ]
    by_number = {"field": "idnumber", "values[0]": "199001012015011001"}
    assert ask("core_user_get_users_by_field", by_number) == []
    assert "idnumber" not in ask("core_user_get_users_by_field", {"field": "id", "values[0]": user})[0]


def test_user_deleted_tells_who_it_was(site):
    site.deeds.delete_user(MADE)
    other = site.sent[-1].event["other"]
    assert (other["username"], other["email"], len(other["idnumber"])) == (
        "wiguna",
        "wiguna@example.test",
        18,
    )


def test_suspended_enrolments(site, ask):
    site.deeds.suspend_enrolment(MADE, 2)

    def ids(option=None):
        form = {"options[0][name]": option, "options[0][value]": 1} if option else {}
        return {u["id"] for u in ask("core_enrol_get_enrolled_users", courseid=2, **form)}

    assert MADE in ids()
    assert ids("onlyactive") == ids() - {MADE}
    assert ids("onlysuspended") == {MADE}


def test_profile_fields_are_cut_and_unknown_ones_swallowed(site, ask):
    form = {
        "users[0][id]": MADE,
        "users[0][customfields][0][type]": "cop_jp_locked",
        "users[0][customfields][0][value]": "x" * 3000,
        "users[0][customfields][1][type]": "tidak_ada",
        "users[0][customfields][1][value]": "1",
        "users[1][id]": 2,
        "users[2][id]": AYU,
    }
    answer = ask("core_user_update_users", form)
    assert [w["warningcode"] for w in answer["warnings"]] == ["usernotupdatedadmin"]
    assert site.tables.users[MADE].fields.keys() == {"unit_kerja", "cop_jp_locked"}
    assert len(site.tables.users[MADE].fields["cop_jp_locked"]) == 2048
    assert told(site) == ["user_updated", "user_updated"]


def test_course_gone(site, ask, talk):
    site.deeds.delete_course(2)
    assert told(site)[-2:] == ["course_content_deleted", "course_deleted"]
    assert ask("core_course_get_courses_by_field", field="id", value=2)["courses"] == []
    assert {f["course"] for f in ask("mod_forum_get_forums_by_courses", {"courseids[0]": 2})} == set()
    assert ask("core_course_get_contents", courseid=2)["errorcode"] == "invalidrecord"


@pytest.mark.parametrize(
    ("field", "value", "ids"),
    [
        ("ids", "2,3,99", [2, 3]),
        ("shortname", "COP-PP", [3]),
        ("idnumber", "COP-AK", [2]),
        ("category", "2", [2, 3]),
        ("", "", [2, 3]),
    ],
)
def test_courses_by_field(ask, field, value, ids):
    courses = ask("core_course_get_courses_by_field", field=field, value=value)["courses"]
    assert [course["id"] for course in courses] == ids
    assert all("idnumber" not in course for course in courses)


def test_pages_and_orders_of_heads(site, ask, clock):
    made = []
    for number in range(5):
        clock.at += 10
        made.append(site.deeds.start_discussion(AYU, FIELD, f"Judul {number}", "<p>x</p>"))

    def ids(**form):
        found = ask("mod_forum_get_forum_discussions", forumid=FIELD, **form)["discussions"]
        return [head["discussion"] for head in found]

    assert ids() == ids(perpage=0) == ids(sortorder=1) == made[::-1]
    assert ids(sortorder=4) == made
    assert ids(page=1, perpage=2) == made[::-1][2:4]
    assert ids(page=9, perpage=2) == []


def test_many_may_write_at_once(site, ask, talk):
    discussion, first, *_ = talk
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda n: site.deeds.reply(AYU, first, f"<p>{n}</p>"), range(40)))
    assert len(set(made)) == 40
    assert {p["id"] for p in ask.posts(discussion)} >= set(made)


def test_an_edit_does_not_bring_back_what_was_deleted_meanwhile(site, ask, talk):
    discussion, _, _, third = talk
    emit = site.sender.emit

    def delete_first(event):
        site.sender.emit = emit
        site.deeds.delete_post(BAGUS, third)
        emit(event)

    site.sender.emit = delete_first
    site.deeds.edit_post(SITI, third, "<p>Terlambat</p>")
    assert third not in {p["id"] for p in ask.posts(discussion)}
