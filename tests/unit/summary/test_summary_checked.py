from dataclasses import replace
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from summary_threads import TUNING, written

from connector.summary.checked import LONGEST, checked, one_sided
from connector.summary.port import Item, Language, Part, Phrasing, Refused, Statement, Summary

POSTS = next(written(path) for path in TUNING if path.stem == "id-ekatalog").posts
GOOD = "Yang mengikat adalah harga hasil negosiasi yang disetujui kedua pihak, bukan harga tayang [p505]."


def test_what_the_posts_bear_out_is_accepted():
    text = f"{GOOD} Setelah riwayat negosiasi ditunjukkan, penyedia memakai harga lama. [p506]"
    found = checked(text, POSTS)
    assert isinstance(found, Phrasing)
    assert [each.posts for each in found.sentences] == [(505,), (506,)]
    assert "[p" not in found.sentences[0].text


def test_two_posts_may_bear_out_one_sentence():
    text = "Penyedia mau memakai harga lama setelah harga tayang naik Rp. 450.000 per unit [p501, p506]."
    found = checked(text, POSTS)
    assert isinstance(found, Phrasing)
    assert found.sentences[0].posts == (501, 506)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("***\n- \n", "empty"),
        ("harga [p505]. " * 400, "too_long"),
        ("Harga hasil negosiasi mengikat.", "no_citation"),
        (f"{GOOD} Semua sudah selesai.", "no_citation"),
        ("Harga hasil negosiasi mengikat [p999].", "unknown_post"),
        ("Penyedia masuk daftar hitam dan jangan dipakai [p504].", "unknown_post"),
        ("Penyedia menaikkan harga tayang Rp. 900.000 per unit laptop [p501].", "number"),
        ("Harga hasil negosiasi mengikat menurut Gunawan [p505].", "name"),
        (
            "Yang mengikat adalah harga hasil negosiasi yang tidak disetujui kedua pihak [p506].",
            "not_borne_out",
        ),
        ("Setelah kami tunjukkan riwayat negosiasi, penyedia tidak mau memakai harga lama [p506].", "denial"),
        ("Seluruh pegawai wajib mengikuti pelatihan nasional tahun depan [p505].", "not_borne_out"),
        ('Harga mengikat [p505]. <a href="https://x.test">x</a>', "markup"),
        ("Harga mengikat, lihat [sini](x) [p505].", "markup"),
        (f"\u202e{GOOD}", "markup"),
        (f"\ud800{GOOD}", "markup"),
    ],
)
def test_what_they_do_not_is_refused_as_a_whole(text: str, reason: str):
    found = checked(text, POSTS)
    assert isinstance(found, Refused)
    assert found.reason == reason


PIECES = st.sampled_from(
    [
        "[p505]",
        "[p",
        "]",
        ", p501",
        ".",
        "!",
        " ",
        "\n",
        "- ",
        "harga",
        "Harga",
        "tidak",
        "450.000",
        "Rp. ",
        "dll. ",
        "…",
    ]
)


@given(st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=200)))
@settings(deadline=None)
def test_whatever_comes_is_judged(text: str):
    found = checked(text, POSTS)
    assert found.reason if isinstance(found, Refused) else found.sentences


@pytest.mark.parametrize(
    "piece", ["[p1 ", "[p1, p1", " [p505]", "a. ", "   ", "harga tayang ", "1.", "[[", "A"]
)
def test_no_answer_keeps_it_busy(piece: str):
    began = perf_counter()
    checked((piece * LONGEST)[: LONGEST - 1], POSTS)
    assert perf_counter() - began < 3


def test_one_that_passes_over_most_of_what_was_quoted_is_one_sided():
    items = tuple(Item("x", post, Part.ANSWER, (), 1.0) for post in (1, 2, 3, 4))
    summary = Summary(Language.ID, items, (1, 2, 3, 4, 5))
    for cited, verdict in (((1, 5), True), ((5,), True), ((1, 2), False), ((1, 2, 3, 4), False)):
        assert one_sided(Phrasing((Statement("x", cited),)), summary) is verdict
    assert not one_sided(Phrasing((Statement("x", (5,)),)), replace(summary, items=()))
