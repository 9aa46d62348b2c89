"""Summaries of discussions: once, in a forum that mails nobody, true to what stands there; moderators decide."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from connector.cli.summaries import summarise
from connector.lms.moodle import Moodle
from connector.models.own_posts import OwnPostRow
from connector.runner.embedded import start
from connector.sandbox import SERVICE_ACCOUNT, SERVICE_TOKEN
from connector.sandbox.rows import Discussion
from tests.flow.conftest import STARTER, House, MakeHouse
from tests.flow.scene import AK, AYU, BAGUS, DAY, FIELD, HOUR, MADE, QANDA, RETNO, SITI, messages

ADD, UPDATE = "mod_forum_add_discussion", "mod_forum_update_discussion_post"
RULE = """
summaries:
  - of: discussion
    when: {quiet_days: 3, posts: {at_least: 3}}
    into: {forum: {name: "Ringkasan CoP"}}
    language: id
"""
PROBLEM = (
    "<p>Rekan-rekan, antrean pemeriksaan di terminal kami menumpuk antara pukul 21.00 dan 23.00 karena empat "
    "penerbangan tiba hampir bersamaan. Bagaimana cara memisahkan alur pemeriksaan kedua tanpa menambah petugas?</p>"
)
ANSWER = (
    "<p>Di kantor kami masalah yang sama selesai dengan penanda dini di ujung lorong. Solusinya, petugas memeriksa "
    "kelengkapan dokumen sebelum penumpang masuk barisan, lalu yang belum lengkap diarahkan ke meja kedua.</p>"
)
DECISION = (
    "<p>Disepakati bahwa penanda dini dicoba mulai Senin depan di semua terminal. Mohon setiap kepala giliran "
    "mengirim laporan paling lambat tanggal 30 November 2026. Terima kasih, sangat membantu.</p>"
)


@pytest.fixture
def house(make_house: MakeHouse) -> House:
    made = make_house()
    prepare(made)
    return made


def prepare(house: House) -> None:
    house.site.sender.paused = True
    house.site.deeds.create_forum(AK, "general", "Ringkasan CoP", forcesubscribe=3)
    house.publish(STARTER.read_text(encoding="utf-8") + RULE)
    house.work()


def talk(house: House, forum: int = FIELD, **more: Any) -> int:
    """A discussion in which something is asked, answered and agreed; returns its id."""
    deeds = house.site.deeds
    discussion = deeds.start_discussion(AYU, forum, "Antrean malam", PROBLEM, **more)
    first = house.site.tables.discussions[discussion].firstpost
    for user, text in ((MADE, ANSWER), (RETNO, DECISION)):
        house.clock.at += HOUR
        deeds.reply(user, first, text)
    return discussion


def rest(house: House, days: int = 4) -> None:
    house.clock.at += days * DAY
    house.reconcile(full=True)
    house.work()


def replies(house: House, discussion: int) -> list[int]:
    return sorted(post.id for post in house.site.tables.posts_of(discussion) if post.parent)


def ours(house: House) -> list[Discussion]:
    found = [head for head in house.site.tables.discussions.values() if head.userid == SERVICE_ACCOUNT]
    return sorted(found, key=lambda head: head.id)


def shown(house: House) -> str:
    [head] = ours(house)
    return house.site.tables.posts[head.firstpost].message


def states(house: House) -> list[tuple[str, str | None]]:
    return [(message.state, message.reason) for message in messages(house, "summary")]


def row(house: House) -> OwnPostRow:
    with house.cop.context.db.read() as session:
        return session.scalars(select(OwnPostRow)).one()


def impatient(house: House) -> None:
    house.cop.context.sources["lms"] = Moodle(  # type: ignore[index]
        "lms", house.lms.url, SERVICE_TOKEN, allow_private_address=True, timeouts=(1.0, 0.3)
    )


def test_a_discussion_at_rest_gets_one_summary_and_nobody_is_mailed(house: House) -> None:
    discussion = talk(house)
    house.clock.at += DAY
    house.site.mails  # noqa: B018 - the discussion's own mails are out
    house.reconcile(full=True)
    assert ours(house) == []
    rest(house)
    text = shown(house)
    assert f'cop-ringkasan-{discussion}"' in text
    assert f"{house.lms.url}/mod/forum/discuss.php?d={discussion}#p" in text
    assert "Disepakati bahwa penanda dini" in text
    for _ in range(3):
        rest(house)
    assert (house.site.calls[ADD], house.site.calls[UPDATE]) == (1, 0)
    assert states(house) == [("sent", None)]
    our_post = ours(house)[0].firstpost
    assert [mail for mail in house.site.mails if mail.post == our_post] == []
    assert row(house).post == our_post


LINKED = RULE.replace("    language: id\n", "    language: id\n    link_back: reply\n")


def links(house: House) -> list[str]:
    """Our replies, as members read them."""
    posts = house.site.tables.posts.values()
    return [post.message for post in posts if post.userid == SERVICE_ACCOUNT and post.parent]


def test_where_the_mapping_says_so_one_reply_leads_to_the_summary(house: House) -> None:
    house.publish(STARTER.read_text(encoding="utf-8") + LINKED)
    discussion = talk(house)
    rest(house)
    [head] = ours(house)
    [link] = links(house)
    assert f'{house.lms.url}/mod/forum/discuss.php?d={head.id}"' in link
    house.site.deeds.edit_post(
        AYU, house.site.tables.discussions[discussion].firstpost, PROBLEM + "<p>Lagi.</p>"
    )
    for _ in range(2):
        rest(house)
    assert (links(house), len(ours(house))) == ([link], 1)


def test_a_link_goes_with_its_summary(house: House) -> None:
    house.publish(STARTER.read_text(encoding="utf-8") + LINKED)
    talk(house)
    rest(house)
    [head] = ours(house)
    house.site.deeds.delete_discussion(RETNO, head.id)
    for post in [post for post in house.site.tables.posts.values() if post.userid == AYU]:
        house.site.deeds.edit_post(AYU, post.id, PROBLEM + "<p>Sudah selesai.</p>")
    rest(house)
    rest(house)
    [link] = links(house)
    assert "discuss.php" not in link
    assert "ditarik" in link


def test_summaries_of_the_past_are_not_linked_to(house: House) -> None:
    talk(house)
    rest(house)
    rest(house)
    house.publish(STARTER.read_text(encoding="utf-8") + LINKED)
    rest(house)
    assert (len(ours(house)), links(house)) == (1, [])


def test_in_observe_mode_nothing_is_written_and_going_live_catches_up(make_house: MakeHouse) -> None:
    house = make_house(mode="observe")
    prepare(house)
    talk(house)
    rest(house)
    assert (ours(house), states(house)) == ([], [])
    house.mode = "live"
    house.open_again()
    rest(house)
    assert len(ours(house)) == 1


def test_what_came_to_rest_long_ago_is_not_taken_up_when_a_site_goes_live(make_house: MakeHouse) -> None:
    house = make_house(mode="observe")
    prepare(house)
    talk(house)
    rest(house, days=40)
    house.mode = "live"
    house.open_again()
    rest(house)
    assert (ours(house), states(house)) == ([], [])


def test_after_a_creation_of_unknown_outcome_exactly_one_is_visible(house: House) -> None:
    talk(house)
    impatient(house)
    house.site.faults.set("timeout_after", function=ADD, seconds=0.8, count=1)
    rest(house)
    assert states(house) == [("pending", "outcome_unknown")]
    house.site.faults.clear()
    house.clock.at += HOUR
    house.work()
    assert states(house) == [("sent", None)]
    assert (len(ours(house)), house.site.calls[ADD]) == (1, 1)


def test_after_a_crash_the_look_waits_until_the_site_is_done_with_what_died_with_us(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A look at once would find nothing, and a second post would stand there until somebody looks again."""
    talk(house)
    add = Moodle.add_discussion

    def killed(self: Moodle, *args: Any, **more: Any) -> int:
        add(self, *args, **more)
        raise KeyboardInterrupt

    monkeypatch.setattr(Moodle, "add_discussion", killed)
    with pytest.raises(KeyboardInterrupt):
        rest(house)
    monkeypatch.undo()
    house.open_again()
    with house.site.lock:
        posts, discussions = house.site.tables.posts, house.site.tables.discussions
        unseen = ours(house)[0]
        hidden = (discussions.pop(unseen.id), posts.pop(unseen.firstpost))
    start(house.cop.context, stale_before=house.clock.at + 1)
    house.work()
    assert states(house) == [("pending", None)]
    discussions[unseen.id], posts[unseen.firstpost] = hidden
    house.clock.at += 301
    house.work()
    assert states(house) == [("sent", None)]
    assert (len(ours(house)), house.site.calls[ADD]) == (1, 1)


def test_a_creation_that_was_never_done_is_done_after_the_look(house: House) -> None:
    talk(house)
    impatient(house)
    house.site.faults.set("timeout_before", function=ADD, seconds=0.8, count=1)
    rest(house)
    assert ours(house) == []
    house.clock.at += HOUR
    house.work()
    assert len(ours(house)) == 1


def test_a_post_that_appears_late_is_a_second_copy_and_the_younger_goes(house: House) -> None:
    discussion = talk(house)
    impatient(house)
    house.site.faults.set("timeout_before", function=ADD, seconds=0.8, count=1)
    rest(house)
    house.clock.at += HOUR
    house.work()
    [first] = ours(house)
    late = house.site.tables.posts[first.firstpost]
    house.site.deeds.start_discussion(SERVICE_ACCOUNT, first.forum, late.subject, late.message)
    assert len(ours(house)) == 2
    house.clock.at += 2 * HOUR
    house.work()
    assert ours(house) == [first]
    assert discussion not in {head.id for head in ours(house)}


def test_a_member_who_quotes_our_marker_is_not_taken_for_us(house: House) -> None:
    discussion = talk(house)
    forum = max(house.site.tables.forums)
    quoting = house.site.deeds.start_discussion(
        SITI, forum, "Kutipan", f'<div class="cop-ringkasan cop-ringkasan-{discussion}">salinan</div>'
    )
    rest(house)
    assert len(ours(house)) == 1
    assert "salinan" in house.site.tables.posts[house.site.tables.discussions[quoting].firstpost].message


def test_a_quoted_post_that_is_edited_shows_at_once_and_in_place(house: House) -> None:
    discussion = talk(house)
    rest(house)
    decision = replies(house, discussion)[-1]
    house.site.deeds.edit_post(BAGUS, decision, DECISION.replace("Senin depan", "Kamis pekan ini"))
    house.clock.at += 60
    house.reconcile(full=True)
    assert "Kamis pekan ini" in shown(house)
    assert "Senin depan" not in shown(house)
    assert house.site.calls[ADD] == 1


def test_a_new_post_waits_until_the_discussion_rests_again(house: House) -> None:
    discussion = talk(house)
    rest(house)
    before = shown(house)
    first = house.site.tables.discussions[discussion].firstpost
    house.site.deeds.reply(
        SITI, first, "<p>Disepakati pula bahwa kartu periksa dicetak untuk setiap petugas.</p>"
    )
    house.clock.at += DAY
    house.reconcile(full=True)
    assert shown(house) == before
    rest(house)
    assert "kartu periksa" in shown(house)
    assert house.site.calls[ADD] == 1


def test_what_is_deleted_is_quoted_no_longer(house: House) -> None:
    discussion = talk(house)
    rest(house)
    for post in replies(house, discussion):
        house.site.deeds.delete_post(BAGUS, post)
    house.clock.at += 60
    house.reconcile(full=True)
    assert "Disepakati" not in shown(house)
    assert "ditarik" in shown(house)
    assert row(house).state == "withdrawn"


def test_a_discussion_that_is_deleted_takes_its_quotations_along(house: House) -> None:
    house.site.deeds.delete_discussion(BAGUS, _after_summary(house))
    house.clock.at += 60
    house.reconcile(full=True)
    assert "ditarik" in shown(house)
    assert "Antrean malam" not in ours(house)[0].name


def _after_summary(house: House) -> int:
    discussion = talk(house)
    rest(house)
    assert len(ours(house)) == 1
    return discussion


def test_one_that_a_moderator_removed_is_never_posted_again(house: House) -> None:
    discussion = _after_summary(house)
    house.site.deeds.delete_discussion(BAGUS, ours(house)[0].id)
    for words in ("Senin pagi", "Selasa pagi"):
        decision = replies(house, discussion)[-1]
        house.site.deeds.edit_post(BAGUS, decision, DECISION.replace("Senin depan", words))
        rest(house)
    assert ours(house) == []
    assert states(house)[-1] == ("refused", "removed_by_moderator")
    assert len(states(house)) == 2


def test_one_that_a_moderator_edited_is_left_alone(house: House) -> None:
    discussion = _after_summary(house)
    our_post = ours(house)[0].firstpost
    house.site.deeds.edit_post(BAGUS, our_post, shown(house).replace("Disepakati", "Diusulkan"))
    edited = shown(house)
    house.site.deeds.edit_post(BAGUS, replies(house, discussion)[-1], DECISION.replace("Senin", "Rabu"))
    rest(house)
    assert shown(house) == edited
    assert states(house)[-1] == ("refused", "edited_by_moderator")


def test_an_update_of_unknown_outcome_is_not_taken_for_a_moderators_edit(house: House) -> None:
    discussion = _after_summary(house)
    impatient(house)
    house.site.faults.set("timeout_after", function=UPDATE, seconds=0.8, count=1)
    decision = replies(house, discussion)[-1]
    house.site.deeds.edit_post(BAGUS, decision, DECISION.replace("Senin depan", "Rabu depan"))
    house.clock.at += 60
    house.reconcile(full=True)
    assert states(house)[-1] == ("pending", "outcome_unknown")
    house.site.deeds.edit_post(BAGUS, decision, DECISION.replace("Senin depan", "Jumat depan"))
    house.clock.at += HOUR
    house.reconcile(full=True)
    assert "Jumat depan" in shown(house)
    assert states(house)[-1] == ("sent", None)


def test_private_replies_are_never_quoted(house: House) -> None:
    discussion = talk(house)
    first = house.site.tables.discussions[discussion].firstpost
    house.site.deeds.reply(BAGUS, first, "<p>Disepakati rahasia pribadi ini.</p>", private_to=True)
    rest(house)
    assert "rahasia" not in shown(house)


@pytest.mark.parametrize("where", ["qanda", "group"])
def test_what_not_everybody_may_read_is_not_summed_up(house: House, where: str) -> None:
    if where == "qanda":
        talk(house, QANDA)
    else:
        forum = house.site.deeds.create_forum(AK, "general", "Kelompok", groupmode=1)
        group = min(house.site.tables.groups)
        talk(house, forum, group=group)
    rest(house)
    assert ours(house) == []
    assert states(house) == [], "nobody needs to look at what is not to be said"
    assert "not_for_all" in house.export("summaries")


def test_the_export_tells_which_posts_are_quoted_and_no_text(house: House) -> None:
    discussion = _after_summary(house)
    exported = house.export("summaries")
    assert f'"key":"discussion:{discussion}"' in exported
    assert '"state":"standing"' in exported
    assert "Disepakati" not in exported


def test_what_is_shown_for_a_time_is_quoted_for_that_time(house: House) -> None:
    opens, closes = house.clock.at + 10 * DAY, house.clock.at + 20 * DAY
    talk(house, timestart=opens, timeend=closes)
    rest(house)
    assert ours(house) == []
    rest(house, 7)
    assert "Disepakati" in shown(house)
    rest(house, 12)
    assert "Disepakati" not in shown(house)
    assert row(house).reason == "not_for_all"


def test_the_command_prints_and_sends_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    discussion = talk(house)
    house.reconcile(full=True)
    monkeypatch.setattr("connector.cli.summaries.cop", lambda: nullcontext(house.cop))
    for named in (str(discussion), f"lms:{discussion}", "99"):
        told = CliRunner().invoke(summarise, [named], catch_exceptions=False).output
        assert ("Disepakati" in told) == (named != "99")
    assert "no_posts" in told
    assert (ours(house), states(house)) == ([], [])
