import pytest
from summary_threads import TUNING, written

from connector.summary.checked import checked
from connector.summary.port import Phrasing, Refused

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
    ],
)
def test_what_they_do_not_is_refused_as_a_whole(text: str, reason: str):
    found = checked(text, POSTS)
    assert isinstance(found, Refused)
    assert found.reason == reason
