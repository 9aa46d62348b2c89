"""The story's end, told up to today: what a community has before it when somebody first looks at the demonstration.

A problem that was solved comes back, a question waits, a session is proposed and one is announced. Days are counted
from today; a week ago lies in the last whole week whatever weekday it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from connector.sandbox import story_lately_texts as texts
from connector.sandbox.build import COP_AK
from connector.sandbox.plaintext import to_html
from connector.sandbox.site import Site
from connector.sandbox.story_cast import Calendar, Cast, Step
from connector.sandbox.story_sessions import PROPOSALS
from connector.sandbox.story_steps import (
    AYU,
    BAGUS,
    BLOG,
    FIELD,
    FRANSISKA,
    HASAN,
    MADE,
    RETNO,
    RIZAL,
    SITI,
    YOHANES,
)
from connector.sandbox.story_teller import SessionTeller
from connector.sandbox.story_texts import told

THANKS = "Terima Kasih"
NOBODY_SUBSCRIBES = 3


class LatelyTeller(SessionTeller):
    ids_from = 2000


def lately_steps(today: Calendar) -> Iterator[Step]:
    teller = LatelyTeller(today, Cast())
    return chain(_a_week_ago(teller), _to_come(teller), _yesterday(teller))


def _a_week_ago(t: LatelyTeller) -> list[Step]:
    return [
        t.step(
            -20,
            "07.30",
            "a forum for thanks",
            lambda site: site.deeds.create_forum(COP_AK, "general", THANKS, forcesubscribe=NOBODY_SUBSCRIBES),
        ),
        t.opens(
            -8,
            "08.20",
            "scanner",
            FRANSISKA,
            FIELD,
            "Kartu kedatangan tidak terbaca alat pemindai",
            texts.SCANNER,
        ),
        t.answers(-8, "10.05", "scanner_made", MADE, "scanner", texts.SCANNER_ANSWER),
        t.answers(-8, "11.30", "scanner_thanks", FRANSISKA, "scanner_made", texts.SCANNER_THANKS),
        t.opens(-7, "13.10", "transit", RIZAL, FIELD, "Penumpang transit tanpa juru bahasa", texts.TRANSIT),
        t.opens(-12, "09.00", "practice", FRANSISKA, BLOG, "Penanda dini sesudah satu bulan", texts.PRACTICE),
    ]


def _to_come(t: LatelyTeller) -> list[Step]:
    supporters = (AYU, YOHANES, MADE, RIZAL, HASAN)
    return [
        t.step(-3, "10.00", "a session is proposed", _proposes(t)),
        *(
            t.answers(-2, f"{9 + place:02d}.15", f"supports_{user}", user, "proposal", texts.SUPPORT[place])
            for place, user in enumerate(supporters)
        ),
        t.announces(
            -2, "15.00", "Pertemuan CoP: serah terima giliran malam", BAGUS, COP_AK, (5, "09.00"), 120
        ),
    ]


def _proposes(t: LatelyTeller) -> Callable[[Site], None]:
    def do(site: Site) -> None:
        forums = site.tables.forums.values()
        forum = next(one.id for one in forums if (one.course, one.name) == (COP_AK, PROPOSALS))
        subject = "Berbagi: wawancara singkat dalam bahasa isyarat"
        discussion = site.deeds.start_discussion(SITI, forum, subject, to_html(told(texts.PROPOSAL)))
        t.cast.opened(site, "proposal", discussion)

    return do


def _yesterday(t: LatelyTeller) -> list[Step]:
    again = "Antrean pemeriksaan kedua menumpuk lagi pada malam hari"
    return [
        t.opens(-1, "08.40", "again", HASAN, FIELD, again, texts.QUEUE_AGAIN),
        t.opens(
            -1, "14.10", "thanks_retno", RETNO, FIELD, "Surat edaran tentang kartu kedatangan", texts.CIRCULAR
        ),
    ]
