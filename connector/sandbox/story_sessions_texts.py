"""What is written around the story's sessions: proposals, notes, a case that was solved, shared knowledge."""

PROPOSAL = """
Rekan-rekan, saya mengusulkan satu sesi daring tentang cara membaca manifes penumpang sebelum pesawat
mendarat. Di Jayapura kami baru memulainya dan masih sering salah menandai. Kalau ada kantor yang sudah
lebih lama melakukannya, mohon berbagi langkah, contoh lembar kerja, dan kesalahan yang pernah terjadi.
"""
SUPPORT = (
    "Setuju, kami di Ngurah Rai juga perlu. Dukung.",
    "Dukung. Sekalian dibahas untuk kedatangan lewat pos darat, karena manifes bus sering tidak lengkap.",
    "Mendukung. Mohon jadwalnya bukan hari Senin pagi.",
    "Saya bersedia berbagi lembar kerja yang kami pakai di Batam Centre sejak tahun lalu.",
    "Dukung, terutama bagian kesalahan yang pernah terjadi.",
    "Ikut mendukung, dari pelabuhan juga ada manifes awak kapal.",
)
NOTES = """
Terima kasih atas kehadiran rekan-rekan. Ringkasnya: manifes diminta dua jam sebelum mendarat, ditandai oleh
satu orang tetap, dan hasilnya dibacakan kepada kepala giliran. Tiga kesalahan yang sering terjadi adalah
nama yang terbalik, tanggal lahir yang kosong, dan penumpang lanjutan yang ikut terhitung. Silakan lanjutkan
pertanyaan di sini sampai akhir pekan.
"""
NOTES_QUESTION = """
Untuk penumpang lanjutan, apakah rekan-rekan menghapusnya dari lembar kerja atau hanya memberi tanda? Kami
pernah menghapus, lalu ternyata dua orang turun karena penerbangan berikutnya batal.
"""
NOTES_ANSWER = """
Kami hanya memberi tanda dan tidak pernah menghapus. Kolom terakhir berisi nomor penerbangan berikutnya. Kalau
penerbangan itu batal, petugas cukup menyaring kolom tersebut dan semua nama muncul kembali. Lembar kerjanya
saya lampirkan pada sesi berikut.
"""
NOTES_PLAN = """
Mulai pekan depan kami coba dengan satu orang tetap pada giliran pagi. Saya akan mencatat berapa nama yang salah
ditandai selama dua pekan, lalu melaporkannya di forum ini supaya bisa dibandingkan dengan kantor lain.
"""
NOTES_THANKS = "Terima kasih, penjelasan tentang penumpang lanjutan sangat membantu."

CREW_PROBLEM = """
Mohon saran. Kapal kargo sandar pukul sebelas malam dan empat awak kapal tidak membawa buku pelaut yang masih
berlaku. Agen kapal baru bisa datang pagi hari. Kami tidak ingin menahan seluruh awak di atas kapal, tetapi izin
turun juga tidak dapat diberikan tanpa dokumen. Apa yang biasanya dilakukan kantor lain pada malam hari?
"""
CREW_QUESTION = """
Apakah daftar awak kapal sudah diterima sebelum sandar? Kalau sudah, nama keempat orang itu bisa dicocokkan dahulu
dengan kedatangan sebelumnya.
"""
CREW_DETAIL = """
Daftar awak kami terima sore hari, lengkap. Keempatnya pernah masuk tiga bulan lalu dengan kapal yang sama, tetapi
buku pelautnya habis masa berlaku bulan lalu.
"""
CREW_RULE = """
Untuk keadaan seperti itu kami memberi izin tinggal di atas kapal sampai pagi, bukan izin turun, dengan catatan
pada daftar awak. Agen menandatangani surat pernyataan lewat surel malam itu juga dan membawa aslinya pagi hari.
Kepala giliran mencatat jam dan nama petugas. Dasarnya sama dengan dokumen yang sedang diperpanjang.
"""
CREW_PRACTICE = """
Kami di Belawan dan Batam memakai formulir dua baris untuk itu: satu baris untuk nahkoda, satu baris untuk agen.
Formulirnya disimpan di pos jaga supaya petugas malam tidak menunggu siapa pun. Sejak dipakai, tidak pernah ada
lagi awak yang tertahan sampai siang.
"""
CREW_DONE = """
Sudah kami jalankan semalam: awak tetap di kapal, agen mengirim surat pernyataan pukul 23.40, dan aslinya tiba
pukul tujuh pagi. Masalahnya selesai. Formulir dua baris itu akan kami tiru mulai minggu depan.
"""
CREW_THANKS = "Bagus, terima kasih sudah mengabari hasilnya."

CREW_AGAIN = """
Malam tadi kapal sandar pukul sebelas dan dua awak kapal tidak membawa buku pelaut yang masih berlaku, sedangkan
agen kapal baru datang pagi hari. Apakah awak harus ditahan di atas kapal, atau izin turun boleh diberikan pada
malam hari dengan surat pernyataan?
"""
CREW_AGAIN_ANSWER = """
Pernah dibahas awal bulan di forum ini. Intinya izin tinggal di atas kapal sampai pagi, surat pernyataan agen lewat
surel, dan formulir dua baris di pos jaga.
"""

REFLECTION = """
Setelah dua pekan mencoba penanda dini di ujung lorong, saya belajar tiga hal. Pertama, petugas yang sama setiap
malam lebih penting daripada petugas yang paling senior, karena ia mengenali pola. Kedua, kartu tujuh butir hanya
dibaca pada hari pertama; sesudah itu yang menolong adalah contoh nyata yang diceritakan saat apel. Ketiga, saya
terlalu cepat menyalahkan maskapai, padahal separuh berkas yang kurang ternyata karena pengumuman kami sendiri
tidak jelas. Bulan depan saya akan memperbaiki pengumuman itu dahulu sebelum meminta tambahan petugas.
"""

OVERSTAY = """
Keadaan orang asing yang masih berada di wilayah Indonesia sesudah masa berlaku izin tinggalnya berakhir. Dihitung
per hari sejak tanggal berakhir, hari libur termasuk. Sampai enam puluh hari dikenai biaya beban; lebih dari itu
diproses dengan tindakan administratif. Contoh: izin berakhir tanggal 10, orangnya melapor tanggal 13, terhitung
tiga hari.
"""
SECOND_CHECK = """
Pemeriksaan lanjutan di meja tersendiri bagi penumpang yang datanya belum lengkap atau perlu ditanya lebih jauh,
supaya barisan utama tetap berjalan. Dilakukan oleh petugas yang tidak sedang menjaga konter, dengan catatan jam
mulai dan selesai, dan hasilnya disampaikan kepada kepala giliran pada hari yang sama, juga bila tidak ada temuan.
"""
ARRIVAL_CARD = """
Pernyataan kedatangan yang diisi penumpang sebelum pemeriksaan, kini umumnya secara elektronik. Yang dilihat petugas
adalah alamat tujuan, lama tinggal, dan barang bawaan. Bila alamat tidak dikenal, tanyakan nama orang yang akan
ditemui dan nomor teleponnya; jangan menebak dari nama hotel saja, karena banyak hotel memiliki nama yang mirip.
"""
WIKI_CHECKLIST = """
Daftar periksa dokumen: paspor, masa berlaku, visa atau bebas visa, tiket kembali, alamat tujuan, kartu kedatangan,
catatan pencegahan.
"""
WIKI_CHECKLIST_MORE = """
Daftar periksa dokumen: paspor, masa berlaku paling sedikit enam bulan, visa atau bebas visa, tiket kembali, alamat
tujuan, kartu kedatangan, catatan pencegahan. Untuk awak kapal: buku pelaut dan daftar awak.
"""
CASE_BUS = """
Bus wisata dengan tiga puluh penumpang tiba di pos darat tanpa manifes. Yang dilakukan: penumpang dikelompokkan per
keluarga, satu petugas menulis manifes bersama pemandu, pemeriksaan berjalan sesudah dua puluh menit.
"""
CASE_NAMES = """
Dua penumpang dengan nama dan tanggal lahir yang sama tiba pada penerbangan yang sama. Yang membedakan adalah tempat
lahir dan nomor paspor lama; keduanya dicatat pada lembar kerja giliran.
"""
CLINIC = """
Klinik rumusan norma kita adakan pekan ini. Bawalah satu pasal yang sedang dikerjakan, tanpa nama instansi, dan satu
pertanyaan yang paling mengganggu. Kita bahas bergiliran, sepuluh menit untuk setiap pasal.
"""
