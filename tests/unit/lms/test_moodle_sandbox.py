"""The port and the sandbox understand each other over real HTTP, in batches and singly."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from connector.errors import Gone, NotAllowed, OutcomeUnknown, Refused
from connector.lms.moodle import Moodle
from connector.lms.port import Ask, Want
from connector.sandbox import SERVICE_TOKEN, Site, both, build_site, play, serve
from connector.sandbox.story import default_base
from connector.sandbox.story_sessions import CASES, SUMMARIES, WEBINAR

NOW = 1_795_000_000
AYU, SITI, FRANSISKA = 6, 8, 10
HTML = '<div class="cop-summary"><p>Ringkasan</p></div>'


@dataclass
class Both:
    site: Site
    moodle: Moodle

    def read(self, ask: Ask, id: str) -> Any:
        [answer] = self.moodle.read([Want(ask, id)])
        return answer

    def forum(self, name: str, course: int = 2) -> int:
        return next(f.id for f in self.site.tables.forums.values() if (f.name, f.course) == (name, course))


@pytest.fixture
def lms() -> Iterator[Both]:
    site = build_site(lambda: NOW)
    site.sender.paused = True
    play(site, both(default_base(NOW)))
    with serve(site) as server:
        yield Both(site, Moodle("lms", server.url, SERVICE_TOKEN, allow_private_address=True))


def test_everything_is_read_in_one_batch(lms: Both) -> None:
    asks = {
        Ask.EVENTS: "2",
        Ask.MODULES: "2",
        Ask.MEETINGS: "2",
        Ask.RECORDINGS: "1001",
        Ask.CHOICE: "1001",
        Ask.COMPLETION: f"2/{AYU}",
        Ask.GLOSSARY: "1001",
        Ask.WIKI: "1001",
        Ask.DATABASE: "1001",
        Ask.BADGES: str(SITI),
        Ask.COHORTS: "idnumber=COP-LENCANA-KONTRIBUTOR",
    }
    lms.moodle.site()
    before = lms.site.calls["http"]
    answers = dict(zip(asks, lms.moodle.read([Want(*item) for item in asks.items()]), strict=True))
    assert lms.site.calls["http"] - before == 2
    assert all(isinstance(answer, list) and answer for answer in answers.values())
    meetings = {fact.data["name"]: fact for fact in answers[Ask.MEETINGS]}
    made = [fact for fact in answers[Ask.EVENTS] if fact.data["modname"] == "bigbluebuttonbn"]
    assert {fact.data["instance"] for fact in made} == {int(fact.id) for fact in meetings.values()}
    done = {fact.container for fact in answers[Ask.COMPLETION] if fact.data["state"]}
    assert done == {f"module:{meetings[WEBINAR].data['cmid']}"}
    [recording] = answers[Ask.RECORDINGS]
    assert recording.data["links"][0].startswith(lms.site.url)
    assert {o["text"] for fact in answers[Ask.CHOICE] for o in fact.data["options"]} >= {"Hadir"}
    assert [fact.data["editor"] for fact in answers[Ask.WIKI]] == [FRANSISKA]
    assert [fact.data["members"] for fact in answers[Ask.COHORTS]] == [[SITI]]
    assert [fact.data["name"] for fact in answers[Ask.BADGES]] == ["Kontributor CoP"]


@pytest.mark.parametrize("ask", [Ask.CHOICE, Ask.GLOSSARY, Ask.WIKI, Ask.DATABASE])
def test_an_activity_that_is_gone(lms: Both, ask: Ask) -> None:
    assert type(lms.read(ask, "9999")) is Gone


def test_ratings_come_with_posts(lms: Both) -> None:
    heads = lms.read(Ask.HEADS, str(lms.forum(CASES)))
    posts = [fact for head in heads for fact in lms.read(Ask.POSTS, head.fact.id).facts]
    rated = sorted(fact.data["rating"]["aggregate"] for fact in posts if "rating" in fact.data)
    assert rated == ["87.5", "95"]
    assert [fact.data["tags"] for fact in posts if fact.data["tags"]] == [["refleksi"]]


def test_a_summary_lives(lms: Both) -> None:
    forum = lms.forum(SUMMARIES)
    discussion = lms.moodle.add_discussion(forum, "Ringkasan: antrean", HTML)
    [found] = lms.moodle.find_own_posts("cop-summary", forum=forum)
    assert found.discussion == discussion
    assert lms.moodle.find_own_posts("cop-summary", discussion=discussion)[0].post == found.post
    lms.moodle.update_post(found.post, HTML.replace("Ringkasan", "Lagi"), "Ringkasan 2")
    lms.site.deeds.edit_post(5, found.post, lms.site.tables.posts[found.post].message)
    [edited] = lms.moodle.find_own_posts("cop-summary", forum=forum)
    assert (edited.subject, "(Edited by" in edited.html) == ("Ringkasan 2", True)
    reply = lms.moodle.add_reply(found.post, "Re", HTML)
    assert len(lms.moodle.find_own_posts("cop-summary", discussion=discussion)) == 2
    lms.moodle.delete_post(reply)
    lms.moodle.delete_post(found.post)
    assert lms.moodle.find_own_posts("cop-summary", forum=forum) == []
    with pytest.raises(Gone):
        lms.moodle.find_own_posts("cop-summary", discussion=discussion)
    with pytest.raises(Gone):
        lms.moodle.update_post(found.post, HTML)
    assert not [mail for mail in lms.site.mails if mail.post == found.post]


def test_a_reply_whose_answer_is_lost_is_found(lms: Both) -> None:
    first = lms.site.tables.discussions[2].firstpost
    lms.site.faults.set("timeout_after", function="mod_forum_add_discussion_post", seconds=0.0, count=1)
    with pytest.raises(OutcomeUnknown):
        lms.moodle.add_reply(first, "Ringkasan", HTML)
    assert len(lms.moodle.find_own_posts("cop-summary", discussion=2)) == 1


def test_a_locked_discussion_refuses(lms: Both) -> None:
    locked = next(d for d in lms.site.tables.discussions.values() if d.locked)
    with pytest.raises(Refused) as caught:
        lms.moodle.add_reply(locked.firstpost, "Ringkasan", HTML)
    assert caught.value.word == "cannot_post_here"


def test_texts_and_where_they_may_be_quoted(lms: Both) -> None:
    places = {}
    for discussion in lms.site.tables.discussions:
        found = lms.moodle.texts(discussion)
        assert found.posts
        places[discussion] = found.open_to_all(NOW)
    tables = lms.site.tables
    closed = {each for each, is_open in places.items() if not is_open}
    qanda = {d.id for d in tables.discussions.values() if tables.forums[d.forum].type == "qanda"}
    grouped = {d.id for d in tables.discussions.values() if d.groupid > 0}
    later = {d.id for d in tables.discussions.values() if d.timestart > NOW}
    assert closed == qanda | grouped | later
    assert qanda
    assert grouped
    lms.site.revoke("mod/forum:viewdiscussion")
    with pytest.raises(NotAllowed):
        lms.moodle.texts(2)


def test_members_come_and_go_and_the_badge_stays(lms: Both) -> None:
    assert lms.moodle.cohort_add(1, [AYU, SITI, 99999]) == {99999: "2"}
    assert lms.moodle.cohort_members(1) == {AYU, SITI}
    lms.moodle.cohort_remove(1, [AYU])
    assert lms.moodle.cohort_members(1) == {SITI}
    assert [fact.data["badge"] for fact in lms.read(Ask.BADGES, str(AYU))] == [1001]
    with pytest.raises(Gone):
        lms.moodle.cohort_add(99, [AYU])
