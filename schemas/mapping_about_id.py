"""What the keys of a mapping mean, in Indonesian: by the English that the schemas say."""

from __future__ import annotations

ABOUT_ID = {
    "version of this language: 1": "versi bahasa ini: 1",
    "whose schemes may be used: indonesia-asn": "skema dari paket mana yang dipakai: indonesia-asn",
    "the pack's scheme whose figures hold where none are written here": (
        "skema paket yang angkanya berlaku bila di sini tidak ditulis"
    ),
    "what one is called: JP": "sebutan satuannya: JP",
    "minutes of one unit; left out where points are counted": (
        "menit dalam satu satuan; tidak ditulis bila yang dihitung poin"
    ),
    "where the figure is written": "di mana angka itu tertulis",
    "when that was looked up": "kapan hal itu dilihat",
    "the smallest amount given: 1, or 0.1": "jumlah terkecil yang diberikan: 1, atau 0.1",
    "minutes add up within this span before they are rounded": (
        "menit dijumlahkan dalam rentang ini sebelum dibulatkan"
    ),
    "what HR calls this form of training": "sebutan bentuk pelatihan ini di kepegawaian",
    "the place or places in the LMS": "tempatnya di LMS, satu atau lebih",
    "the LMS, by its name in the institution file": "LMS, menurut namanya dalam berkas lembaga",
    "one course: by id, idnumber or shortname": "satu kursus: dengan id, idnumber atau shortname",
    "all courses of one category": "semua kursus dalam satu kategori",
    "only these forums of it": "hanya forum ini di dalamnya",
    "the forum's number in the LMS": "nomor forum di LMS",
    "Moodle's type: general, qanda, blog, single, eachuser, news": (
        "jenis menurut Moodle: general, qanda, blog, single, eachuser, news"
    ),
    "the forum's name": "nama forum",
    "how it begins": "awalannya",
    "what stands somewhere in it": "yang ada di dalamnya",
    "it is one of these": "salah satu dari ini",
    "the LMS's role shortname: the role here": "shortname peran di LMS: perannya di sini",
    "only in these communities; default all": "hanya di komunitas ini; bila tidak ditulis, semua",
    "first = begins a discussion, reply = answers in one": (
        "first = memulai diskusi, reply = membalas di dalamnya"
    ),
    "how long it is": "panjangnya",
    "of the post": "dari kiriman",
    "one of these is enough": "cukup salah satu",
    "what others think of it": "penilaian orang lain",
    "what the forum makes of all ratings: average, sum …": (
        "hasil semua penilaian menurut forum: rata-rata, jumlah …"
    ),
    "rated by so many people; default 1": "dinilai sekian orang; bila tidak ditulis, 1",
    "only in a discussion that somebody else began": "hanya dalam diskusi yang dimulai orang lain",
    "no post but an entry of a glossary, wiki or database": (
        "bukan kiriman, melainkan isi glosarium, wiki atau basis data"
    ),
    "of the glossary, wiki or database": "dari glosarium, wiki atau basis data itu",
    "only entries that a teacher approved": "hanya isi yang disetujui pengajar",
    "Moodle's name of the kind of activity: bigbluebuttonbn": (
        "nama jenis aktivitas di Moodle: bigbluebuttonbn"
    ),
    "of the activity": "dari aktivitas",
    "an entry of the course's calendar": "entri kalender kursus",
    "of the calendar entry": "dari entri kalender",
    "a discussion that is the meeting": "diskusi yang menjadi pertemuannya",
    "of the discussion": "dari diskusi",
    "where members propose one": "tempat anggota mengusulkannya",
    "by so many different people": "oleh sekian orang yang berbeda",
    "how long it lasts; default: as the calendar says": "lamanya; bila tidak ditulis, menurut kalender",
    "the activity is completed": "aktivitasnya selesai",
    "a choice was answered": "sebuah pilihan (choice) dijawab",
    "of the choice that serves as attendance list": "dari pilihan (choice) yang menjadi daftar hadir",
    "the answer that means: I was there": "jawaban yang berarti: saya hadir",
    "who replied in it": "yang membalas di dalamnya",
    "on the list that a leader confirmed": "dalam daftar yang disahkan pemimpin",
    "in the file of who was there when": "dalam berkas kehadiran",
    "who was there for less did not take part": "yang hadir kurang dari ini tidak dihitung hadir",
    "only what was done in these communities": "hanya yang dilakukan di komunitas ini",
    "why people give: altruism, reputation, reciprocity": (
        "mengapa orang memberi: altruism, reputation, reciprocity"
    ),
    "all of these": "semuanya",
    "so many of a kind or by a rule": "sekian dari satu jenis atau menurut satu aturan",
    "a rule of contributions:": "aturan di contributions:",
    "took part so often": "ikut sekian kali",
    "a session of sessions:": "pertemuan di sessions:",
    "all that in so many different months": "semua itu dalam sekian bulan yang berbeda",
    "answered in so many people's discussions": "menjawab dalam diskusi sekian orang",
    "was answered by so many people": "dijawab oleh sekian orang",
    "shown when the needs have been met for so many days": (
        "ditampilkan bila syaratnya terpenuhi selama sekian hari"
    ),
    "the cohort, by its idnumber, whose members get the badge": (
        "kohor, dengan idnumber-nya, yang anggotanya mendapat lencana"
    ),
    "the forum in which thanks are said": "forum tempat ucapan terima kasih",
    "a session of sessions:, for taking part": "pertemuan di sessions:, karena ikut",
    "a session of sessions:, for whoever called it": "pertemuan di sessions:, bagi yang mengadakannya",
    "learning time that one such contribution stands for": "waktu belajar untuk satu kontribusi seperti ini",
    "instead of minutes, in a scheme that counts points": (
        "sebagai ganti minutes, dalam skema yang menghitung poin"
    ),
    "how often it counts for one person": "berapa kali dihitung bagi satu orang",
    "after so many days without a new post": "sesudah sekian hari tanpa kiriman baru",
    "only of so many posts": "hanya bila ada sekian kiriman",
    "reply, or {forum: {name: …}}": "reply, atau {forum: {name: …}}",
    "the forum that summaries go to": "forum tujuan ringkasan",
    "default: that of the discussion": "bila tidak ditulis: bahasa diskusinya",
    "point out so many; default 3": "tunjukkan sekian; bila tidak ditulis, 3",
    "by its name in the institution file": "menurut namanya dalam berkas lembaga",
    "the period of one record, as its scheme has it; may be left out": (
        "rentang satu catatan, seperti dalam skemanya; boleh tidak ditulis"
    ),
    "what is approved as a whole and is one row for HR; it can never be changed": (
        "yang disetujui sekaligus dan menjadi satu baris di kepegawaian; tidak pernah dapat diubah"
    ),
    "what approvers look at twice": "yang ditunjukkan untuk diperiksa dua kali oleh pemberi persetujuan",
    "a post nearly the same as an earlier one of its community": (
        "kiriman yang hampir sama dengan kiriman lama di komunitasnya"
    ),
    "per cent of the words in common; default 80": "persen kata yang sama; bila tidak ditulis, 80",
    "with posts of so many days before; default 180": (
        "dengan kiriman sekian hari sebelumnya; bila tidak ditulis, 180"
    ),
    "many contributions in a short time": "banyak kontribusi dalam waktu singkat",
    "credited contributions of one person": "kontribusi satu orang yang diberi kredit",
    "within so many minutes": "dalam sekian menit",
    "one reply in the discussion leads to its summary; it is mailed": (
        "satu balasan di diskusi menunjuk ke ringkasannya; terkirim lewat surel"
    ),
    "when the file is written by itself; default monthly": (
        "kapan berkas ditulis sendiri; bila tidak ditulis, monthly"
    ),
}
