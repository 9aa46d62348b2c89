import pytest
from summary_threads import ALL, written

from connector.summary.language import language_of
from connector.summary.lines import lines
from connector.summary.sentences import sentences


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("Menurut PP No. 11/2017 pasal 3 ayat (2), hal itu benar.", 1),
        ("Yth. Bpk. Ahmad, mohon dibaca buku, map, dll. sebelum tgl. 5 Mei 2025.", 1),
        ("Biaya Rp. 50.000 s.d. Rp. 1.000.000,00 a.n. Budi d.a. Jl. Sudirman No. 5.", 1),
        ("Kami pakai map, boks, dll. Besok rapat pukul 13.30 WIB.", 2),
        ("Hadir Dr. H. M. Yusuf, S.H., M.Hum. dari pusat. Beliau membuka acara.", 2),
        ("Untuk triwulan II. Kanwil menyiapkan akun.", 2),
        ("kuota habis. yg butuh cepat tdk kebagian. ada saran gak?", 3),
        ("Sudah 30%. lalu berhenti", 2),
        ("Auditor BPK. Setelah itu selesai.", 2),
        ("Lihat scan001.pdf di https://a.go.id/x.php?d=1 ya.", 1),
        ("We met at 9 a.m. on Friday, e.g. with Mr. Tan. It went well.", 2),
    ],
)
def test_points_that_end_nothing(line: str, count: int):
    found = sentences(line)
    assert len(found) == count, found
    assert " ".join(found) == line


def test_nothing_quoted_signed_or_hidden_is_read():
    html = """<p>Pada Senin, Budi menulis:</p><blockquote><p>Lama.</p><blockquote>Lebih lama.</blockquote></blockquote>
    <p>&gt; kutipan surat</p><p>Isi <b>baru</b> di sini.</p><script>jahat()</script><del>batal</del>
    <p>Salam,<br>Dewi<br>Biro Umum</p><span class="edited">(Edited by Admin)</span>"""
    assert lines(html) == ["Isi baru di sini."]


def test_a_line_of_dashes_begins_the_signature():
    assert lines("<p>Sukses.</p><p>--<br>Dewi<br>Arsiparis</p>") == ["Sukses."]


def test_list_items_are_lines_without_their_marks():
    assert lines("<ol><li>Buat daftar</li><li><p>Kirim</p></li></ol>1. Cek<br>2. Ubah<br>- Simpan") == [
        *("Buat daftar", "Kirim", "Cek", "Ubah", "Simpan")
    ]


def test_a_break_within_a_sentence_joins():
    assert lines("Rapat diadakan<br>besok pagi.<br />Semua hadir.") == [
        "Rapat diadakan besok pagi.",
        "Semua hadir.",
    ]


def test_broken_html_is_read_as_far_as_it_goes():
    assert lines("<p>Isi <![if !supportLists]>a<![endif]> <b>tebal") == ["Isi a tebal"]
    assert lines("<p>Isi</p><blockquote>tak ditutup<p>x</p>") == ["Isi"]
    assert lines("") == []


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_the_language_of_a_discussion(path):
    thread = written(path)
    assert language_of(text for post in thread.sentences for text in post) == thread.language


def test_borrowed_english_leaves_it_indonesian():
    assert language_of(["Noted, thanks bu. Untuk meeting besok, link sudah di-share ya di grup."]) == "id"
    assert language_of([]) == "id"
