"""What the people of the story write. Invented, but as such people write: long practice, short thanks.

The lines are wrapped here only; `told` gives a text back in whole paragraphs.
"""


def told(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in text.strip().split("\n\n"))


WELCOME = """
Selamat datang di komunitas kita. Forum ini tempat berbagi pengalaman kerja, bukan tempat menunggu
perintah. Silakan bertanya di Tanya Jawab dengan Pakar, dan tuliskan praktik baik dari kantor
masing-masing di Blog Praktik Baik. Pertemuan daring pertama kita adakan pada pekan kedua, undangan
menyusul.
"""

WELCOME_PP = """
Rekan-rekan perancang, selamat bergabung. Di sini kita membahas kendala perancangan sehari-hari,
dari naskah urgensi sampai harmonisasi. Tulislah kasus yang nyata, tanpa menyebut nama pemohon atau
nomor berkas.
"""

QUEUE_PROBLEM = """
Rekan-rekan, sejak awal bulan antrean pemeriksaan di terminal kami menumpuk antara pukul 21.00 dan
23.00 karena empat penerbangan tiba hampir bersamaan. Petugas konter sudah lengkap, tetapi penumpang
yang perlu wawancara lanjutan ikut menahan barisan utama. Bagaimana kantor lain memisahkan alur
pemeriksaan kedua tanpa menambah ruang dan tanpa menambah petugas pada giliran malam?
"""

QUEUE_ANSWER = """
Di Batam Centre kami menghadapi hal yang sama pada akhir pekan. Yang menolong bukan tambahan konter,
melainkan penanda dini: petugas di ujung lorong melihat kelengkapan dokumen sebelum penumpang masuk
barisan. Yang belum lengkap langsung diarahkan ke meja kedua di sisi kiri. Barisan utama hanya
berisi orang yang siap diperiksa. Waktu tunggu rata-rata turun dari 34 menit menjadi 19 menit dalam
tiga pekan, dan keluhan tertulis hampir tidak ada lagi. Kuncinya satu orang yang tetap di ujung
lorong, jangan berganti setiap jam.
"""

QUEUE_ANSWER_2 = """
Kami di Kualanamu menambah satu hal kecil: jadwal kedatangan kami cetak per giliran dan kami tempel
di ruang istirahat, lengkap dengan perkiraan jumlah penumpang. Dengan begitu kepala giliran dapat
memindahkan dua petugas dari terminal domestik lima belas menit sebelum puncak, bukan sesudah
barisan terlanjur panjang. Data kedatangan kami minta dari operator setiap sore. Pernah meleset,
tetapi lebih sering benar, dan petugas jadi merasa ikut mengatur, bukan hanya menerima beban.
"""

QUEUE_FOLLOW = """
Terima kasih, gagasan penanda dini itu akan kami coba mulai Senin depan. Satu pertanyaan: apakah
petugas di ujung lorong memakai daftar periksa tertulis, atau cukup pengalaman? Kami punya petugas
baru yang belum hafal jenis izin.
"""

CHECKLIST = """
Kami pakai kartu kecil berisi tujuh butir: paspor, masa berlaku, visa atau bebas visa, tiket
kembali, alamat tujuan, kartu kedatangan, dan catatan pencegahan. Petugas baru memegang kartu itu
dua pekan pertama. Setelah itu biasanya tidak perlu lagi. Kartunya kami perbarui setiap ada surat
edaran baru, dan tanggal pembaruan kami tulis besar di pojok supaya versi lama cepat ketahuan.
Silakan pakai, tidak perlu izin dari kami.
"""

THANKS = "Terima kasih, sangat membantu."
THANKS_2 = "Siap, terima kasih Bu Retno."
THANKS_3 = "Mantap, izin mencoba."
AGREE = "Setuju dengan Pak Made."

BLOG_DOCUMENTS = """
Praktik baik ini kami jalankan di Kantor Imigrasi Semarang sejak pertengahan tahun. Masalah awalnya
sederhana: pemohon izin tinggal datang dua atau tiga kali karena berkas kurang, padahal daftar
persyaratan sudah terpampang di dinding. Kami lalu mencatat selama sebulan, berkas mana yang paling
sering kurang. Ternyata hanya tiga: surat penjaminan tanpa meterai, bukti alamat yang sudah lewat
masa berlaku, dan pas foto dengan latar yang keliru.

Langkah kami tiga. Pertama, ketiga hal itu kami pindahkan ke baris paling atas lembar persyaratan,
dengan gambar contoh yang benar dan yang salah. Kedua, petugas loket menanyakan ketiganya sebelum
nomor antrean diberikan. Ketiga, setiap Jumat kami hitung lagi berapa pemohon yang harus kembali.

Hasilnya, kunjungan ulang turun dari 41 persen menjadi 17 persen dalam dua bulan. Yang kami
pelajari: jangan menambah aturan, ubahlah urutannya, dan ukurlah dengan angka yang dapat dihitung
siapa saja.
"""

BLOG_HASAN = """
Di Belawan kami melayani awak kapal yang hanya sandar beberapa jam. Dulu agen kapal mengirim daftar
awak setelah kapal sandar, lalu petugas memeriksa sambil ditunggu nakhoda yang gelisah. Sejak Maret
kami menyepakati urutan baru dengan para agen. Daftar awak dikirim dua belas jam sebelum sandar
dalam satu format. Petugas memeriksanya malam itu juga dan membalas dengan tiga tanda: lengkap,
kurang, atau perlu wawancara. Ketika kapal sandar, hanya yang bertanda wawancara yang turun lebih
dahulu.

Kami mencatat waktu setiap kapal. Rata-rata pemeriksaan turun dari seratus sepuluh menit menjadi
empat puluh lima menit, dan tidak ada lagi awak yang tertinggal karena terburu-buru. Agen yang
terlambat mengirim tetap dilayani, tetapi setelah kapal lain. Setelah dua bulan hampir semua agen
tepat waktu. Yang kami pelajari: format yang sama lebih penting daripada aplikasi baru, dan balasan
yang cepat membuat agen mau mengirim lebih awal. Contoh formatnya dapat diminta kepada kami.
"""

PP_TESTING = """
Dari Biro Hukum, menambahkan soal permohonan yang sedang diproses. Kami biasanya menguji rumusan
dengan tiga berkas sungguhan yang namanya disamarkan: satu yang baru masuk, satu yang tinggal
menunggu tanda tangan, dan satu yang dikembalikan karena kurang lengkap. Untuk setiap berkas kami
tulis apa yang terjadi pada hari aturan baru berlaku. Bila dua perancang menulis jawaban yang
berbeda, rumusannya belum selesai. Cara ini hanya memerlukan satu jam, tetapi dua kali menyelamatkan
kami dari pasal yang terdengar rapi dan tidak dapat dijalankan. Hasil ujinya kami simpan bersama
naskah, supaya kantor pelayanan yang bertanya kelak mendapat jawaban yang sama dari siapa pun yang
mengangkat telepon.
"""

BLOG_BORDER = """
Di pos lintas batas Atambua banyak pelintas hanya membawa pas lintas batas dan tidak terbiasa dengan
formulir. Dahulu petugas mengisikan formulir satu per satu sehingga antrean mengular sampai ke jalan
pada hari pasar. Kami mencoba cara lain. Setiap hari pasar, dua petugas berjalan ke terminal
angkutan satu jam sebelum gerbang dibuka, membawa papan jalan dan formulir, lalu membantu warga
mengisi sambil menunggu kendaraan. Bahasa yang dipakai bahasa Tetun dan Dawan, bukan bahasa surat.

Setelah enam hari pasar, waktu pelayanan per orang di loket turun dari sembilan menit menjadi empat
menit. Kesalahan penulisan nama juga berkurang karena warga dapat mengejanya dengan tenang.
Kendalanya pada musim hujan, formulir basah; kami atasi dengan map plastik bekas. Kami sarankan pos
lain mencobanya tanpa menunggu anggaran: yang diperlukan hanya dua orang, papan jalan, dan kesediaan
datang lebih pagi. Catatan kegiatan kami simpan dan boleh diminta lewat forum ini.
"""

BLOG_GROW_SHORT = """
Catatan singkat dari Jayapura tentang pengawasan orang asing bersama distrik. Kami membuat pertemuan
bulanan dengan kepala kampung dan hasilnya baik. Rinciannya saya lengkapi sebentar lagi.
"""

BLOG_GROW_LONG = """
Catatan dari Jayapura tentang pengawasan orang asing bersama distrik. Selama ini laporan keberadaan
orang asing datang terlambat, kadang setelah yang bersangkutan sudah pindah. Kami mengubah caranya
menjadi pertemuan bulanan dengan kepala kampung, bergiliran di tiap distrik, selalu pada hari Rabu
pekan pertama.

Dalam pertemuan itu tidak ada ceramah. Setiap kepala kampung menyebut perubahan sebulan terakhir:
siapa datang, siapa pergi, bekerja apa. Kami mencatat di peta besar, lalu menyepakati dua tempat
yang perlu didatangi bersama. Nomor telepon petugas penghubung kami tulis di balik peta yang
ditinggalkan di balai kampung.

Setelah empat bulan, jumlah laporan yang masuk dalam tujuh hari naik dari tiga menjadi dua puluh
dua, dan separuhnya datang sebelum kami bertanya. Pelajaran yang kami petik: kepercayaan tumbuh
karena kami kembali sesuai janji, bukan karena surat. Biayanya kecil, hanya bahan bakar dan kopi.
Distrik lain boleh meminta contoh peta dan daftar pertanyaannya kepada kami.
"""

BLOG_HARMONY = """
Saya ingin berbagi cara kami di Biro Hukum menyiapkan rapat harmonisasi agar selesai dalam satu
pertemuan. Dulu rapat berlangsung tiga sampai empat kali karena peserta baru membaca rancangan di
ruang rapat. Kini kami mengirim matriks tiga kolom paling lambat lima hari sebelumnya: rumusan
pasal, peraturan lain yang bersinggungan, dan pertanyaan yang harus diputuskan. Pertanyaan ditulis
sehingga dapat dijawab ya atau tidak.

Peserta diminta mengisi matriks itu sebelum rapat. Yang sudah disepakati semua pihak tidak dibahas
lagi; rapat hanya membicarakan yang berbeda. Pada rancangan terakhir, dari 46 pasal hanya sembilan
yang perlu dibicarakan, dan rapat selesai dalam tiga jam. Notula langsung ditulis di matriks yang
sama sehingga tidak ada penafsiran baru sesudahnya.

Kendala kami dua: ada instansi yang mengisi terlalu singkat, dan ada yang mengirim wakil tanpa
wewenang. Untuk yang pertama kami menelepon. Untuk yang kedua kami menulis nama jabatan minimal
dalam undangan. Cara ini sudah kami pakai enam kali dan belum pernah gagal mempercepat.
"""

BLOG_DEFINITIONS = """
Banyak rancangan yang saya baca bermasalah pada bab ketentuan umum. Istilah didefinisikan tetapi
tidak pernah dipakai lagi, atau dipakai dengan arti yang lain di batang tubuh. Saya membuat
kebiasaan kecil: setelah rancangan pertama selesai, setiap istilah dalam definisi saya cari satu per
satu di seluruh naskah dan saya catat nomor pasalnya dalam tabel. Istilah yang tidak muncul saya
hapus. Istilah yang muncul hanya sekali saya jelaskan langsung di pasal itu.

Tabel itu lalu saya lampirkan pada naskah penjelasan untuk rapat. Anggota rapat senang karena dapat
memeriksa sendiri. Dari empat rancangan terakhir, rata-rata sepertiga definisi dapat dihapus tanpa
mengubah maksud. Naskah menjadi lebih pendek, dan pertanyaan tentang arti istilah hampir tidak
pernah muncul lagi dalam pembahasan. Rekan yang baru belajar merancang dapat memulai dari kebiasaan
ini karena tidak memerlukan pengalaman panjang, hanya ketelitian dan waktu sekitar dua jam.
"""

PP_PROBLEM = """
Kami sedang menyusun rancangan peraturan daerah tentang retribusi layanan, tetapi dasar
kewenangannya tersebar di tiga undang-undang dengan istilah yang tidak sama. Bagian mengingat
menjadi panjang dan biro lain meminta semuanya dicantumkan. Apakah ada pedoman praktis kapan sebuah
peraturan cukup disebut dalam penjelasan saja, dan tidak perlu masuk ke dalam dasar hukum?
"""

PP_ANSWER = """
Pegangan kami: yang dicantumkan dalam dasar hukum hanya peraturan yang memberi kewenangan membentuk
dan peraturan yang memerintahkan pembentukannya, yang tingkatnya sama atau lebih tinggi. Peraturan
yang hanya berkaitan isinya cukup dibahas dalam penjelasan umum. Untuk meyakinkan biro lain, kami
menyiapkan satu lembar yang memperlihatkan setiap undang-undang beserta pasal yang memberi
kewenangan. Kalau pasalnya tidak dapat ditunjuk, undang-undang itu dikeluarkan dari daftar. Biasanya
daftar menyusut menjadi setengahnya, dan tidak ada yang keberatan karena ukurannya jelas dan sama
untuk semua.
"""

PP_TRANSITION = """
Soal ketentuan peralihan: saya selalu bertanya tiga hal. Siapa yang sudah memegang izin menurut
aturan lama, sampai kapan izin itu berlaku, dan apa yang terjadi pada permohonan yang sedang
diproses. Ketiganya harus terjawab dalam pasal, bukan dalam penjelasan. Bila satu saja tidak
terjawab, kantor pelayanan akan menafsirkan sendiri-sendiri, dan kita menerima pertanyaan yang sama
dari tiga puluh daerah. Sebaiknya contoh kasus nyata diuji pada rumusan itu sebelum rapat terakhir,
paling sedikit satu kasus untuk setiap jenis izin.
"""

OVERSTAY_QUESTION = """
Bagaimana menghitung masa melampaui izin tinggal apabila hari terakhir jatuh pada hari libur
nasional dan loket tutup? Pemohon datang pada hari kerja pertama sesudahnya dengan berkas lengkap.
Di kantor kami ada dua pendapat, dan kami ingin jawabannya seragam sebelum liburan akhir tahun tiba.
"""

OVERSTAY_ANSWER = """
Izin tinggal berakhir pada tanggal yang tertulis, juga bila hari itu libur. Karena itu perpanjangan
harus diajukan sebelumnya, dan sistem daring menerima permohonan pada hari libur. Untuk pemohon yang
sudah mengajukan secara daring sebelum tanggal itu, bukti pengajuan adalah pegangan petugas. Untuk
yang belum mengajukan, hitungannya berjalan sejak hari berikutnya. Saran saya, tempelkan pengumuman
dua pekan sebelum libur panjang dan kirim pengingat kepada penjamin. Perbedaan pendapat biasanya
muncul karena bukti pengajuan tidak diperiksa lebih dahulu.
"""

VISA_QUESTION = """
Apakah pemegang visa kunjungan yang pesawatnya dialihkan karena cuaca, lalu mendarat di tempat
pemeriksaan yang tidak tercantum dalam rencana perjalanan, perlu perlakuan khusus? Kasus ini terjadi
dua kali pekan lalu di tempat kami dan petugas ragu mencatatnya sebagai kedatangan biasa atau
darurat.
"""

VISA_ANSWER = """
Catat sebagai kedatangan biasa di tempat pemeriksaan yang nyata, karena visanya berlaku untuk
wilayah Indonesia, bukan untuk satu bandara. Yang penting, keterangan pengalihan dari maskapai
dilampirkan sehingga data kedatangan dapat dijelaskan bila kelak diperiksa. Bila penumpang tidak
turun dan pesawat meneruskan perjalanan, tidak ada pemeriksaan sama sekali. Keraguan biasanya timbul
karena nama bandara di formulir berbeda; cukup dicoret, ditulis yang benar, lalu diparaf petugas dan
penumpang.
"""

OFF_TOPIC = """
Menyambung pembahasan antrean, sekalian saya tanyakan: adakah yang sudah mencoba pelatihan bahasa
isyarat untuk petugas konter? Bulan lalu kami melayani rombongan tuli dan hanya satu petugas yang
bisa berkomunikasi. Kami ingin mengadakan kelas kecil, dua jam setiap pekan, tetapi belum tahu
mencari pengajarnya di mana dan bagaimana mengukur hasilnya.
"""

SIGN_ANSWER = """
Kami pernah mengadakannya bersama komunitas tuli setempat. Pengajarnya penutur asli, honornya dari
anggaran pelatihan biasa. Delapan kali pertemuan cukup untuk percakapan konter: salam, tujuan, lama
tinggal, alamat, dan meminta menunggu. Untuk mengukur hasil, peserta melayani dua pengunjung
sungguhan pada pertemuan terakhir, dan pengunjung yang menilai. Dari dua belas peserta, sembilan
lulus. Yang terpenting, jadwal giliran harus mencantumkan siapa yang bisa, supaya setiap giliran
punya paling sedikit satu orang.
"""

ENGLISH_QUESTION = """
Colleagues, an airline asked us for a short English text about the new arrival card that they can
read out before landing. We have the official wording, but it is far too long for an announcement.
Does anyone already use a version of three or four sentences that passengers understand, and would
you share it here so that all checkpoints say the same thing?
"""

ENGLISH_ANSWER = """
We use this in Ngurah Rai: "Please complete the arrival card on your phone before you reach passport
control. You need your passport, your flight number and the address of your first night. The card is
free of charge; please ignore websites that ask for money. Our officers will help you if you have no
phone." The crew reads it in about twenty seconds. Since then far fewer passengers stop in the
corridor to fill in the card, and complaints about fake websites went down as well.
"""

PRIVATE_NOTE = """
Pak Yohanes, catatan kegiatan jangan ditawarkan terbuka di sini karena memuat nama pelintas. Nanti
kalimatnya saya sunting, selebihnya bagus sekali.
"""

WRONG_PLACE = """
Mohon info jadwal pertemuan daring bulan ini, apakah jadi hari Kamis? Saya belum menerima tautannya
dan ingin menyiapkan bahan tentang pelayanan di loket untuk dibahas bersama.
"""

MISTAKE = "Salah kirim, mohon diabaikan."
TEST_POST = "Tes, mencoba forum."
TEST_REPLY = "Masuk."

TEAM_DRAFT = """
Khusus anggota Pokja TPI: mohon tanggapan atas konsep jadwal giliran bersama untuk libur akhir
tahun. Konsep membagi tiga puluh dua petugas dalam empat regu, dengan satu regu cadangan yang siaga
di rumah. Keberatan atau usul perubahan kami tunggu sampai Jumat supaya surat tugas dapat
ditandatangani pekan depan dan keluarga sempat menyesuaikan rencana.
"""

TEAM_ANSWER = """
Usul kami, regu cadangan digilir juga, jangan orang yang sama tiap tahun. Tahun lalu dua rekan
mendapat tiga malam pergantian tahun berturut-turut. Kalau daftar tahun lalu dilampirkan, pembagian
yang adil lebih mudah diperiksa. Selebihnya konsep ini sudah baik dan kami siap menjalankannya.
"""

MEETING = """
Pertemuan daring komunitas diadakan Kamis pukul 13.30 WIB dengan pokok bahasan pemeriksaan kedua dan
alur penumpang. Mohon membaca diskusi antrean di forum lebih dahulu. Notula akan dipasang di forum
ini.
"""

PRACTICE_SHARED = """
Menambahkan pengalaman dari sisi perancang: ketika rancangan aturan teknis disusun, kami meminta dua
petugas loket membaca rumusan pelayanan dan menandai kalimat yang tidak dapat dijalankan. Hasilnya
mengejutkan, hampir seperempat kalimat memakai kata yang tidak dikenal pemohon. Setelah diperbaiki,
formulir menjadi satu halaman saja. Saya sarankan analis dan perancang saling membaca naskah sebelum
ditetapkan, cukup satu jam, karena kesalahan yang ditemukan di loket jauh lebih mahal daripada
kesalahan yang ditemukan di meja perancang.
"""
