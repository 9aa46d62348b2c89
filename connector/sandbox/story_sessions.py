"""The story's second part: sessions, shared knowledge, a case that was solved and came back.

It can be told with the first part or without it: its objects have ids above 1,000 and stand in places of their own,
so nothing of the first part has another id or time because of it (`story.both`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from connector.sandbox import story_sessions_texts as texts
from connector.sandbox.build import COP_AK, COP_PP
from connector.sandbox.plaintext import to_html
from connector.sandbox.site import Site
from connector.sandbox.story_cast import Calendar, Cast, Step
from connector.sandbox.story_steps import (
    AYU,
    BAGUS,
    DIAN,
    FRANSISKA,
    HASAN,
    KONTRIBUTOR,
    MADE,
    RETNO,
    RIZAL,
    SITI,
    THERESIA,
    WULAN,
    YOHANES,
)
from connector.sandbox.story_teller import SessionTeller
from connector.sandbox.story_texts import told

PROPOSALS, SESSIONS, CASES, SUMMARIES = "Usulan Sesi", "Diskusi Sesi", "Forum Studi Kasus", "Ringkasan CoP"
WEBINAR, NIGHT = "Webinar CoP Bulanan", "Webinar CoP Malam: Rekan di Perbatasan Timur"
PP_WEBINAR = "Webinar CoP Perancang"
PRESENT = ("Hadir", "Izin", "Tidak hadir")
NOBODY_SUBSCRIBES, BY_CONDITIONS = 3, 2
PROPOSED = "manifest"


def session_steps(calendar: Calendar, cast: Cast) -> Iterator[Step]:
    teller = SessionTeller(calendar, cast)
    return chain(
        _places(teller),
        _proposal(teller),
        _webinar(teller),
        _meeting(teller),
        _cancelled(teller),
        _over_midnight(teller),
        _lawmakers(teller),
        _the_crew(teller),
        _knowledge(teller),
        _ratings(teller),
    )


def _places(t: SessionTeller) -> list[Step]:
    """What administrators prepare on the first morning."""

    def forum(course: int, name: str, mode: int = 0) -> Step:
        return t.makes(
            0,
            "07.40",
            f"{course}/{name}",
            lambda site: site.deeds.create_forum(course, "general", name, forcesubscribe=mode),
        )

    def activity(name: str, modname: str) -> Step:
        return t.makes(0, "07.45", name, lambda site: site.deeds.create_activity(COP_AK, modname, name))

    def room(course: int, name: str) -> Step:
        return t.makes(
            0,
            "07.45",
            f"{course}:{name}",
            lambda site: site.deeds.create_activity(
                course,
                "bigbluebuttonbn",
                name,
                completion=BY_CONDITIONS,
                minutes=45,
            ),
        )

    return [
        *(forum(COP_AK, name) for name in (PROPOSALS, SESSIONS, CASES)),
        *(forum(course, SUMMARIES, NOBODY_SUBSCRIBES) for course in (COP_AK, COP_PP)),
        room(COP_AK, WEBINAR),
        room(COP_AK, NIGHT),
        room(COP_PP, PP_WEBINAR),
        activity("Pengetahuan CoP", "glossary"),
        activity("Wiki Praktik Lapangan", "wiki"),
        activity("Basis Data Studi Kasus", "data"),
        t.step(0, "07.50", "a badge", lambda site: site.deeds.create_badge("Kontributor CoP", KONTRIBUTOR)),
    ]


def _proposal(t: SessionTeller) -> list[Step]:
    supporters = [
        (1, "11.05", AYU),
        (1, "13.20", YOHANES),
        (2, "08.30", SITI),
        (2, "09.10", MADE),
        (2, "10.25", RIZAL),
        (3, "08.05", HASAN),
    ]
    replies = [
        t.answers(day, clock, f"support_{user}", user, PROPOSED, text)
        for (day, clock, user), text in zip(supporters, texts.SUPPORT, strict=True)
    ]
    proposal = t.opens_in(
        1,
        "10.00",
        PROPOSED,
        FRANSISKA,
        f"{COP_AK}/{PROPOSALS}",
        "Membaca manifes penumpang sebelum mendarat",
        texts.PROPOSAL,
    )
    return [proposal, *replies]


def _webinar(t: SessionTeller) -> list[Step]:
    room = f"{COP_AK}:{WEBINAR}"
    return [
        t.announces(3, "14.00", WEBINAR, RETNO, COP_AK, (8, "13.30"), 90),
        t.joins(8, "13.26", room, RETNO, AYU, YOHANES, SITI, MADE, FRANSISKA),
        t.joins(8, "14.35", room, RIZAL),
        t.leaves(8, "14.50", room, RIZAL),
        t.ends(8, "15.02", room, RETNO),
        t.opens_in(
            8,
            "15.30",
            "notes",
            RETNO,
            f"{COP_AK}/{SESSIONS}",
            "Catatan webinar: membaca manifes",
            texts.NOTES,
        ),
        t.answers(8, "16.05", "notes_question", AYU, "notes", texts.NOTES_QUESTION),
        t.answers(9, "09.40", "notes_answer", MADE, "notes_question", texts.NOTES_ANSWER),
        t.answers(9, "13.15", "notes_plan", FRANSISKA, "notes", texts.NOTES_PLAN),
        t.answers(10, "08.20", "notes_thanks", SITI, "notes_answer", texts.NOTES_THANKS),
    ]


def _meeting(t: SessionTeller) -> list[Step]:
    """Announced in the calendar; who was there says so in a choice. One answers anew, one comes late to it."""
    present = "Daftar hadir: bedah kasus overstay"
    name = "Pertemuan CoP: bedah kasus overstay"
    answers = [(AYU, "Hadir"), (YOHANES, "Hadir"), (SITI, "Izin"), (MADE, "Hadir"), (HASAN, "Tidak hadir")]
    return [
        t.announces(10, "08.30", name, BAGUS, COP_AK, (15, "09.00"), 120),
        t.makes(10, "08.35", present, lambda site: site.deeds.create_choice(COP_AK, present, PRESENT)),
        t.answers_list(15, "11.05", present, answers),
        t.answers_list(15, "11.40", present, [(SITI, "Hadir")]),
        t.answers_list(16, "08.10", present, [(DIAN, "Hadir"), (RIZAL, "Izin")]),
    ]


def _cancelled(t: SessionTeller) -> list[Step]:
    name = "Pertemuan CoP: kunjungan ke pelabuhan"
    return [
        t.announces(11, "09.00", name, BAGUS, COP_AK, (17, "08.30"), 180),
        t.step(
            16,
            "15.20",
            "the visit is cancelled",
            lambda site: site.deeds.cancel_event(BAGUS, t.places[f"{COP_AK}/{name}"]),
        ),
    ]


def _over_midnight(t: SessionTeller) -> list[Step]:
    room = f"{COP_AK}:{NIGHT}"
    return [
        t.announces(14, "10.00", NIGHT, BAGUS, COP_AK, (19, "23.00"), 90),
        t.joins(19, "22.58", room, BAGUS, YOHANES, FRANSISKA, MADE),
        t.ends(20, "00.33", room, BAGUS),
    ]


def _lawmakers(t: SessionTeller) -> list[Step]:
    room = f"{COP_PP}:{PP_WEBINAR}"
    name, present = "Pertemuan CoP: klinik rumusan norma", "Daftar hadir: klinik rumusan norma"
    answers = [(THERESIA, "Hadir"), (DIAN, "Hadir"), (SITI, "Izin")]
    return [
        t.announces(6, "09.00", PP_WEBINAR, WULAN, COP_PP, (13, "10.00"), 90),
        t.joins(13, "09.57", room, WULAN, THERESIA, DIAN, SITI),
        t.ends(13, "11.31", room, WULAN),
        t.announces(14, "08.45", name, WULAN, COP_PP, (20, "13.00"), 90),
        t.makes(14, "08.50", present, lambda site: site.deeds.create_choice(COP_PP, present, PRESENT)),
        t.answers_list(20, "14.35", present, answers),
    ]


def _the_crew(t: SessionTeller) -> list[Step]:
    """A problem that is solved in seven posts and comes to rest; two weeks later somebody has it again."""
    cases = f"{COP_AK}/{CASES}"
    subject = "Awak kapal tanpa buku pelaut pada malam hari"
    again = "Buku pelaut awak kapal habis masa berlaku"
    return [
        t.opens_in(2, "13.10", "crew", HASAN, cases, subject, texts.CREW_PROBLEM),
        t.answers(2, "14.00", "crew_question", MADE, "crew", texts.CREW_QUESTION),
        t.answers(2, "14.25", "crew_detail", HASAN, "crew_question", texts.CREW_DETAIL),
        t.answers(2, "16.10", "crew_rule", RETNO, "crew", texts.CREW_RULE),
        t.answers(3, "08.35", "crew_practice", MADE, "crew_rule", texts.CREW_PRACTICE),
        t.answers(4, "09.05", "crew_done", HASAN, "crew", texts.CREW_DONE),
        t.answers(4, "09.45", "crew_thanks", RETNO, "crew_done", texts.CREW_THANKS),
        t.opens_in(17, "07.55", "crew_again", RIZAL, cases, again, texts.CREW_AGAIN),
        t.answers(17, "10.30", "crew_again_answer", YOHANES, "crew_again", texts.CREW_AGAIN_ANSWER),
        t.opens_in(
            16,
            "14.10",
            "reflection",
            AYU,
            cases,
            "Dua pekan penanda dini",
            texts.REFLECTION,
            tags=["refleksi"],
        ),
    ]


def _knowledge(t: SessionTeller) -> list[Step]:
    def page(site: Site) -> int:
        html = to_html(told(texts.WIKI_CHECKLIST))
        return site.deeds.save_wiki_page(
            SITI, t.places["Wiki Praktik Lapangan"], html, title="Daftar periksa"
        )

    def another_version(site: Site) -> None:
        html = to_html(told(texts.WIKI_CHECKLIST_MORE))
        site.deeds.save_wiki_page(
            FRANSISKA, t.places["Wiki Praktik Lapangan"], html, page=t.places["Daftar periksa"]
        )

    def case(user: int, title: str, text: str) -> Callable[[Site], int]:
        return lambda site: site.deeds.add_record(
            user, t.places["Basis Data Studi Kasus"], title, to_html(told(text))
        )

    return [
        t.defines(5, "10.20", AYU, "Overstay", texts.OVERSTAY),
        t.defines(6, "11.10", YOHANES, "Pemeriksaan kedua", texts.SECOND_CHECK),
        t.defines(12, "09.30", MADE, "Kartu kedatangan", texts.ARRIVAL_CARD, approved=False),
        t.step(
            13,
            "08.15",
            "approve an entry",
            lambda site: site.deeds.approve_entry(RETNO, t.places["Kartu kedatangan"]),
        ),
        t.makes(6, "13.30", "Daftar periksa", page),
        t.step(9, "10.50", "another version of the page", another_version),
        t.makes(11, "15.10", "Bus tanpa manifes", case(RIZAL, "Bus tanpa manifes", texts.CASE_BUS)),
        t.makes(12, "10.05", "Nama yang sama", case(SITI, "Nama yang sama", texts.CASE_NAMES)),
    ]


def _ratings(t: SessionTeller) -> list[Step]:
    def rate(user: int, post: str, value: int) -> Callable[[Site], None]:
        return lambda site: site.deeds.rate(user, t.cast.posts[post], value)

    return [
        t.step(5, "08.10", "rate a solution", rate(HASAN, "crew_rule", 95)),
        t.step(5, "08.12", "rate a practice", rate(HASAN, "crew_practice", 90)),
        t.step(5, "09.00", "rate a practice too", rate(RETNO, "crew_practice", 85)),
        t.step(10, "09.00", "rate an answer", rate(AYU, "notes_answer", 88)),
    ]
