"""What the service account writes: events, mails, and what is left of a text's marker."""

import pytest

from connector.sandbox.events import short_name

SERVICE, RETNO, BAGUS, AYU, MADE, RIZAL = 3, 4, 5, 6, 9, 11
FIELD, POKJA = 2, 1
HTML = '<div class="cop-summary" id="s1" data-cop="7"><!-- 7 --><p>Ringkasan</p></div>'
HALF_AN_HOUR = 1800


@pytest.fixture
def quiet(site):
    """A forum that nobody can subscribe to."""
    return site.deeds.create_forum(2, "general", "Ringkasan CoP", forcesubscribe=3)


@pytest.fixture
def forced(site):
    return site.deeds.create_forum(2, "general", "Pengumuman Wajib", forcesubscribe=1)


def told(site, since=0):
    return [short_name(sent.event) for sent in site.sent[since:]]


def add(ask, forum, **more):
    form = {"forumid": forum, "subject": "Ringkasan", "message": HTML, **more}
    return ask("mod_forum_add_discussion", form)["discussionid"]


NOT_SUBSCRIBED = {"options[0][name]": "discussionsubscribe", "options[0][value]": "0"}


def test_whoever_writes_subscribes_unless_told_not_to(site, ask, clock):
    add(ask, FIELD)
    assert told(site) == ["assessable_uploaded", "discussion_created", "discussion_subscription_created"]
    assert {sent.event["userid"] for sent in site.sent} == {str(SERVICE)}
    seen = len(site.sent)
    discussion = add(ask, FIELD, **NOT_SUBSCRIBED)
    assert told(site, seen) == ["assessable_uploaded", "discussion_created"]
    site.deeds.reply(AYU, site.tables.discussions[discussion].firstpost, "<p>Baik</p>")
    clock.at += HALF_AN_HOUR
    posts = {post.id for post in site.tables.posts_of(discussion)}
    assert SERVICE not in {mail.user for mail in site.mails if mail.post in posts}


def test_an_update_unsubscribes_and_loses_ids(site, ask):
    discussion = add(ask, FIELD)
    post = site.tables.discussions[discussion].firstpost
    kept = '<div class="cop-summary" id="s1"><p>Ringkasan</p></div>'
    assert site.tables.posts[post].message == kept
    seen = len(site.sent)
    ask("mod_forum_update_discussion_post", postid=post, message=HTML, subject="Ringkasan 2")
    assert told(site, seen) == ["assessable_uploaded", "post_updated", "discussion_subscription_deleted"]
    assert site.sent[seen + 1].event["relateduserid"] == SERVICE
    assert site.tables.posts[post].message == '<div class="cop-summary"><p>Ringkasan</p></div>'
    assert site.tables.discussions[discussion].name == "Ringkasan 2"


def test_a_moderators_edit_leaves_the_class_and_a_line(site, ask, quiet):
    discussion = add(ask, quiet)
    post = site.tables.discussions[discussion].firstpost
    site.deeds.edit_post(BAGUS, post, site.tables.posts[post].message)
    message = ask.posts(discussion)[0]["message"]
    assert message.startswith('<div class="cop-summary"><p>Ringkasan</p></div><p><span class="edited">')


def test_a_member_can_have_a_token(site, ask):
    site.tokens["agus"] = MADE
    answer = ask.post("mod_forum_add_discussion", "agus", forumid=FIELD, subject="Tanya", message="<p>?</p>")
    assert site.tables.discussions[answer.json["discussionid"]].userid == MADE


def test_nobody_is_mailed_where_nobody_can_subscribe(site, ask, quiet, clock):
    discussion = add(ask, quiet)
    first = site.tables.discussions[discussion].firstpost
    ask("mod_forum_add_discussion_post", postid=first, subject="Re", message="<p>x</p>")
    clock.at += HALF_AN_HOUR
    assert site.mails == []
    assert "discussion_subscription_created" not in told(site)


def test_everybody_is_mailed_where_all_must_subscribe(site, ask, forced, clock):
    discussion = add(ask, forced)
    members = {e.user for e in site.tables.enrolments_of(2)}
    assert site.mails == []
    clock.at += HALF_AN_HOUR
    assert {mail.user for mail in site.mails} == members
    post = site.tables.discussions[discussion].firstpost
    ask("mod_forum_update_discussion_post", postid=post, message="<p>Baru</p>")
    clock.at += HALF_AN_HOUR
    assert len(site.mails) == len(members)


def test_what_is_deleted_at_once_is_never_mailed(site, ask, forced, clock):
    discussion = add(ask, forced)
    first = site.tables.discussions[discussion].firstpost
    reply = ask("mod_forum_add_discussion_post", postid=first, subject="Re", message="<p>x</p>")["postid"]
    ask("mod_forum_delete_post", postid=reply)
    clock.at += HALF_AN_HOUR
    assert {mail.post for mail in site.mails} == {first}
    ask("mod_forum_delete_post", postid=first)
    assert {mail.post for mail in site.mails} == {first}
    assert discussion not in site.tables.discussions


def test_subscribers_are_mailed_where_each_may_choose(site, clock):
    discussion = site.deeds.start_discussion(AYU, FIELD, "Antrean", "<p>Panjang</p>")
    site.deeds.subscribe(MADE, FIELD)
    site.deeds.subscribe(RIZAL, FIELD)
    site.deeds.suspend_enrolment(RIZAL, 2)
    site.deeds.reply(BAGUS, site.tables.discussions[discussion].firstpost, "<p>Ya</p>")
    clock.at += HALF_AN_HOUR
    reply = max(mail.post for mail in site.mails)
    assert {mail.user for mail in site.mails if mail.post == reply} == {AYU, BAGUS, MADE}


def test_a_groups_post_and_a_private_reply_are_for_few(site, forced, clock):
    site.deeds.group_add(POKJA, MADE)
    discussion = site.deeds.start_discussion(MADE, forced, "Kelompok", "<p>x</p>", group=POKJA)
    first = site.tables.discussions[discussion].firstpost
    site.deeds.reply(BAGUS, first, "<p>Rahasia</p>", private_to=True)
    clock.at += HALF_AN_HOUR
    assert {mail.user for mail in site.mails} == {MADE}


def test_others_posts_and_answered_posts_stay(site, ask):
    discussion = add(ask, FIELD)
    first = site.tables.discussions[discussion].firstpost
    site.deeds.reply(AYU, first, "<p>Terima kasih</p>")
    answer = ask("mod_forum_delete_post", postid=first)
    assert answer["errorcode"] == "couldnotdeletereplies"


@pytest.mark.parametrize(
    ("capability", "function", "form", "code"),
    [
        (
            "mod/forum:startdiscussion",
            "mod_forum_add_discussion",
            {"forumid": FIELD},
            "cannotcreatediscussion",
        ),
        ("mod/forum:replypost", "mod_forum_add_discussion_post", {"postid": 1}, "nopostforum"),
        ("mod/forum:editanypost", "mod_forum_update_discussion_post", {"postid": 1}, "cannotupdatepost"),
    ],
)
def test_a_right_is_missing(site, ask, capability, function, form, code):
    site.deeds.start_discussion(AYU, FIELD, "Antrean", "<p>Panjang</p>")
    site.revoke(capability)
    assert ask(function, form, subject="x", message="<p>x</p>")["errorcode"] == code


def test_an_identical_post_is_accepted_twice_and_emptiness_too(site, ask):
    one, two = add(ask, FIELD), add(ask, FIELD)
    assert one != two
    assert ask("mod_forum_add_discussion_post", postid=1, subject="", message="")["postid"] == 3


def test_unknown_options_and_posts(site, ask):
    form = {
        "forumid": FIELD,
        "subject": "x",
        "message": "x",
        "options[0][name]": "no",
        "options[0][value]": 1,
    }
    assert ask("mod_forum_add_discussion", form)["errorcode"] == "invalidparameter"
    assert ask("mod_forum_update_discussion_post", postid=99, message="x")["errorcode"] == "invalidpostid"
    assert ask("mod_forum_add_discussion", {**form, "forumid": 99})["errorcode"] == "invalidrecord"


def test_a_write_whose_answer_is_lost_was_done(site, ask):
    site.faults.set("timeout_after", seconds=0.0, count=1)
    ask.post("mod_forum_add_discussion", forumid=FIELD, subject="Ringkasan", message=HTML)
    assert [head["name"] for head in ask.heads(FIELD)] == ["Ringkasan"]
    site.faults.set("phantom", count=1)
    answer = ask("mod_forum_add_discussion_post", postid=1, subject="Re", message="<p>x</p>")
    assert answer["postid"] not in site.tables.posts


def test_group_forums(site, ask):
    forum = site.deeds.create_forum(2, "general", "Kelompok", groupmode=1)
    discussion = add(ask, forum, groupid=POKJA)
    assert site.tables.discussions[discussion].groupid == POKJA
    for_all = add(ask, forum, groupid=-1)
    assert site.tables.discussions[for_all].groupid == -1
    [section] = ask("core_course_get_contents", courseid=2)
    assert {m["groupmode"] for m in section["modules"] if m["instance"] == forum} == {1}


def test_deleted_users_texts_with_entities_survive_cleaning(site, ask):
    message = '<p class="a">&lt;b&gt; &amp; é &#233;<br/>x</p><style>p{}</style><script>1</script>'
    post = ask("mod_forum_add_discussion", forumid=FIELD, subject="x", message=message)
    [told_post] = ask.posts(post["discussionid"])
    assert told_post["message"] == '<p class="a">&lt;b&gt; &amp; é &#233;<br/>x</p>'
