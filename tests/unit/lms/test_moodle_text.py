import html as html_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.lms.text import size, visible


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("", 0),
        ("<p>Rekan-rekan, silakan berbagi.</p>", 3),
        ("<p>satu<br />dua</p><ul><li>tiga</li><li>empat</li></ul>", 4),
        ("men<b>coba</b>", 1),
        ("<table><tr><td>TPI</td><td>12</td></tr></table>", 2),
        ("lihat https://contoh.invalid/a?b=1&amp;c=2#d ya", 3),
        ("terima kasih 🙏🇮🇩 1️⃣ – & …", 2),
        ("tidak&nbsp;apa-apa", 2),
        ("baik—tetapi mahal", 3),
        ("a &lt;b&gt; c", 3),
        ("<blockquote>kata <blockquote>lama</blockquote> orang</blockquote><p>kata saya</p>", 2),
        ("<p>isi</p><script>var a = 1;</script><style>p { color: red }</style>", 1),
        ('<p>isi</p><span class="edited">(Edited by <b>Budi</b> <span>x</span> - Sunday)</span>', 1),
        ('<span class="my edited-line">dua kata</span>', 2),
        ("</blockquote>satu</span> dua", 2),
        ("<![if !vml]>satu<![endif]> dua<![weird]>", 2),
        ("1/11 e\u2011Visa", 2),
        ("kata\u200bkata so\u00adal", 3),
    ],
)
def test_words_as_a_reader_counts(html: str, words: int) -> None:
    assert size(html).words == words


def test_characters_are_without_white_space() -> None:
    assert size("<p>dua  kata &amp; ini</p>").chars == len("duakata&ini")


@given(st.text() | st.text(alphabet="<>!-[]/&;=\"' ab\nspcrilt"))
def test_never_raises_and_never_counts_below_zero(html: str) -> None:
    words, chars = size(html)
    assert 0 <= words <= chars


@given(
    st.lists(st.sampled_from(["<b>", "</i>", "</p>", "<p>", "<br>", "<![CDATA[", "<!--", "<a href='", "<"]))
)
def test_broken_markup_never_raises(pieces: list[str]) -> None:
    assert size("kata ".join(pieces)).words >= 0


words = st.lists(st.text(alphabet="abcdéñ-'1", min_size=1), max_size=8)


@given(words, st.sampled_from(["p", "div", "b", "em", "li", "td", "strong", "a"]))
def test_markup_does_not_change_the_count(written: list[str], tag: str) -> None:
    plain = " ".join(written)
    wrapped = " ".join(f'<{tag} title="x y">{html_module.escape(word)}</{tag}>' for word in written)
    assert size(wrapped) == size(html_module.escape(plain))


@given(words, words)
def test_a_quote_does_not_change_the_count(quoted: list[str], written: list[str]) -> None:
    own = " ".join(written)
    assert size(f"<blockquote>{' '.join(quoted)}</blockquote>{own}") == size(own)


@given(st.text(alphabet=st.characters(blacklist_characters="\r", blacklist_categories=("Cs", "Cc"))))
def test_escaped_text_is_read_as_it_was_typed(text: str) -> None:
    assert visible(html_module.escape(text)) == text
