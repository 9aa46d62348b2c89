from html.parser import HTMLParser

import pytest
from summary_threads import ALL, written

from connector.summary.page import Line, html, plain
from connector.summary.port import Item, Language, Part, Phrasing, Statement, Summary
from connector.summary.render import Frame, phrasing_html, summary_html, summary_text
from connector.summary.sessions import KNOWN_BY, Digest, Minutes, digest_page, minutes_page
from connector.summary.summarise import summarise

FRAME = Frame(
    "d12", "https://lms.test/mod/forum/discuss.php?d=12", "https://lms.test/mod/forum/view.php?id=9", "A & B"
)
ALLOWED = {"div", "h4", "h5", "ul", "li", "a", "p", "small"}
HOSTILE = 'Mohon <script>alert("x")</script> & <img src=x onerror=alert(1)> paling lambat 5 Mei.'


def item(text: str, number: int = 7, score: float = 1.0) -> Item:
    return Item(text, number, Part.DECISIONS, ("cue",), score)


def summary(*items: Item, language: Language = Language.ID) -> Summary:
    return Summary(language, items, (5, 7))


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attrs: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        assert tag in ALLOWED
        self.open.append(tag)
        self.attrs |= {name for name, _ in attrs}

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_only_plain_tags_leave_and_every_text_is_escaped():
    found = Tags(summary_html(summary(item(HOSTILE)), FRAME))
    assert found.open == []
    assert found.attrs == {"class", "href"}


def test_the_wrapping_class_each_link_and_the_last_line():
    text = summary_html(summary(item("Diputuskan hari Rabu.")), FRAME)
    assert text.startswith(
        '<div class="cop-ringkasan cop-ringkasan-d12"><h4>Ringkasan diskusi: A &amp; B</h4>'
    )
    assert (
        '<h5>Keputusan</h5><ul><li><a href="https://lms.test/mod/forum/discuss.php?d=12#p7">Diputuskan'
        in text
    )
    assert "Disusun otomatis dari kiriman:" in text
    assert FRAME.object_url in text
    assert "<h5>Decisions</h5>" in summary_html(summary(item("x"), language=Language.EN), FRAME)


def test_the_same_summary_gives_the_same_bytes():
    for path in ALL:
        posts = written(path).posts
        first, again = (summary_html(summarise(given), FRAME) for given in (posts, [*reversed(posts)]))
        assert first == again
        Tags(first)


def test_what_is_too_long_loses_its_weakest_sentences_whole():
    items = [item(f"Kalimat {n} " + "panjang " * 30, n, score=n) for n in range(1, 60)]
    text = summary_html(summary(*items), FRAME, most=4000)
    assert len(text.encode()) <= 4000
    assert items[-1].text in text
    assert items[0].text not in text


def test_plain_text_has_the_addresses():
    text = summary_text(summary(item("Diputuskan hari Rabu.")), FRAME)
    assert "- Diputuskan hari Rabu. <https://lms.test/mod/forum/discuss.php?d=12#p7>\n" in text
    assert "<a" not in text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//x.test"])
def test_no_other_address_is_linked(url: str):
    with pytest.raises(ValueError, match="http"):
        summary_html(summary(item("x")), Frame("d1", url, FRAME.object_url))


@pytest.mark.parametrize("key", ['x"onclick', "A", "", "a b"])
def test_a_key_cannot_break_out_of_the_class(key: str):
    with pytest.raises(ValueError, match="key"):
        summary_html(summary(item("x")), Frame(key, FRAME.discussion_url, FRAME.object_url))


def test_a_phrasing_says_that_it_is_one():
    text = phrasing_html(Phrasing((Statement("Rapat <b> Rabu.", (7, 5)),)), summary(item("x")), FRAME)
    assert "model bahasa" in text
    assert "Rapat &lt;b&gt; Rabu." in text
    assert "#p5" in text
    Tags(text)


def test_minutes_count_people_and_name_nobody():
    minutes = Minutes(
        *("s3", "Webinar <CoP>", "Rabu 16 April 2025 pukul 15.30 WIB", FRAME.object_url),
        attendance=[("list", 2), ("completion", 31), ("choice", 0)],
        decisions=[Line("Disepakati daftar periksa.", "https://lms.test/d#p1")],
    )
    text = html(minutes_page(minutes, Language.ID))
    Tags(text)
    assert "Notula: Webinar &lt;CoP&gt;" in text
    assert text.index("31 orang: tercatat selesai") < text.index("2 orang: menurut daftar")
    assert "0 orang" not in text
    assert "<h5>Batas waktu</h5>" not in text
    every_way = Minutes("s4", "x", "y", FRAME.object_url, attendance=[(how, 1) for how in KNOWN_BY])
    assert html(minutes_page(every_way, Language.EN)).count("1 people") == len(KNOWN_BY)


def test_a_digest_has_no_headings_over_nothing():
    digest = Digest("w20", "CoP Analis", "12–18 Mei 2025", FRAME.object_url, new=[Line("Antrean")])
    assert html(digest_page(digest, Language.ID)).count("<h5>") == 1
    assert "<h5>Diskusi baru</h5><ul><li>Antrean</li></ul>" in html(digest_page(digest, Language.ID))
    assert "Diskusi baru\n- Antrean\n" in plain(digest_page(digest, Language.ID))


def test_a_long_digest_is_shortened():
    many = [Line("Diskusi " * 20, "https://lms.test/d") for _ in range(500)]
    digest = Digest("w20", "CoP", "pekan 20", FRAME.object_url, new=many, solved=many[:2])
    page = digest_page(digest, Language.ID)
    assert len(html(page).encode()) <= 30_000
    assert len(page.sections[0].lines) == 2
