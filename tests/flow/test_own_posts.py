"""Minutes, weekly digests, thanks and pointers to solved problems, where a member would see them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from connector.models.own_posts import OwnPostRow
from connector.sandbox import SERVICE_ACCOUNT
from connector.sandbox.rows import Post
from connector.steps.approve import Approver
from connector.steps.session_actions import decide
from tests.flow.conftest import STARTER, House, MakeHouse
from tests.flow.scene import (
    AK,
    AYU,
    BAGUS,
    DAY,
    FIELD,
    HOUR,
    MADE,
    PP,
    PP_FIELD,
    RETNO,
    SITI,
    answer,
    first_post,
    messages,
)

BOARD = "Ringkasan CoP"
JAKARTA = ZoneInfo("Asia/Jakarta")
SESSIONS = """
sessions:
  pertemuan:
    is: {calendar: {name: {prefix: "Pertemuan CoP"}}}
    attended_by: {choice: {name: {prefix: "Daftar hadir"}, answer: Hadir}}
  webinar:
    is: {activity: bigbluebuttonbn, name: {prefix: "Webinar"}}
    minutes: 60
    attended_by: {completion: complete}
summaries:
  - {of: session, into: {forum: {name: "Ringkasan CoP"}}, language: id}
"""
WEEKLY = """
summaries:
  - {of: week, into: {forum: {name: "Ringkasan CoP"}}, language: id}
"""
THANKS = """
recognition:
  penolong:
    name: {id: Penolong sesama, en: Helping hand}
    family: altruism
    needs: {people_helped: {at_least: 1}}
    shown_by: {thanks: {name: "Terima Kasih"}}
"""
RELATED = "\nrelated: {of: problem, at_most: 2}\n"

QUEUE = (
    "<p>Antrean pemeriksaan paspor di terminal kedatangan menumpuk setiap malam antara pukul sembilan dan sebelas "
    "karena empat penerbangan tiba bersamaan. Petugas kurang, penumpang mengeluh, dan alur pemeriksaan kedua "
    "bercampur dengan alur utama. Bagaimana memisahkan alur pemeriksaan kedua tanpa menambah petugas di terminal?</p>"
)
QUEUE_AGAIN = (
    "<p>Di bandara kami antrean pemeriksaan paspor menumpuk pada malam hari karena beberapa penerbangan tiba "
    "bersamaan di terminal kedatangan. Alur pemeriksaan kedua bercampur dengan alur utama dan penumpang mengeluh. "
    "Bagaimana memisahkan alur pemeriksaan kedua tanpa menambah petugas?</p>"
)
ARCHIVE = (
    "<p>Gudang arsip kantor kami penuh dan daftar arsip tidak pernah dibuat sejak tahun 2009. Kami belum tahu dari "
    "mana sebaiknya mulai mengusulkan pemusnahan, siapa yang menyetujui, dan berkas apa saja yang wajib disimpan "
    "selama sepuluh tahun menurut jadwal retensi yang berlaku di instansi.</p>"
)
ADVICE = (
    "<p>Kami memasang penanda dini di ujung lorong sehingga petugas memeriksa kelengkapan sebelum penumpang masuk "
    "barisan. Yang belum lengkap langsung diarahkan ke meja kedua, sedangkan yang lengkap tetap berjalan di alur "
    "utama. Sejak itu antrean turun dari empat puluh menjadi lima belas menit dan penumpang tidak lagi mengeluh "
    "kepada petugas jaga malam di terminal.</p>"
)
DECISION = (
    "<p>Disepakati bahwa penanda dini dicoba mulai Senin depan di semua terminal. Mohon setiap kepala giliran "
    "mengirim laporan paling lambat tanggal 30 November 2026. Terima kasih, sangat membantu.</p>"
)


@pytest.fixture
def quiet(house: House) -> House:
    house.site.sender.paused = True
    for course in (AK, PP):
        house.site.deeds.create_forum(course, "general", BOARD, forcesubscribe=3)
        house.site.deeds.create_forum(course, "general", "Terima Kasih", forcesubscribe=3)
    return house


def with_rules(house: House, more: str) -> House:
    house.publish(STARTER.read_text(encoding="utf-8") + more, valid_from=1)
    house.work()
    return house


def later(house: House, seconds: int) -> None:
    house.clock.at += seconds
    house.reconcile(full=True)
    house.work()


def ours(house: House, word: str = "") -> list[Post]:
    """Our posts, by id; those with this word in their text."""
    posts = [post for post in house.site.tables.posts.values() if post.userid == SERVICE_ACCOUNT]
    return sorted((post for post in posts if word in post.message), key=lambda post: post.id)


def row(house: House, prefix: str) -> OwnPostRow:
    with house.cop.context.db.read() as session:
        [found] = session.scalars(select(OwnPostRow).where(OwnPostRow.key.startswith(prefix)))
        return found


def states(house: House, kind: str) -> list[tuple[str, str | None]]:
    return [(message.state, message.reason) for message in messages(house, kind)]


def mailed(house: House) -> list[int]:
    own = {post.id for post in ours(house)}
    return [mail.post for mail in house.site.mails if mail.post in own]


# --- minutes ----------------------------------------------------------------------------


@pytest.fixture
def met(quiet: House) -> House:
    """A meeting of 90 minutes, attended by two, with a discussion of its name in which something was decided."""
    house, deeds = with_rules(quiet, SESSIONS), quiet.site.deeds
    start = house.clock.at + HOUR
    deeds.announce(RETNO, AK, "Pertemuan CoP: antrean malam", start, 90)
    choice = deeds.create_choice(AK, "Daftar hadir pertemuan", ("Hadir", "Izin"))
    house.clock.at = start + 1800
    deeds.answer_choice(AYU, choice, "Hadir")
    deeds.answer_choice(BAGUS, choice, "Hadir")
    deeds.answer_choice(SITI, choice, "Izin")
    talk = deeds.start_discussion(AYU, FIELD, "Tindak lanjut Pertemuan CoP: antrean malam", QUEUE)
    deeds.reply(MADE, first_post(house, talk), ADVICE)
    deeds.reply(RETNO, first_post(house, talk), DECISION)
    house.clock.at = start + 90 * 60
    return house


def test_after_a_session_its_minutes_tell_when_who_and_what_was_decided(met: House) -> None:
    later(met, 10)
    assert ours(met) == []
    later(met, HOUR)
    [post] = ours(met)
    day = datetime.fromtimestamp(met.clock.at - HOUR - 100 * 60, JAKARTA)
    assert post.subject == "Notula: Pertemuan CoP: antrean malam"
    assert f"{day.day} " in post.message
    assert "WIB" in post.message
    assert "2 orang: mengisi pilihan hadir" in post.message
    assert "Disepakati bahwa penanda dini dicoba" in post.message
    assert "30 November 2026" in post.message
    assert "Ayu" not in post.message
    assert mailed(met) == []
    later(met, DAY)
    assert len(ours(met)) == 1
    assert states(met, "minutes") == [("sent", None)]


def test_minutes_follow_who_answers_later_and_what_is_taken_back(met: House) -> None:
    later(met, HOUR + 10)
    choice = next(cmid for cmid, m in met.site.tables.modules.items() if m.modname == "choice")
    met.site.deeds.answer_choice(MADE, choice, "Hadir")
    later(met, 60)
    assert "3 orang" in ours(met)[0].message
    decision = next(
        p for p in met.site.tables.posts.values() if "Disepakati" in p.message and p.userid == RETNO
    )
    met.site.deeds.delete_post(RETNO, decision.id)
    later(met, 60)
    [post] = ours(met)
    assert "Disepakati" not in post.message
    assert "3 orang" in post.message
    assert mailed(met) == []


def test_minutes_of_a_session_that_a_leader_calls_off_are_withdrawn(met: House) -> None:
    later(met, HOUR + 10)
    key = row(met, "session:").key.partition(":")[2]
    with met.cop.context.db.write() as db:
        decide(met.cop.context, db, "lms", key, cancelled=True, by=Approver("ratna"), reason="batal")
    later(met, 60)
    [post] = ours(met)
    assert "ditarik" in post.message
    assert "Disepakati" not in post.message
    assert row(met, "session:").state == "withdrawn"


def test_a_recorded_meeting_is_linked_and_a_hidden_one_has_no_minutes(quiet: House) -> None:
    house, deeds = with_rules(quiet, SESSIONS), quiet.site.deeds
    opens = house.clock.at + HOUR
    rooms = [
        deeds.create_activity(AK, "bigbluebuttonbn", f"Webinar {name}", completion=2, opens=opens, minutes=5)
        for name in ("terbuka", "tertutup")
    ]
    deeds.hide_activity(rooms[1])
    for room in rooms:
        house.clock.at = opens
        deeds.join_meeting(AYU, room)
        house.clock.at = opens + 3600
        deeds.end_meeting(RETNO, room, recorded=True)
    later(house, 2 * HOUR)
    [post] = ours(house)
    assert post.subject == "Notula: Webinar terbuka"
    assert "Rekaman" in post.message
    assert "1 orang: tercatat selesai di LMS" in post.message


def test_going_live_does_not_fill_the_forum_with_the_past(met: House) -> None:
    later(met, 40 * DAY)
    assert ours(met) == []


# --- the weekly digest --------------------------------------------------------------------


@pytest.fixture
def week(quiet: House) -> House:
    """A week, from its Monday: a solved problem, one nobody answered, one for a group, one in the Q&A."""
    house, deeds = with_rules(quiet, WEEKLY), quiet.site.deeds
    house.clock.at = int(datetime(2026, 11, 9, 8, tzinfo=JAKARTA).timestamp())
    solved = deeds.start_discussion(AYU, FIELD, "Antrean malam di terminal", QUEUE)
    house.clock.at += HOUR
    answer(house, MADE, solved, words=60)
    deeds.start_discussion(BAGUS, FIELD, "Arsip <b>2009</b> & gudang", ARCHIVE)
    group = deeds.create_group(AK, "Kelompok A")
    deeds.group_add(group, BAGUS)
    deeds.start_discussion(BAGUS, FIELD, "Hanya untuk kelompok", ARCHIVE, group=group)
    return house


def to_monday(house: House, hour: int) -> None:
    house.clock.at = int(datetime(2026, 11, 16, hour, 5, tzinfo=JAKARTA).timestamp())
    house.reconcile(full=True)
    house.work()


def test_on_monday_morning_the_week_is_told_once(week: House) -> None:
    to_monday(week, 6)
    assert ours(week) == []
    to_monday(week, 7)
    [post] = ours(week)
    assert post.subject.startswith("Ringkasan pekan – CoP Analis Keimigrasian, 9–15 Nov 2026")
    solved, rest = post.message.split("Pertanyaan yang masih terbuka")
    open_, new = rest.split("Diskusi baru")
    assert "Antrean malam di terminal" in solved
    assert "Arsip &lt;b&gt;2009&lt;/b&gt; &amp; gudang" in open_
    assert "Antrean malam" not in open_
    assert "Antrean malam" in new
    assert "kelompok" not in post.message
    later(week, 3 * DAY)
    assert len(ours(week)) == 1
    assert states(week, "digest") == [("sent", None)]
    assert mailed(week) == []


def test_who_answers_only_themselves_has_not_solved_it(week: House) -> None:
    discussion = week.site.deeds.start_discussion(SITI, FIELD, "Sudah ketemu sendiri", QUEUE)
    answer(week, SITI, discussion, words=60)
    to_monday(week, 8)
    solved = ours(week)[0].message.partition("Pertanyaan yang masih terbuka")[0]
    assert "Antrean malam di terminal" in solved
    assert "ketemu sendiri" not in solved


def test_a_private_reply_and_a_reply_of_ours_answer_nobody(week: House) -> None:
    tables, deeds = week.site.tables, week.site.deeds
    first = next(head.firstpost for head in tables.discussions.values() if head.name.startswith("Arsip"))
    deeds.reply(RETNO, first, ADVICE, private_to=True)
    deeds.reply(SERVICE_ACCOUNT, first, "<p>Pernah dibahas di tempat lain.</p>")
    to_monday(week, 8)
    open_ = ours(week, "Pertanyaan")[0].message.partition("Pertanyaan yang masih terbuka")[2]
    assert "gudang" in open_.partition("Diskusi baru")[0]


def test_a_discussion_that_is_deleted_leaves_the_digest(week: House) -> None:
    to_monday(week, 8)
    head = next(h for h in week.site.tables.discussions.values() if h.name.startswith("Arsip"))
    week.site.deeds.delete_discussion(BAGUS, head.id)
    week.wait()
    later(week, HOUR)
    [post] = ours(week)
    assert "gudang" not in post.message
    assert "Antrean malam" in post.message


def test_a_week_without_news_is_not_told(quiet: House) -> None:
    house = with_rules(quiet, WEEKLY)
    to_monday(house, 8)
    assert ours(house) == []
    assert messages(house, "digest") == []


# --- thanks -------------------------------------------------------------------------------


def helped(house: House, asker: int, helper: int) -> int:
    house.clock.at += 60
    discussion = house.site.deeds.start_discussion(asker, FIELD, "Antrean", QUEUE)
    return answer(house, helper, discussion, words=60)


def test_thanks_are_said_once_a_month_in_one_post(quiet: House) -> None:
    house = with_rules(quiet, THANKS)
    helped(house, AYU, MADE)
    later(house, 60)
    [post] = ours(house)
    made, bagus = (house.site.tables.users[user] for user in (MADE, BAGUS))
    assert post.subject == "Terima kasih: Penolong sesama"
    assert f"{made.firstname} {made.lastname}" in post.message
    helped(house, AYU, BAGUS)
    later(house, 60)
    [post] = ours(house)
    assert f"{made.firstname} {made.lastname}" in post.message
    assert f"{bagus.firstname} {bagus.lastname}" in post.message
    assert mailed(house) == []


def test_who_no_longer_earns_thanks_is_no_longer_named(quiet: House) -> None:
    house = with_rules(quiet, THANKS)
    reply = helped(house, AYU, MADE)
    later(house, 60)
    house.site.deeds.delete_post(MADE, reply)
    later(house, 60)
    house.wait()
    [post] = ours(house)
    assert house.site.tables.users[MADE].lastname not in post.message
    assert "ditarik" in post.message


def test_going_live_does_not_thank_for_the_past(make_house: MakeHouse) -> None:
    house = make_house(mode="observe")
    house.site.sender.paused = True
    house.site.deeds.create_forum(AK, "general", "Terima Kasih", forcesubscribe=3)
    with_rules(house, THANKS)
    helped(house, AYU, MADE)
    later(house, 20 * DAY)
    house.mode = "live"
    house.open_again()
    house.work()
    assert ours(house) == []


# --- related problems -----------------------------------------------------------------------


def solved(house: House, forum: int = FIELD, asker: int = AYU, helper: int = MADE) -> int:
    discussion = house.site.deeds.start_discussion(asker, forum, "Antrean paspor malam di terminal", QUEUE)
    answer(house, helper, discussion, words=60)
    later(house, DAY)
    return discussion


def ask_again(house: House, forum: int = FIELD, body: str = QUEUE_AGAIN) -> int:
    discussion = house.site.deeds.start_discussion(BAGUS, forum, "Antrean paspor malam di bandara", body)
    later(house, 600)
    assert ours(house) == []
    later(house, HOUR)
    return discussion


def test_a_new_problem_is_pointed_once_to_a_solved_one(quiet: House) -> None:
    house = with_rules(quiet, RELATED)
    first = solved(house)
    discussion = ask_again(house)
    [post] = ours(house)
    assert (post.discussion, post.parent) == (discussion, first_post(house, discussion))
    assert f"discuss.php?d={first}" in post.message
    assert "antrean" in post.message.partition("mirip")[2]
    later(house, 3 * HOUR)
    assert len(ours(house)) == 1
    assert states(house, "related") == [("sent", None)]


def test_what_is_not_alike_or_not_solved_is_not_pointed_to(quiet: House) -> None:
    house = with_rules(quiet, RELATED)
    alone = house.site.deeds.start_discussion(AYU, FIELD, "Antrean paspor malam di terminal", QUEUE)
    answer(house, AYU, alone, words=60)
    later(house, DAY)
    ask_again(house)
    house.site.deeds.start_discussion(SITI, FIELD, "Arsip tahun 2009", ARCHIVE)
    later(house, HOUR)
    assert ours(house) == []
    assert messages(house, "related") == []


def test_another_community_is_pointed_to_only_if_all_readers_may_open_it(quiet: House) -> None:
    house = with_rules(quiet, RELATED)
    asker, helper = sorted(_members(house, PP))[-2:]
    other = solved(house, PP_FIELD, asker, helper)
    ask_again(house)
    assert ours(house) == []
    for user in _members(house, AK) - _members(house, PP):
        house.site.deeds.enrol(user, PP)
    later(house, DAY)
    house.site.deeds.start_discussion(BAGUS, FIELD, "Antrean paspor malam di pelabuhan", QUEUE_AGAIN)
    later(house, HOUR)
    [post] = ours(house)
    assert f"discuss.php?d={other}" in post.message


def test_a_reply_is_taken_back_when_what_it_points_to_is_deleted(quiet: House) -> None:
    house = with_rules(quiet, RELATED)
    first = solved(house)
    ask_again(house)
    house.site.deeds.delete_discussion(AYU, first)
    house.wait()
    later(house, HOUR)
    [post] = ours(house)
    assert "ditarik" in post.message
    assert f"d={first}" not in post.message


def _members(house: House, course: int) -> set[int]:
    return {each.user for each in house.site.tables.enrolments.values() if each.course == course}
