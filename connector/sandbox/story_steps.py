"""The story's steps, told in the order of subjects rather than of time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

from connector.sandbox import story_texts as texts
from connector.sandbox.build import COP_AK, COP_PP
from connector.sandbox.plaintext import to_html
from connector.sandbox.site import Site
from connector.sandbox.story_cast import Calendar, Cast, Step

RETNO, BAGUS, AYU, YOHANES, SITI, MADE, FRANSISKA, RIZAL, DIAN, HASAN, WULAN, THERESIA = range(4, 16)
NEWS, FIELD, QANDA, BLOG = 1, 2, 3, 4
PP_NEWS, PP_FIELD, PP_QANDA, PP_BLOG = 5, 6, 7, 8
KONTRIBUTOR, POKJA_TPI = 1, 1

RIZAL_NIP = "198510232009121001"


class Teller:
    """Makes steps: each method is one kind of thing that people do."""

    def __init__(self, calendar: Calendar, cast: Cast) -> None:
        self.calendar, self.cast = calendar, cast

    def step(self, day: int, clock: str, name: str, do: Callable[[Site], object]) -> Step:
        return Step(self.calendar.at(day, clock), name, lambda site: _quietly(do(site)))

    def opens(
        self, day: int, clock: str, name: str, user: int, forum: int, subject: str, text: str, **more: Any
    ) -> Step:
        def do(site: Site) -> None:
            discussion = site.deeds.start_discussion(user, forum, subject, to_html(texts.told(text)), **more)
            self.cast.opened(site, name, discussion)

        return self.step(day, clock, name, do)

    def answers(
        self, day: int, clock: str, name: str, user: int, to: str, text: str, *, private: bool = False
    ) -> Step:
        def do(site: Site) -> None:
            parent = self.cast.posts[to]
            self.cast.posts[name] = site.deeds.reply(
                user, parent, to_html(texts.told(text)), private_to=private
            )

        return self.step(day, clock, name, do)

    def edits(self, day: int, clock: str, name: str, user: int, post: str, text: str) -> Step:
        return self.step(
            day,
            clock,
            name,
            lambda site: site.deeds.edit_post(user, self.cast.posts[post], to_html(texts.told(text))),
        )

    def deletes(self, day: int, clock: str, name: str, user: int, post: str) -> Step:
        return self.step(day, clock, name, lambda site: site.deeds.delete_post(user, self.cast.posts[post]))


def _quietly(_: object) -> None:
    """Deeds return ids; a step returns nothing."""


def all_steps(calendar: Calendar, cast: Cast) -> Iterator[Step]:
    teller = Teller(calendar, cast)
    return chain(
        _beginning(teller),
        _the_queue(teller),
        _asking_the_expert(teller),
        _good_practice(teller),
        _lawmakers(teller),
        _both_communities(teller),
        _mishaps(teller),
        _the_group(teller),
        _people_change(teller),
    )


def _beginning(t: Teller) -> list[Step]:
    return [
        t.opens(0, "08.15", "welcome", RETNO, NEWS, "Selamat datang di CoP", texts.WELCOME),
        t.opens(0, "08.40", "welcome_pp", WULAN, PP_NEWS, "Selamat bergabung", texts.WELCOME_PP),
        t.opens(
            4,
            "14.00",
            "meeting",
            BAGUS,
            NEWS,
            "Pertemuan daring bulan ini",
            texts.MEETING,
            timestart=t.calendar.at(9, "08.00"),
        ),
    ]


def _the_queue(t: Teller) -> list[Step]:
    """A problem from the field, three solutions, a branch about something else, and its split."""
    return [
        t.opens(
            1, "09.10", "queue", AYU, FIELD, "Antrean pemeriksaan kedua pada malam hari", texts.QUEUE_PROBLEM
        ),
        t.answers(1, "13.25", "queue_made", MADE, "queue", texts.QUEUE_ANSWER),
        t.answers(1, "13.40", "queue_thanks", AYU, "queue_made", texts.THANKS),
        t.answers(2, "10.05", "queue_rizal", RIZAL, "queue", texts.QUEUE_ANSWER_2),
        t.answers(2, "10.30", "queue_agree", HASAN, "queue_rizal", texts.AGREE),
        t.answers(3, "08.50", "queue_follow", AYU, "queue_made", texts.QUEUE_FOLLOW),
        t.answers(3, "15.45", "queue_checklist", MADE, "queue_follow", texts.CHECKLIST),
        t.answers(7, "09.30", "sign", FRANSISKA, "queue_rizal", texts.OFF_TOPIC),
        t.answers(8, "11.15", "sign_siti", SITI, "sign", texts.SIGN_ANSWER),
        t.step(
            8,
            "13.00",
            "split the branch about sign language",
            lambda site: site.deeds.split(BAGUS, t.cast.posts["sign"], "Kelas bahasa isyarat untuk petugas"),
        ),
        t.answers(9, "08.20", "sign_thanks", FRANSISKA, "sign_siti", texts.THANKS_3),
        t.opens(
            10,
            "10.00",
            "english",
            YOHANES,
            FIELD,
            "English text for the arrival card",
            texts.ENGLISH_QUESTION,
        ),
        t.answers(10, "14.35", "english_ayu", AYU, "english", texts.ENGLISH_ANSWER),
        t.step(
            18, "09.00", "lock the queue", lambda site: site.deeds.lock(BAGUS, t.cast.discussions["queue"])
        ),
    ]


def _asking_the_expert(t: Teller) -> list[Step]:
    return [
        t.opens(
            2,
            "09.00",
            "overstay",
            SITI,
            QANDA,
            "Masa izin tinggal berakhir pada hari libur",
            texts.OVERSTAY_QUESTION,
        ),
        t.answers(3, "10.20", "overstay_retno", RETNO, "overstay", texts.OVERSTAY_ANSWER),
        t.answers(3, "10.55", "overstay_thanks", SITI, "overstay_retno", texts.THANKS_2),
        t.opens(11, "08.45", "visa", HASAN, QANDA, "Pesawat dialihkan karena cuaca", texts.VISA_QUESTION),
        t.answers(11, "16.10", "visa_retno", RETNO, "visa", texts.VISA_ANSWER),
        t.step(
            14, "08.05", "pin the answer", lambda site: site.deeds.pin(RETNO, t.cast.discussions["overstay"])
        ),
    ]


def _good_practice(t: Teller) -> list[Step]:
    """Good practices: one grows over the minimum within half an hour, one is edited late by a moderator."""
    corrected = texts.told(texts.BLOG_BORDER).replace("Catatan kegiatan kami simpan dan", "Contoh formulir")
    return [
        t.opens(
            4, "09.30", "blog_siti", SITI, BLOG, "Mengurangi kunjungan ulang pemohon", texts.BLOG_DOCUMENTS
        ),
        t.answers(4, "11.00", "blog_siti_thanks", DIAN, "blog_siti", texts.THANKS),
        t.opens(7, "11.20", "blog_hasan", HASAN, BLOG, "Daftar awak kapal sebelum sandar", texts.BLOG_HASAN),
        t.opens(9, "10.15", "blog_yohanes", YOHANES, BLOG, "Formulir dibawa ke terminal", texts.BLOG_BORDER),
        t.answers(9, "13.05", "blog_private", BAGUS, "blog_yohanes", texts.PRIVATE_NOTE, private=True),
        t.edits(12, "09.20", "a moderator edits the good practice", BAGUS, "blog_yohanes", corrected),
        t.opens(
            15,
            "14.00",
            "blog_fransiska",
            FRANSISKA,
            BLOG,
            "Peta kampung dan hari Rabu",
            texts.BLOG_GROW_SHORT,
        ),
        t.edits(15, "14.22", "the good practice grows", FRANSISKA, "blog_fransiska", texts.BLOG_GROW_LONG),
        t.answers(16, "08.40", "blog_fransiska_thanks", AYU, "blog_fransiska", texts.THANKS_3),
    ]


def _lawmakers(t: Teller) -> list[Step]:
    return [
        t.opens(
            1, "10.30", "basis", THERESIA, PP_FIELD, "Dasar hukum yang terlalu panjang", texts.PP_PROBLEM
        ),
        t.answers(2, "09.15", "basis_wulan", WULAN, "basis", texts.PP_ANSWER),
        t.answers(2, "09.40", "basis_thanks", THERESIA, "basis_wulan", texts.THANKS),
        t.opens(
            8,
            "09.05",
            "transition",
            WULAN,
            PP_QANDA,
            "Tiga pertanyaan ketentuan peralihan",
            texts.PP_TRANSITION,
        ),
        t.opens(
            14,
            "10.45",
            "blog_theresia",
            THERESIA,
            PP_BLOG,
            "Memeriksa definisi satu per satu",
            texts.BLOG_DEFINITIONS,
        ),
    ]


def _both_communities(t: Teller) -> list[Step]:
    """Dian, on one day: a long good practice in one community, a solution and a shorter text in the other."""
    return [
        t.opens(
            16,
            "09.00",
            "blog_dian",
            DIAN,
            PP_BLOG,
            "Rapat harmonisasi dalam satu pertemuan",
            texts.BLOG_HARMONY,
        ),
        t.answers(
            16,
            "11.10",
            "dian_basis",
            DIAN,
            "transition",
            texts.PP_TESTING,
        ),
        t.answers(16, "15.20", "dian_practice", DIAN, "blog_siti", texts.PRACTICE_SHARED),
    ]


def _mishaps(t: Teller) -> list[Step]:
    """What is deleted, and what stands in the wrong place."""
    return [
        t.opens(5, "07.50", "test", RIZAL, FIELD, "Tes", texts.TEST_POST),
        t.answers(5, "07.58", "test_reply", HASAN, "test", texts.TEST_REPLY),
        t.deletes(5, "08.30", "a whole discussion is deleted", BAGUS, "test"),
        t.answers(7, "08.10", "mistake", THERESIA, "basis_wulan", texts.MISTAKE),
        t.deletes(7, "08.14", "a reply is deleted", THERESIA, "mistake"),
        t.opens(8, "14.30", "schedule", RIZAL, QANDA, "Jadwal pertemuan daring", texts.WRONG_PLACE),
        t.step(
            8,
            "15.10",
            "move to the right forum",
            lambda site: site.deeds.move_discussion(BAGUS, t.cast.discussions["schedule"], FIELD),
        ),
    ]


def _the_group(t: Teller) -> list[Step]:
    def gather(site: Site) -> None:
        for user in (AYU, YOHANES, MADE, RIZAL):
            site.deeds.group_add(POKJA_TPI, user)

    return [
        t.step(10, "08.00", "gather the working group", gather),
        t.opens(
            11,
            "09.20",
            "team",
            MADE,
            FIELD,
            "Konsep jadwal giliran akhir tahun",
            texts.TEAM_DRAFT,
            group=POKJA_TPI,
        ),
        t.answers(11, "13.30", "team_rizal", RIZAL, "team", texts.TEAM_ANSWER),
    ]


def _people_change(t: Teller) -> list[Step]:
    """A corrected NIP, a promotion, a departure of someone who earned before, a badge."""
    return [
        t.step(
            15, "09.00", "correct the NIP", lambda site: site.deeds.update_user(RIZAL, idnumber=RIZAL_NIP)
        ),
        t.step(
            17, "08.30", "Made becomes moderator", lambda site: site.deeds.set_role(MADE, COP_AK, "teacher")
        ),
        t.step(18, "16.00", "Hasan leaves", lambda site: site.deeds.unenrol(HASAN, COP_AK)),
        t.step(21, "09.00", "Siti joins the cohort", lambda site: site.deeds.cohort_add(KONTRIBUTOR, SITI)),
        t.step(21, "10.00", "Ayu joins the lawmakers", lambda site: site.deeds.enrol(AYU, COP_PP)),
        t.answers(22, "09.10", "last_word", AYU, "english_ayu", texts.THANKS_3),
    ]
