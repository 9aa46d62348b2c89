"""Indonesian cue words, formal and as people type."""

from __future__ import annotations

from connector.summary.cues import Cues, any_of

_MONTH = (
    "jan(?:uari)?|feb(?:ruari)?|mar(?:et)?|apr(?:il)?|mei|juni?|juli?|agu(?:stus)?|sep(?:t|tember)?"
    "|okt(?:ober)?|nov(?:ember)?|des(?:ember)?"
)
_DAY = "(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)"

ID = Cues(
    question=any_of(
        """bagaimana(?!pun)|gimana|gmn|bgmn|bgm|apakah|mengapa|kenapa|siapakah|berapa(?:kah)?|dari mana
        |bolehkah|dapatkah|ada yang (?:punya|tahu|tau|pernah|bisa)|ada (?:saran|kiat|tips|masukan|cara
        |contoh)|mohon (?:info|petunjuk|arahan|penjelasan)""",
        at_start=True,
    ),
    trouble=any_of(
        r"""kendala\w*|terkendala|masalah\w*|permasalahan|kesulitan|sulit|menumpuk|menolak|ditolak
        |terlambat|keberatan|penuh|naik|turun|gagal|error|habis|hilang|rusak|bingung|membingungkan
        |keluhan|tidak (?:bisa|dapat|pernah|ada|sesuai)|tdk (?:bisa|dapat|pernah|ada)|belum (?:pernah
        |ada)|hanya|cuma|kurang|berbeda-beda|campur aduk|padahal|sedangkan|tetapi|tapi|terlalu|menunggu
        |diblokir|macet|lambat|kosong""",
    ),
    proposal=any_of(
        r"""sebaiknya|sebaik-baiknya|seyogianya|seyogyanya|alangkah baiknya|lebih baik|saran saya
        |saya sarankan|kami sarankan|disarankan|saran|usul(?:an)?(?:\s(?:saya|kami)|,)|(?:trik|tips
        |kiat) (?:saya|kami)|saya usul(?:kan)?|kami usulkan|mengusulkan|bagaimana kalau|gimana kalau
        |bisa dicoba|dapat dicoba|(?<!sudah\s)coba|cobalah|mungkin bisa
        |(?<!tidak\s)(?<!tdk\s)perlu(?! diputuskan)|jangan lupa|mari|ada baiknya|hendaknya|kalau saya""",
    ),
    order=any_of(
        """buat(?:lah)?|cocokkan|bentuk|kirim(?:kan)?|tambahkan|periksa|cek|pastikan|jelaskan|laporkan
        |ajukan|gunakan|pakai|catat|simpan|susun|hitung|perbarui|lampirkan|sampaikan|tulis(?:kan)?|pilih
        |mulai(?:lah)?|minta|hubungi|jangan|cukup|kelompokkan|pisahkan|bagi|lakukan|koordinasikan|unggah
        |unduh|siapkan|ubah|ganti|hapus|bandingkan|lihat|tunjukkan""",
        at_start=True,
    ),
    answer=any_of(
        """solusi(?:nya)?|cara(?:nya)?|jawab(?:an)?(?:nya)?|dasar(?:nya| hukum(?:nya)?)?|artinya
        |maksudnya|sesuai|berdasarkan|menurut|boleh|tidak (?:perlu|boleh|harus|wajib)|tdk perlu|harus
        |wajib|dapat|bisa|cukup|sepanjang|selama|asal(?:kan)?|dihitung|diberikan|ditetapkan|mengikat
        |berlaku|contohnya|misalnya|pasal|ayat|angka|lampiran|kuncinya|yang (?:aman|benar|tepat)
        |sudah (?:tepat|benar)|jadi|sehingga""",
    ),
    worked=any_of(
        r"""berhasil|terbukti|menolong|membantu|teratasi|turun dari|naik dari|selesai dalam|sejak (?:itu
        |saat itu|20\d\d)|hasilnya|kami (?:pakai|gunakan|menerapkan|memakai)|setelah kami|di (?:tempat
        |kantor) kami|di kami|pengalaman kami""",
    ),
    hedge=any_of(
        """setahu saya|sepengetahuan saya|menurut saya|kayaknya|kayanya|sepertinya|mungkin
        |kalau tidak salah|kalo ga salah|cmiiw|(?:saya|kami)(?: sendiri)? (?:belum|tidak|kurang
        |tdk) (?:yakin|tahu|paham)|kira-kira|bisa saja|entah""",
    ),
    decided=any_of(
        """disepakati|diputuskan|memutuskan|menyepakati|(?:kita|kami|rapat|forum) (?:putuskan|sepakat
        |sepakati)|kesepakatan(?:nya)?|keputusan(?:nya)? (?:rapat|forum|adalah|ialah|kita|kami)
        |hasil (?:rapat|diskusi|pertemuan|kesepakatan|keputusan)|rapat .{0,30}(?:menerima|menolak
        |menetapkan|menyetujui)|(?:sudah|telah) (?:setuju|sepakat|menetapkan)|menyetujui
        |ditetapkan bahwa|telah disetujui""",
    ),
    may_be_decided=any_of(
        r"""ditetapkan|menetapkan|disetujui|sepakat|keputusan\w*|berlaku (?:mulai|sejak)|mulai berlaku
        |diundur|ditunda|dimajukan|diubah menjadi|(?:kami|kita|saya) akan|akan kami|mulai (?:senin
        |selasa|rabu|kamis|jumat|besok|bulan|tahun|minggu|tanggal|tgl|\d+)|untuk sementara (?:kami|kita)
        |jadinya (?:kami|kita)|dibatalkan""",
    ),
    not_decided=any_of(
        """(?:belum|perlu|akan|masih|menunggu|dapat|bisa|siapa yang|agar|supaya|jika|kalau|apabila|bila
        |sebelum) (?:(?:segera|dapat) )?(?:di|me|men)?(?:putuskan|sepakati|sepakat|mutuskan|nyepakati
        |tetapkan|netapkan|setujui|nyetujui|keputusan)|belum ada (?:keputusan|kesepakatan)""",
    ),
    by_then=any_of(
        r"""paling lambat|paling telat|selambat-lambatnya|selambatnya|batas (?:waktu|akhir|pengiriman
        |pendaftaran|pengumpulan)\w*|tenggat(?: waktu)?|deadline|terakhir (?:tanggal|tgl|hari)|ditutup
        |jatuh tempo""",
    ),
    until=any_of(
        r"""sebelum|sampai(?: dengan)?|s\.d|hingga|selesai|masuk (?:ke )?\w+ (?:tgl|tanggal)|dikumpulkan
        |diserahkan""",
    ),
    duty=any_of(
        r"""mohon|di\w{4,}(?:kan|i)?|(?:saya|kami) tunggu|harap|diminta|wajib|harus|rencana(?:nya)?
        |target(?:nya)?|dikirim(?:kan)?|disampaikan|dikumpulkan|diserahkan|mendaftar|pendaftaran|selesai
        |menyelesaikan|jadwal\w*|silakan""",
    ),
    date=any_of(
        rf"""(?:tgl\.?|tanggal|tgl) \d{{1,2}}|\d{{1,2}} (?:{_MONTH})(?: \d{{4}})?
        |\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{2,4}}|(?:(?:hari|{_DAY}) )?(?:{_DAY})(?: (?:ini|depan|besok))?
        |(?:minggu|pekan|bulan|tahun)(?: pertama| kedua| ketiga| terakhir)? (?:ini|depan|{_MONTH})|besok
        |lusa|akhir (?:bulan|tahun|pekan|minggu|{_MONTH})""",
    ),
    soon=any_of("""ini|depan|besok|lusa"""),
    rule=any_of(
        r"""setelah (?:men|mem|me|di|pen|pe|ter)\w+|sejak (?:di|ter|tanggal|men|mem)\w*|hari kerja
        |setiap (?:permohonan|pemohon|berkas)|dikurangi|masa berlaku|berlaku mulai""",
    ),
    still_open=any_of(
        """masih (?:menunggu|belum|dibahas|didiskusikan|bingung)|belum (?:ada )?(?:jelas|kejelasan
        |diputuskan|disepakati|terjawab|final|pasti)|perlu (?:dibahas|dibicarakan|didiskusikan
        |dikaji)(?: lagi| lebih lanjut)?|menjadi pertanyaan|yang belum""",
    ),
    corrects=any_of(
        r"""ralat|koreksi ?:|koreksi (?:untuk|atas|dari)|maaf[^.]*kurang tepat|(?:itu
        |tersebut) (?:kurang tepat|keliru|tidak benar|salah)|mohon maaf atas kekeliruan\w*
        |yang benar (?:adalah|ialah)""",
    ),
    thanks=any_of(
        """terima ?kasih|trima ?kasih|makasih|mksh|trims|tks|thanks|thx|matur nuwun|hatur nuhun|nuhun"""
    ),
    agrees=any_of(
        r"""setuju|sependapat|sepakat dengan|betul(?: sekali)?|benar sekali|sudah tepat|sudah (?:baik
        |benar)|\+1|berhasil""",
    ),
    courtesy=any_of(
        r"""terima ?kasih|makasih|mksh|trims|thanks|thx|matur nuwun|selamat (?:pagi|siang|sore|malam
        |datang|bergabung)|pagi|siang semua|(?:wa')?ass?alam\w*|wa'?alaikum\w*|salam|yth\.?|dear|halo
        |hai|hormat saya|yang (?:saya|kami) hormati|izin (?:bertanya|menjawab|menyimak|bergabung
        |menanggapi|menambahkan|bertanya)|ijin \w+|mohon (?:izin|ijin|pencerahan\w*|bantuan\w*|maaf
        |berbagi)|numpang \w+|(?:ikut )?menyimak|nyimak|siap|mantap|setuju|sependapat|sip|ok(?:e|ay)?
        |noted|semangat|semoga|sukses|aamiin|amin|sabar|betul sekali|up|wah|oh iya|alhamdulillah
        |sama bgt|kasus ditutup|ralat|menambahkan|urutannya begini|haha\w*|hehe\w*""",
    ),
    off_topic=any_of(
        """oot|di luar topik|izin promosi|promosi|sekadar info|sekedar info|lomba|grup wa|diskon|jualan"""
    ),
    opener=any_of(
        """kalau begitu|jadi|lalu|kemudian|selanjutnya|untuk itu|pertama|kedua|ketiga|terakhir|maaf""",
        at_start=True,
    ),
    denies=any_of("""tidak|tdk|tak|bukan|jangan|tanpa|belum|blm|dilarang|nggak|gak|enggak|ga"""),
)
