# Pemetaan: rancangan, versi yang diterbitkan, penyunting.

desk-nav-mappings = Pemetaan
mapping-title = Pemetaan
mapping-lead = Dokumen yang mengatakan apa yang dihitung sebagai apa. Rancangan boleh diubah; yang sudah diterbitkan tidak berubah lagi.
mapping-drafts = Rancangan
mapping-drafts-lead = Belum berlaku. Simpan kapan saja, juga bila belum lengkap.
mapping-draft = rancangan
mapping-no-drafts = Tidak ada rancangan.
mapping-changed-by = disimpan oleh { $by }, { $when }
mapping-based-on = dari versi { $number }
mapping-begin = Mulai rancangan
mapping-base = Mulai dari
mapping-starter = Contoh: { $name }
mapping-name = Nama rancangan
mapping-name-optional = Nama rancangan (boleh kosong)
mapping-from-file = Berkas YAML dari komputer Anda
mapping-upload-new = Unggah sebagai rancangan baru
mapping-after = Sesudah versi { $number }
mapping-unnamed = Tanpa nama
mapping-versions = Versi yang diterbitkan
mapping-versions-lead = Untuk sebuah kiriman berlaku versi yang berlaku pada saat kiriman itu ditulis.
mapping-no-versions = Belum ada yang diterbitkan: belum ada yang dihitung.
mapping-version = Versi { $number }
mapping-state-in-force = berlaku
mapping-state-coming = akan berlaku
mapping-state-superseded = digantikan
mapping-published-by = diterbitkan oleh { $by }, { $when }
mapping-from = berlaku sejak { $when }
mapping-from-beginning = berlaku sejak awal
mapping-holds = Masa berlaku
mapping-published = Diterbitkan
mapping-by = Oleh
mapping-why = Alasan
mapping-download = Unduh YAML
mapping-begin-from-this = Mulai rancangan dari versi ini
mapping-text = Dokumen pemetaan (YAML)

## Perbedaan

mapping-changes = Beda dari versi { $number }
mapping-changes-none = Hanya catatan, urutan kunci atau spasi yang berbeda; yang dihitung tetap sama.
mapping-changes-unknown = Salah satunya tidak dapat dibaca, jadi bedanya hanya terlihat baris demi baris.
mapping-lines = Baris demi baris
mapping-how-added = ditambahkan
mapping-how-removed = dihapus
mapping-how-changed = diubah
mapping-how-moved = urutan berubah
mapping-detail-changed = { $before } → { $after }
mapping-detail-added = baru: { $after }
mapping-detail-removed = tidak ada lagi: { $before }
mapping-part-pack = paket skema
mapping-part-packs = isi paket skema
mapping-part-schemes = skema kredit
mapping-part-communities = komunitas
mapping-part-contributions = kontribusi
mapping-part-sessions = pertemuan
mapping-part-recognition = pengakuan
mapping-part-credits = kredit
mapping-part-summaries = ringkasan
mapping-part-related = diskusi serupa
mapping-part-guards = hal yang ditandai
mapping-part-hr = kepegawaian

## Penyunting

mapping-text-help = Ctrl+Spasi melengkapi dari daftar; Tab pindah ke tombol berikutnya.
mapping-save = Simpan
mapping-check = Periksa
mapping-saved = Rancangan tersimpan.
mapping-unsaved = Yang di halaman ini belum disimpan.
mapping-copy-of = { $name } (salinan)
mapping-copied = Teks Anda tersimpan sebagai rancangan tersendiri.
mapping-discard = Buang rancangan
mapping-discard-lead = Rancangan ini hilang untuk selamanya. Unduh dulu bila mungkin masih diperlukan.
mapping-discarded = Rancangan dibuang.
mapping-replace = Ganti isi dengan berkas
mapping-line = Baris { $line }
mapping-kind-error = kesalahan
mapping-kind-warning = peringatan
mapping-check-good = Tidak ada kesalahan dan tidak ada peringatan.
mapping-check-warn = Tidak ada kesalahan; { $count } peringatan.
mapping-check-bad = { $count } kesalahan; sebelum dibetulkan tidak dapat diterbitkan.
mapping-check-busy = Memeriksa …
mapping-check-late = Tidak dapat diperiksa saat ini. Teks Anda tetap di sini; coba tombol Periksa.
mapping-conflict = Belum disimpan: ada teks lain yang lebih baru
mapping-conflict-lead = { $by } menyimpan teks lain pada { $when }, sesudah Anda membuka halaman ini. Teks Anda masih utuh di bawah. Inilah bedanya (- teks { $by }, + teks Anda); gabungkan sendiri, atau simpan sebagai rancangan tersendiri.
mapping-conflict-gone = Rancangan ini sudah diterbitkan atau dibuang sesudah Anda membukanya. Teks Anda masih utuh di bawah; simpan sebagai rancangan tersendiri.
mapping-conflict-lines = Beda teks yang tersimpan dan teks Anda
mapping-save-over = Simpan teks saya, gantikan yang tersimpan
mapping-save-copy = Simpan sebagai rancangan tersendiri

## Yang ada di LMS

mapping-known = Yang ada di LMS
mapping-known-lead = Yang sudah terbaca dari LMS, dengan tulisan yang dipakai dalam dokumen.
mapping-known-kinds = Jenis
mapping-known-course = Kursus
mapping-known-category = Kategori
mapping-known-forum = Forum
mapping-known-activity = Aktivitas
mapping-known-cohort = Kohor
mapping-known-role = Peran
mapping-known-event = Peristiwa yang datang
mapping-known-words = Cari
mapping-known-search = Cari
mapping-known-none = Tidak ada yang cocok, atau belum pernah terbaca.
mapping-known-more = Masih ada lagi: persempit dengan kata pencarian.
mapping-known-times = { $count } kali
mapping-insert = Sisipkan

## Menerbitkan

mapping-next = Selanjutnya
mapping-preview = Lihat dulu pengaruhnya
mapping-publish-open = Terbitkan …
mapping-publish = Terbitkan
mapping-publish-lead = Yang diterbitkan adalah teks yang tersimpan. Kiriman yang lama tetap dinilai dengan aturan lamanya.
mapping-not-yet = Belum dapat diterbitkan
mapping-mend = Kembali dan betulkan
mapping-warnings = Peringatan
mapping-warnings-seen = Saya sudah membaca peringatan ini dan tetap ingin menerbitkan.
mapping-day = Berlaku sejak tanggal
mapping-day-help = Kosong atau hari ini: sejak saat diterbitkan. Tanggal sesudahnya: sejak pukul 00:00, zona waktu { $zone }.
mapping-first = Ini versi pertama: berlaku sejak awal, juga untuk kiriman yang sudah ada.
mapping-reason = Alasan, untuk dibaca di kemudian hari
mapping-not-now = Tidak jadi
mapping-published-as = Diterbitkan sebagai versi { $number }.
mapping-refused-mapping_has_problems = Masih ada kesalahan; tidak ada yang diterbitkan.
mapping-refused-warnings_not_seen = Ada peringatan yang belum Anda nyatakan sudah dibaca; tidak ada yang diterbitkan.
mapping-refused-no_reason = Tulis alasannya; tidak ada yang diterbitkan.
mapping-refused-day_is_past = Tanggal itu sudah lewat: menerbitkan tidak menyentuh masa lalu.
mapping-refused-no_day = Itu bukan tanggal; tulis seperti 2026-11-22.
mapping-refused-not_changed = Teks ini sama persis dengan versi terakhir; tidak ada yang diterbitkan.
mapping-refused-draft_changed = Rancangan ini disimpan orang lain sesudah Anda membukanya. Baca dulu yang terbaru.
mapping-refused-draft_gone = Rancangan ini sudah diterbitkan atau dibuang.
mapping-refused-draft_too_large = Dokumen lebih besar dari 512 kB; tidak disimpan.
mapping-refused-draft_no_text = Berkas itu bukan teks UTF-8; tidak disimpan.
mapping-refused-no_file = Pilih berkasnya dulu.
