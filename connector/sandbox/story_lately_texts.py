"""What the people of the story write of late. Invented; wrapped here only (`story_texts.told`)."""

SCANNER = """
Rekan-rekan, sejak pekan lalu kartu kedatangan yang diisi lewat ponsel sering tidak terbaca alat
pemindai di konter kami. Penumpang harus mengisi ulang di kertas dan barisan menjadi panjang. Layar
ponsel sudah diminta diterangkan, tetapi hasilnya sama. Apa yang dilakukan kantor lain?
"""

SCANNER_ANSWER = """
Kami pernah mengalaminya bulan lalu. Penyebabnya bukan layar ponsel, melainkan kaca pemindai yang
buram oleh sisa perekat label. Solusinya, bersihkan kaca dengan kain tanpa serat dan alkohol setiap
pergantian giliran, lalu turunkan sedikit kemiringan alat supaya pantulan lampu tidak masuk. Sejak
itu dari seratus kartu hanya satu atau dua yang harus diketik ulang. Kami juga menempelkan contoh
letak ponsel yang benar di depan alat, sehingga penumpang tidak lagi mencoba berkali-kali.
"""

SCANNER_THANKS = """
Terima kasih, ternyata benar, kacanya buram. Sesudah dibersihkan pagi ini semuanya terbaca lagi.
"""

TRANSIT = """
Kemarin malam ada empat penumpang transit yang tertahan dua jam karena tidak seorang pun dari kami
mengerti bahasanya, dan juru bahasa baru datang pagi hari. Adakah kantor yang punya daftar juru
bahasa yang dapat dihubungi pada malam hari, atau cara lain yang sudah terbukti?
"""

PRACTICE = """
Sebulan lalu kami mulai memakai penanda dini di ujung lorong, seperti yang disarankan rekan dari
Batam Centre di forum ini. Berikut yang kami catat supaya kantor lain tidak mulai dari nol.

Pekan pertama justru lebih lambat, karena petugas di ujung lorong ikut memeriksa isi dokumen. Kami
menegaskan bahwa tugasnya hanya melihat kelengkapan: paspor, visa, tiket kembali, kartu kedatangan.
Mulai pekan kedua waktu tunggu turun dari empat puluh menit menjadi dua puluh dua menit pada giliran
malam, dan pada pekan keempat tinggal tujuh belas menit.

Tiga hal yang menurut kami menentukan. Pertama, satu orang tetap di tempat itu selama satu giliran
penuh. Kedua, meja kedua diberi tanda yang terlihat dari jauh, dalam tiga bahasa. Ketiga, setiap
akhir giliran petugas menulis satu kalimat di buku serah terima: apa yang paling sering kurang.
Dari buku itu kami tahu bahwa tiket kembali adalah penyebab terbanyak, lalu kami minta maskapai
mengingatkan penumpang sebelum mendarat.
"""

PROPOSAL = """
Saya mengusulkan satu sesi berbagi tentang wawancara singkat dalam bahasa isyarat. Kami baru saja
menyelesaikan kelasnya, dan enam kalimat pertama ternyata cukup untuk sebagian besar pemeriksaan.
Saya dapat menyiapkan contoh dan latihan berpasangan. Siapa yang berminat?
"""

SUPPORT = (
    "Berminat, kantor kami baru menerima dua penumpang tuli bulan ini.",
    "Dukung. Kalau bisa pada siang hari waktu timur.",
    "Setuju, saya bersedia menjadi pasangan latihan.",
    "Ikut. Mohon direkam untuk rekan yang bertugas.",
    "Sangat perlu, terima kasih usulannya.",
)

QUEUE_AGAIN = """
Rekan-rekan, antrean pemeriksaan di terminal kami menumpuk antara pukul 21.00 dan 23.00 karena
beberapa penerbangan tiba hampir bersamaan. Penumpang yang perlu wawancara lanjutan menahan barisan
utama. Bagaimana kantor lain memisahkan alur pemeriksaan kedua tanpa menambah petugas pada giliran
malam?
"""

CIRCULAR = """
Mohon perhatian, surat edaran tentang kartu kedatangan diperbarui awal bulan ini. Siapa yang sudah
menerapkannya di konter, dan bagian mana yang menimbulkan pertanyaan penumpang? Catatan dari
lapangan kami kumpulkan sampai akhir pekan.
"""
