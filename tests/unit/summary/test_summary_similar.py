import pytest

from connector.summary.signature import likeness, signature
from connector.summary.similar import Trace, alike, kept_trace, traced


def problem(number: int, subject: str, body: str, *tags: str) -> Trace:
    found = kept_trace(number, {"subject": subject, "tags": list(tags), **traced(f"<p>{body}</p>")})
    assert found is not None
    return found


SOLVED = [
    problem(
        1,
        "Kuota antrean paspor habis dalam lima menit",
        "Kuota antrean paspor daring di kantor kami habis dalam lima menit, tetapi banyak pendaftar tidak datang. "
        "Bagaimana mengurangi pemohon yang tidak hadir?",
        "paspor",
        "antrean",
    ),
    problem(
        2,
        "Paspor hilang saat di luar negeri",
        "WNI melapor paspornya hilang di bandara tujuan. Dokumen apa yang dapat diterbitkan perwakilan?",
        "paspor",
    ),
    problem(
        3,
        "Perpanjangan ITAS, paspor tinggal lima bulan",
        "Ada pemohon perpanjangan ITAS yang paspornya tinggal berlaku lima bulan, izin yang dimohon satu tahun. "
        "Apakah ditolak atau diberikan sampai batas paspor?",
        "itas",
        "paspor",
    ),
    problem(
        4,
        "Usul musnah arsip tahun 2009",
        "Gudang arsip penuh dan daftar arsip tidak pernah dibuat. Dari mana sebaiknya mulai mengusulkan pemusnahan?",
        "arsip",
        "retensi",
    ),
    problem(
        5,
        "Penamaan berkas arsip digital",
        "Hasil alih media sudah ribuan berkas, tetapi namanya campur aduk. Bagaimana menamai berkas yang rapi?",
        "arsip",
    ),
    problem(
        6,
        "Delegasi ke peraturan menteri",
        "Ada sebelas pasal yang mendelegasikan pengaturan lebih lanjut. Bolehkah dijadikan satu peraturan menteri?",
        "perancangan",
    ),
]


def found(new: Trace) -> list[int]:
    return [candidate.id for candidate, _ in alike(new, SOLVED)]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (
            problem(
                90,
                "Antrean paspor: kuota selalu habis",
                "Kuota antrean paspor kami habis beberapa menit setelah dibuka, padahal banyak pendaftar yang tidak "
                "hadir. Ada cara mengurangi pemohon yang tidak datang?",
                "antrean",
            ),
            [1],
        ),
        (
            problem(
                91,
                "ITAS diperpanjang padahal paspor tinggal empat bulan",
                "Pemohon minta perpanjangan ITAS satu tahun, tetapi paspornya tinggal berlaku empat bulan. Apakah "
                "permohonan ditolak atau izin diberikan sampai batas paspor?",
                "itas",
            ),
            [3],
        ),
        (
            problem(
                92,
                "Arsip lama mau dimusnahkan, bagaimana usulnya?",
                "Gudang kami penuh arsip lama dan belum ada daftar arsip. Dari mana mulai mengusulkan pemusnahannya?",
                "arsip",
            ),
            [4],
        ),
    ],
    ids=["quota", "permit", "archive"],
)
def test_near_duplicates_are_found(new: Trace, expected: list[int]):
    assert found(new) == expected


@pytest.mark.parametrize(
    "new",
    [
        problem(
            80,
            "Paspor rusak terkena air",
            "Paspor pemohon rusak karena banjir. Apakah dikenai denda?",
            "paspor",
        ),
        problem(
            81,
            "Antrean di terminal",
            "Penumpang menumpuk di pemeriksaan malam karena empat pesawat tiba.",
            "antrean",
        ),
        problem(
            82, "Arsip kepegawaian", "Siapa yang menyimpan arsip kepegawaian pegawai yang pindah?", "arsip"
        ),
        problem(
            83,
            "Paspor hilang di kantor",
            "Blangko paspor hilang dari lemari. Bagaimana berita acaranya?",
            "paspor",
        ),
        problem(84, "Peraturan menteri tentang seragam", "Kapan seragam baru mulai dipakai?", "perancangan"),
        problem(
            87,
            "Kuota blangko paspor habis",
            "Blangko paspor di gudang tinggal sedikit. Kapan pengiriman dari pusat, dan siapa yang meminta?",
            "paspor",
            "antrean",
        ),
        problem(
            88,
            "Perpanjangan ITAS, sponsor pindah alamat",
            "Sponsor pemohon pindah ke kota lain. Kantor mana yang berwenang memeriksa berkasnya?",
            "itas",
            "paspor",
        ),
        problem(
            89,
            "Usul anggaran boks arsip",
            "Berapa harga boks arsip di katalog, dan akun belanja apa yang dipakai?",
            "arsip",
            "retensi",
        ),
        problem(85, "Mohon info", "Mohon info.", "paspor"),
        problem(86, "", ""),
    ],
    ids=lambda new: str(new.id),
)
def test_false_friends_are_met_with_silence(new: Trace):
    assert found(new) == []


def test_it_says_why():
    new = problem(
        93,
        "Kuota antrean paspor dibuka Jumat, langsung habis",
        "Warga mengeluh kuota antrean tidak pernah kebagian. Banyak pendaftar tidak datang pada harinya, sementara "
        "yang mendesak harus menunggu pekan depan. Apakah jam buka pendaftaran sebaiknya diubah?",
    )
    ((candidate, why),) = alike(new, SOLVED)
    assert candidate.id == 1
    assert why.reason == "like_subject_and_text"
    assert {"antre", "kuota", "paspor"} <= set(why.words)


def test_a_problem_is_not_like_itself_and_a_few_candidates_are_enough():
    assert alike(SOLVED[0], [SOLVED[0]]) == []
    assert alike(SOLVED[0], []) == []


def test_a_signature_estimates_what_two_texts_share():
    some = frozenset(f"kata{n}" for n in range(100))
    half = frozenset(f"kata{n}" for n in range(50, 150))
    assert likeness(signature(some), signature(some)) == 1.0
    assert likeness(signature(some), signature(half)) == pytest.approx(1 / 3, abs=0.15)
    assert likeness(signature(some), signature(f"lain{n}" for n in range(100))) < 0.1
    assert signature(["satu", "dua"]) == ()
    assert likeness((), ()) == 0.0


def test_a_signature_stays_what_it_was():
    """Signatures lie in facts for years: these numbers may never change."""
    assert signature(["antre", "paspor", "kuota", "habis", "menit"]) == EVER
    assert all(0 <= number < 1 << 56 for number in EVER)


EVER = (
    34892755901017366,
    47195736436093279,
    34346402992988015,
    28726141800817496,
    67001943328586309,
    818706589691660,
    66006113065761853,
    42046537609825691,
)
