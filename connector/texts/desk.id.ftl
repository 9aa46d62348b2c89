## Meja kerja: halaman untuk admin dan pemberi persetujuan

desk-name = CoP Connector
desk-skip = Langsung ke isi
desk-nav = Menu utama
desk-nav-overview = Ringkasan
desk-nav-events = Peristiwa
desk-nav-contributions = Kontribusi
desk-nav-records = Catatan
desk-nav-people = Orang
desk-nav-messages = Pengiriman
desk-language = Bahasa
desk-language-id = Bahasa Indonesia
desk-language-en = English
desk-zone = Semua waktu: { $zone }
desk-observe = Modus amati: semua dihitung, tidak ada yang dikirim keluar.
desk-notices = Pemberitahuan
desk-yes = ya
desk-no = tidak
desk-older = Yang lebih lama
desk-next = Berikutnya
desk-first = Kembali ke awal daftar
desk-pages = Halaman daftar
desk-filter = Saring menurut keadaan
desk-all = Semua
desk-show-all = Lihat semua
desk-back = Kembali ke ringkasan
desk-nothing = Tidak ada.
desk-number = Nomor
desk-when = Waktu
desk-day = Tanggal
desk-in-lms = Buka di LMS
desk-person = Nama
desk-nip = NIP
desk-no-nip = belum ada NIP
desk-community = Komunitas
desk-period = Bulan
desk-state = Keadaan
desk-rule = Aturan
desk-amount = Jumlah
desk-minutes = Menit
desk-source = Sumber
desk-actor-system = sistem LMS
desk-actor-ours = akun layanan konektor
desk-user-number = pengguna { $id }
desk-course-number = kursus { $id }

## Masuk dan keluar

desk-sign-in = Masuk
desk-sign-in-lead = Untuk yang mengelola, menyetujui, melaporkan, atau mengaudit.
desk-sign-out = Keluar
desk-signed-out = Anda sudah keluar.
desk-username = Nama pengguna
desk-password = Kata sandi
desk-wrong-password = Nama pengguna atau kata sandi tidak cocok.
desk-role-admin = admin
desk-role-approver = pemberi persetujuan
desk-role-hr = HR
desk-role-auditor = auditor

## Ringkasan

desk-overview-title = Ringkasan
desk-steps = Dari peristiwa sampai pengiriman
desk-live-on = Diperbarui sendiri setiap beberapa detik.
desk-live-late = Belum dapat diperbarui: server tidak menjawab. Angka di bawah ini mungkin sudah lama.
desk-live-out = Sesi Anda sudah berakhir. Muat ulang halaman untuk masuk lagi.
desk-arrived = Yang datang
desk-arrived-lead = Pemberitahuan dari LMS. Masing-masing hanya petunjuk: keadaan sebenarnya dibaca kembali dari LMS.
desk-meant = Artinya
desk-meant-lead = Kiriman yang diakui sebagai kontribusi, beserta kreditnya.
desk-waiting = Menunggu persetujuan
desk-waiting-lead = Tidak ada yang sampai ke HR sebelum disetujui orang lain.
desk-sent = Yang dikirim
desk-sent-lead = Ke profil LMS dan ke HR, beserta jawaban mereka.
desk-tile-arrived = peristiwa diterima
desk-tile-meant = kontribusi diakui
desk-tile-waiting = catatan menunggu
desk-tile-sent = kiriman sampai
desk-none-arrived = Belum ada peristiwa yang diterima. Periksa webhook di LMS.
desk-none-meant = Belum ada kontribusi yang diakui.
desk-none-waiting = Tidak ada yang menunggu persetujuan.
desk-none-sent = Belum ada yang dikirim.
desk-used = dipakai
desk-unused = tidak dipakai
desk-unused-kinds = { $kinds ->
   *[other] { $kinds } jenis peristiwa tidak dipakai ({ $times } kali datang)
}
desk-unused-lead = Jenis-jenis ini tidak memberi tahu apa pun bagi pemetaan. Boleh dimatikan di LMS.
desk-refusals = { $times ->
   *[other] { $times } permintaan ditolak
}
desk-times = { $times ->
   *[other] { $times } kali
}
desk-last = terakhir { $when }

## Kesehatan

desk-health = Keadaan
desk-heard = terakhir terdengar { $when }
desk-never-heard = belum pernah terdengar
desk-reconciled = dicocokkan { $when }
desk-reconciling = sedang dicocokkan
desk-fine = berjalan baik
desk-since = sejak { $when }
desk-unreadable = { $count ->
   *[other] { $count } tempat tidak terbaca
}
desk-backlog = Antrean
desk-backlog-none = Tidak ada antrean.
desk-backlog-triage = peristiwa belum dipilah
desk-backlog-hints = objek akan dibaca
desk-backlog-judgement = kehilangan akan dinilai
desk-backlog-settling = orang akan dihitung ulang
desk-backlog-approval = catatan menunggu persetujuan
desk-backlog-messages = kiriman menunggu
desk-no-mapping = Belum ada pemetaan yang diterbitkan: belum ada yang dapat dihitung.
desk-mapping = pemetaan versi { $number }
desk-without-nip = { $count ->
   *[other] { $count } orang mempunyai kredit yang disetujui tetapi belum ber-NIP di LMS, sehingga tidak dapat dilaporkan ke HR.
}
desk-messages-stuck = { $count ->
   *[other] { $count } kiriman ditolak atau berhenti dicoba.
}
desk-held-title = Kehilangan yang ditahan
desk-held-lead = Tidak ada kredit yang diambil sebelum seseorang memutuskan.
desk-held-too_many = Banyak kiriman hilang sekaligus
desk-held-everything = Semua kiriman di tempat ini hilang
desk-held-forum_vanished = Forum ini tidak tampak lagi
desk-held-course_vanished = Kursus ini tidak tampak lagi
desk-held-session_vanished = Pertemuan yang sudah terlaksana tidak tampak lagi
desk-held-count = { $count ->
   *[other] { $count } kiriman
}
desk-held-release = Memang hilang
desk-held-release-hint = kredit yang bersandar padanya ditarik
desk-held-drop = Pertahankan
desk-held-drop-hint = yang diperoleh tetap berlaku
desk-held-admin = Seorang admin memutuskan.
desk-note = Keterangan (boleh kosong)

desk-problem-other = LMS tidak menjawab sebagaimana mestinya
desk-problem-token_invalid = Token ditolak LMS
desk-problem-function_or_service_or_capability = LMS tidak mengizinkan fungsi yang diperlukan
desk-problem-service_not_available = Layanan web tidak tersedia bagi akun ini
desk-problem-account_suspended = Akun layanan ditangguhkan
desk-problem-account_deleted = Akun layanan dihapus
desk-problem-web_services_off = Layanan web atau protokol REST dimatikan
desk-problem-no_web_service_here = Tidak ada layanan web di alamat itu
desk-problem-redirected = Alamat LMS dialihkan ke tempat lain
desk-problem-base_url = Alamat LMS tidak sah
desk-problem-tls_certificate = Sertifikat LMS tidak dipercaya
desk-problem-private_address = Alamat LMS berada di jaringan privat
desk-problem-unreachable = LMS tidak dapat dihubungi
desk-problem-unavailable = LMS sedang tidak melayani
desk-problem-maintenance = LMS sedang dalam pemeliharaan
desk-problem-too_busy = LMS terlalu sibuk
desk-problem-broken_off = Sambungan ke LMS terputus
desk-problem-server_error = LMS mengalami kesalahan
desk-problem-lms_php_error = LMS mengalami kesalahan
desk-problem-unreadable_answer = Jawaban LMS tidak dapat dibaca
desk-problem-outcome_unknown = Hasil pengiriman belum diketahui
desk-problem-try_later = LMS sedang tidak dapat dipakai
desk-problem-not_shown_afterwards = LMS menerima, tetapi nilainya tidak tampak sesudahnya
desk-problem-file_exists = Berkas dengan nama itu sudah ada dan isinya lain
desk-problem-file_differs = Berkas yang sudah ditulis ternyata berubah
desk-problem-folder_not_writable = Folder HR tidak dapat ditulisi
desk-problem-usernotupdatedadmin = Moodle tidak mengizinkan layanan web mengubah administrator
desk-problem-not_json = Jawaban LMS tidak dapat dibaca

desk-cure-other = Jalankan “cop-connector status” dan periksa catatan server.
desk-cure-token_invalid = Buat token baru di Moodle dan perbarui setelan sumber ini.
desk-cure-function_or_service_or_capability = Periksa layanan eksternal: fungsi, pengguna yang diizinkan, dan kemampuan akun layanan.
desk-cure-service_not_available = Aktifkan layanan eksternal di Moodle dan izinkan akun layanan memakainya.
desk-cure-account_suspended = Pulihkan akun layanan di Moodle.
desk-cure-account_deleted = Buat akun layanan baru beserta tokennya.
desk-cure-account_unconfirmed = Konfirmasikan akun layanan di Moodle.
desk-cure-account_password_expired = Beri akun layanan kata sandi baru yang tidak kedaluwarsa.
desk-cure-account_must_change_password = Beri kata sandi tanpa “paksa ganti kata sandi”.
desk-cure-account_cannot_log_in = Pilih “Manual accounts” atau “Web services authentication” untuk akun itu.
desk-cure-account_profile_incomplete = Isi bidang wajib di profilnya.
desk-cure-account_must_agree_to_policy = Setujui atas namanya di Moodle.
desk-cure-web_services_off = Aktifkan layanan web dan protokol REST di Moodle.
desk-cure-no_web_service_here = Periksa base_url di berkas lembaga.
desk-cure-redirected = Tulis alamat tujuan sebagai base_url di berkas lembaga.
desk-cure-base_url = Perbaiki base_url di berkas lembaga.
desk-cure-tls_certificate = Pasang sertifikat yang sah di LMS, atau percayai penerbitnya di server ini.
desk-cure-private_address = Bila memang dimaksud, tulis allow_private_address: true pada sumber ini.
desk-cure-unreachable = Periksa jaringan dan apakah LMS berjalan; dicoba lagi sendiri.
desk-cure-unavailable = Tunggu; dicoba lagi sendiri.
desk-cure-maintenance = Tunggu sampai pemeliharaan selesai; dicoba lagi sendiri.
desk-cure-too_busy = Tunggu; dicoba lagi sendiri dengan lebih jarang.
desk-cure-broken_off = Dicoba lagi sendiri; bila berulang, periksa jaringan.
desk-cure-server_error = Dicoba lagi sendiri; bila berulang, periksa catatan kesalahan LMS.
desk-cure-lms_php_error = Dicoba lagi sendiri; bila berulang, periksa catatan kesalahan LMS.
desk-cure-unreadable_answer = Periksa apakah ada proxy atau plugin yang mengubah jawaban layanan web.
desk-cure-try_later = Tunggu; dicoba lagi sendiri.
desk-cure-no_such_cohort = Buat kohort dengan nomor ID itu di Moodle, atau perbaiki pemetaan, lalu kirim lagi.
desk-cure-not_shown_afterwards = Periksa profile_field (nama pendek kolomnya) dan apakah akun layanan boleh melihat dan mengubahnya, lalu kirim lagi.
desk-cure-usernotupdatedadmin = Isi dengan tangan, atau sisihkan kiriman ini.
desk-cure-not_allowed = Periksa kemampuan akun layanan di tempat itu, lalu kirim lagi.
desk-cure-refused = Periksa catatan kesalahan LMS; sesudah diperbaiki, kirim lagi.
desk-cure-gone = Bila tempatnya dipulihkan, kirim lagi; bila tidak, sisihkan.
desk-cure-cannot_post_here = Beri akun layanan hak menulis di forum itu, lalu kirim lagi.
desk-cure-cannot_edit = Beri akun layanan hak mengubah kirimannya sendiri kapan saja, lalu kirim lagi.
desk-cure-removed_by_moderator = Tidak ditulis lagi dengan sendirinya. “Kirim lagi” menulisnya sekali lagi atas tanggung jawab Anda.
desk-cure-edited_by_moderator = Dibiarkan sebagaimana adanya. “Kirim lagi” menggantinya dengan teks kami.
desk-cure-file_differs = Pindahkan berkas yang diubah itu ke tempat lain, lalu kirim lagi.
desk-cure-folder_not_writable = Periksa folder HR dan hak akses pengguna cop; dicoba lagi sendiri.
desk-cure-not_json = Periksa apakah ada proxy atau plugin yang mengubah jawaban layanan web.
desk-cure-function_not_in_service = Tambahkan fungsi itu ke layanan eksternal; dicoba lagi sendiri.

desk-refusal-unknown_source = nama sumber tidak dikenal
desk-refusal-bad_secret = rahasia webhook salah
desk-refusal-not_json_object = isinya bukan objek JSON
desk-refusal-not_a_moodle_event = bukan peristiwa Moodle
desk-refusal-too_large = terlalu besar
desk-refusal-not_stored = tidak sempat disimpan

## Persetujuan

desk-earned = diperoleh
desk-approved = disetujui
desk-earned-amount = { $amount } { $unit } diperoleh
desk-approved-amount = { $amount } { $unit } disetujui
desk-accept = Setujui
desk-reject = Tolak
desk-accept-number = Setujui catatan { $number }
desk-reject-number = Tolak catatan { $number }
desk-reject-open = Tolak dengan alasan
desk-reason = Alasan (ditunjukkan kepada anggota)
desk-reason-optional = Catatan untuk keputusan (boleh kosong)
desk-own-record = Ini catatan Anda sendiri; orang lain harus memutuskan.
desk-nameless = Akun Anda tidak terhubung dengan NIP seorang anggota, sehingga catatan Anda sendiri tidak dapat dikenali. Minta admin mengisi NIP Anda.
desk-done-accept = { $number } disetujui.
desk-done-reject = { $number } ditolak.
desk-done-release = Kehilangan diberlakukan.
desk-done-drop = Yang diperoleh dipertahankan.
desk-done-again = { $count ->
   *[other] { $count } kiriman akan dikirim lagi.
}
desk-done-discard = { $count ->
   *[other] { $count } kiriman disisihkan.
}
desk-refused-other = Tidak dapat dilakukan ({ $word }).
desk-refused-revision_changed = Catatan ini berubah sejak Anda melihatnya. Periksa lagi isinya di bawah ini, lalu putuskan.
desk-refused-nothing_waits = Tidak ada lagi yang menunggu persetujuan di catatan ini.
desk-refused-own_record = Catatan Anda sendiri harus diputuskan orang lain.
desk-refused-reason_missing = Penolakan memerlukan alasan; anggota akan membacanya.
desk-refused-no_such_record = Catatan itu tidak ada lagi.
desk-refused-not_held = Kehilangan itu sudah diputuskan.
desk-refused-not_again = Kiriman ini tidak dapat dikirim lagi: sudah ada yang lebih baru, atau keadaannya sudah berubah.
desk-refused-on_its_way = Kiriman ini sedang dikirim.
desk-refused-no_such_message = Kiriman itu tidak ada.
desk-refused-not_to_discard = Kiriman ini sudah sampai atau sudah disisihkan.
desk-refused-discard_reason_missing = Menyisihkan memerlukan alasan.
desk-refused-observe = Dalam modus amati tidak ada yang dikirim.
desk-refused-too_many_withdrawals = Terlalu banyak catatan akan ditarik sekaligus. Bila memang benar, jalankan “cop-connector hr run --insist”.

## Catatan

desk-records-title = Catatan
desk-record-title = Catatan { $number }
desk-record-items = Isinya
desk-record-items-lead = Setiap bukti, jumlah yang diberikannya, dan mengapa tidak lebih.
desk-record-decisions = Keputusan
desk-record-ledger = Buku besar
desk-record-ledger-lead = Baris hanya ditambah; koreksi adalah pembalikan dan baris baru.
desk-record-hr = Yang diberitahukan ke HR
desk-record-decide = Putuskan
desk-record-nothing = Tidak ada yang menunggu keputusan.
desk-record-none = Tidak ada catatan dalam keadaan ini.
desk-state-draft = menunggu
desk-state-approved = disetujui
desk-state-rejected = ditolak
desk-state-withdrawn = ditarik
desk-evidence = Bukti
desk-evidence-erased = Bukti dihapus pada { $when }
desk-booked = Dibukukan
desk-cause = Sebab
desk-reverses = membalik #{ $id }
desk-run = Run
desk-action = Tindakan
desk-no-decisions = Belum ada keputusan.
desk-no-ledger = Belum ada baris buku besar.
desk-no-hr = HR belum diberi tahu apa pun.

## Orang

desk-people-title = Orang
desk-people-none = Tidak ada yang cocok.
desk-account = Akun
desk-account-active = aktif
desk-account-suspended = ditangguhkan
desk-account-deleted = dihapus
desk-account-unread = belum terbaca
desk-progress-title = Kredit tahun { $year }
desk-progress-of = dari target { $target } { $unit }
desk-progress-bar = { $approved } { $unit } disetujui dan { $earned } { $unit } diperoleh dari target { $target } { $unit }
desk-person-records = Catatan
desk-person-posts = Kiriman dan artinya
desk-person-posts-lead = Yang terbaru di atas. Setiap kiriman dengan yang diberikannya, atau mengapa tidak memberi apa-apa.
desk-person-ledger = Buku besar
desk-person-messages = Yang dikirim
desk-stored-fact = Data tersimpan
desk-open-record = Buka catatan

## Kontribusi

desk-contributions-title = Kontribusi
desk-contribution-in = { $kind } di { $community }
desk-by-rule = aturan “{ $rule }”
desk-no-credit = tanpa kredit

## Pengiriman

desk-messages-title = Pengiriman
desk-message-title = Kiriman #{ $id }
desk-message-figure = Angka { $value } untuk profil { $name }
desk-message-hr = Berkas HR, run { $run } ({ $rows ->
   *[other] { $rows } baris
})
desk-target-lms = profil di LMS “{ $name }”
desk-target-hr = folder HR “{ $name }”
desk-answer-shown = Profil menunjukkan { $value }.
desk-answer-discarded = Disisihkan oleh { $by }: { $reason }.
desk-answer-empty = Profil tidak menunjukkan apa-apa.
desk-answer-phrased = Kata-katanya disusun oleh model bahasa.
desk-answer-quoted = Tidak memakai kata-kata model bahasa: { $word }.
desk-answer-files = { $count ->
   *[other] { $count } berkas ditulis.
}
desk-message-state-pending = menunggu
desk-message-state-sending = sedang dikirim
desk-message-state-sent = terkirim
desk-message-state-refused = ditolak
desk-message-state-dead = berhenti dicoba
desk-message-state-discarded = disisihkan
desk-message-none = Tidak ada kiriman dalam keadaan ini.
desk-created = Dibuat
desk-sent-at = Selesai
desk-due = Dicoba lagi
desk-attempts = Percobaan
desk-to = Kepada
desk-answer = Jawaban
desk-last-reason = Alasan terakhir
desk-payload = Muatan
desk-files = Berkas
desk-file = Nama berkas
desk-rows = Baris
desk-sha256 = SHA-256
desk-hr-rows = Baris untuk HR
desk-activity = Kegiatan
desk-from-day = Mulai
desk-to-day = Selesai
desk-again = Kirim lagi
desk-again-lead = Yang dikirim adalah yang benar sekarang; yang mungkin sudah sampai diperiksa dahulu.
desk-discard = Sisihkan
desk-discard-reason = Alasan menyisihkan
desk-choose-message = Pilih kiriman #{ $id }
desk-target-down = { $name } berhenti sementara sejak { $since }: { $reason }. Dicoba lagi pada { $again }; kiriman menunggu.
desk-hr-run = Tulis berkas HR sekarang
desk-hr-run-for = Tulis berkas HR sekarang untuk { $target }
desk-hr-written = Berkas HR ditulis: run { $run }, { $files ->
   *[other] { $files } berkas
}.
desk-hr-nothing-new = Tidak ada yang baru untuk HR, atau run sebelumnya masih berjalan.
desk-hr-not-written = Berkas HR belum tertulis; alasannya ada pada kiriman di bawah ini.

## Peristiwa

desk-events-title = Peristiwa yang datang
desk-events-of = Hanya: { $words }
desk-event-title = Peristiwa #{ $id }
desk-event-lead = Yang disimpan hanya angka dan ya/tidak; teks, nama, dan rahasia tidak pernah disimpan.
desk-event-kept = Yang disimpan
desk-event-leads = Yang lalu dilihat
desk-event-no-leads = Peristiwa ini tidak membuat apa pun dibaca: jenisnya tidak dipakai, atau hanya gema dari perbuatan kami sendiri.
desk-event-outside = tidak diikuti: di luar kursus yang dipetakan
desk-event-waits = akan dibaca
desk-event-read = sudah dibaca
desk-event-not-triaged = Belum dipilah.
desk-event-object = Objek di LMS
desk-received = Diterima
desk-happened = Waktu LMS
desk-kind = Jenis
desk-object-id = Nomor objek
desk-actor = Pelaku
desk-about = Tentang pengguna
desk-course = Kursus
desk-ask-courses = Kursus mana yang dimaksud pemetaan dengan { $id }
desk-ask-forums = Forum-forum di kursus { $id }
desk-ask-heads = Daftar diskusi di forum { $id }
desk-ask-posts = Semua kiriman di diskusi { $id }
desk-ask-post = Kiriman { $id }: di diskusi mana ia sekarang
desk-ask-users = Pengguna { $id }
desk-ask-enrolments = Peserta kursus { $id } dan perannya
desk-ask-cohort = Kohor { $id } dan anggotanya
desk-ask-groups = Grup-grup di kursus { $id }

desk-event-mod_forum-assessable_uploaded = Isi kiriman forum disimpan
desk-event-mod_forum-post_created = Balasan forum ditulis
desk-event-mod_forum-post_updated = Kiriman forum disunting
desk-event-mod_forum-post_deleted = Kiriman forum dihapus
desk-event-mod_forum-discussion_created = Diskusi forum dimulai
desk-event-mod_forum-discussion_deleted = Diskusi forum dihapus
desk-event-mod_forum-discussion_moved = Diskusi dipindahkan ke forum lain
desk-event-mod_forum-discussion_updated = Diskusi forum diubah
desk-event-mod_forum-discussion_pinned = Diskusi disematkan
desk-event-mod_forum-discussion_unpinned = Sematan diskusi dilepas
desk-event-mod_forum-discussion_lock_updated = Diskusi dikunci atau dibuka
desk-event-mod_forum-discussion_viewed = Diskusi forum dibaca
desk-event-mod_forum-course_module_viewed = Forum dibuka
desk-event-mod_forum-subscription_created = Langganan forum dibuat
desk-event-mod_forum-discussion_subscription_created = Langganan diskusi dibuat
desk-event-core-user_created = Pengguna dibuat
desk-event-core-user_updated = Data pengguna diubah
desk-event-core-user_deleted = Pengguna dihapus
desk-event-core-user_loggedin = Pengguna masuk ke LMS
desk-event-core-user_loggedout = Pengguna keluar dari LMS
desk-event-core-user_enrolment_created = Peserta didaftarkan
desk-event-core-user_enrolment_updated = Pendaftaran peserta diubah
desk-event-core-user_enrolment_deleted = Pendaftaran peserta dihapus
desk-event-core-role_assigned = Peran diberikan
desk-event-core-role_unassigned = Peran dicabut
desk-event-core-cohort_created = Kohor dibuat
desk-event-core-cohort_updated = Kohor diubah
desk-event-core-cohort_member_added = Anggota kohor ditambahkan
desk-event-core-cohort_member_removed = Anggota kohor dikeluarkan
desk-event-core-group_created = Grup dibuat
desk-event-core-group_updated = Grup diubah
desk-event-core-group_deleted = Grup dihapus
desk-event-core-group_member_added = Anggota grup ditambahkan
desk-event-core-group_member_removed = Anggota grup dikeluarkan
desk-event-core-course_module_created = Aktivitas kursus dibuat
desk-event-core-course_module_updated = Aktivitas kursus diubah
desk-event-core-course_module_deleted = Aktivitas kursus dihapus
desk-event-core-course_created = Kursus dibuat
desk-event-core-course_updated = Kursus diubah
desk-event-core-course_deleted = Kursus dihapus
desk-event-core-course_content_deleted = Isi kursus dihapus
desk-event-core-course_category_updated = Kategori kursus diubah
desk-event-core-course_reset_ended = Kursus diatur ulang
desk-event-core-course_restored = Kursus dipulihkan dari cadangan
desk-event-core-course_viewed = Kursus dibuka

## Fakta

desk-fact-lead = Keadaan objek ini saat terakhir dibaca dari LMS. Isi kiriman tidak pernah disimpan.
desk-fact-gone = Objek ini sudah tidak ada di LMS.
desk-fact-present = ada di LMS
desk-fact-details = Yang diketahui
desk-author = Penulis
desk-fact-contribution = Diakui sebagai
desk-kind-course = Kursus
desk-kind-forum = Forum
desk-kind-discussion = Diskusi
desk-kind-post = Kiriman
desk-kind-user = Pengguna
desk-kind-enrolment = Kepesertaan
desk-kind-cohort = Kohor
desk-kind-group = Grup
desk-kind-event = Entri kalender
desk-kind-module = Aktivitas
desk-kind-meeting = Ruang pertemuan
desk-kind-recording = Rekaman
desk-kind-choice_answer = Jawaban pilihan
desk-kind-completion = Penyelesaian aktivitas
desk-kind-glossary_entry = Entri glosarium
desk-kind-wiki_page = Halaman wiki
desk-kind-data_entry = Entri basis data
desk-kind-badge = Lencana
desk-data-time = Dibuat
desk-data-course = Kursus
desk-data-container = Berada di
desk-data-subject = Judul
desk-data-name = Nama
desk-data-words = Jumlah kata
desk-data-chars = Jumlah huruf
desk-data-tags = Tanda
desk-data-parent = Membalas kiriman
desk-data-discussion = Diskusi
desk-data-modified = Diubah
desk-data-private = Balasan pribadi
desk-data-blank = Isinya dihapus
desk-data-type = Jenis
desk-data-timestart = Terbuka mulai
desk-data-timeend = Terbuka sampai
desk-data-group = Grup
desk-data-first_post = Kiriman pertama

## Yang tidak berjalan

desk-mishap-400-title = Permintaan tidak dapat dimengerti
desk-mishap-400 = Ada isian yang kurang atau salah. Kembali dan coba lagi.
desk-mishap-csrf-title = Halaman ini sudah kedaluwarsa
desk-mishap-csrf = Sesi Anda berubah sejak halaman dibuka. Tidak ada yang dilakukan; muat ulang halaman dan coba lagi.
desk-mishap-401-title = Anda belum masuk
desk-mishap-401 = Masuklah untuk melihat halaman ini.
desk-mishap-403-title = Bukan untuk peran Anda
desk-mishap-403 = Halaman atau tindakan ini hanya untuk peran lain, atau tidak diizinkan dalam modus ini.
desk-mishap-404-title = Tidak ditemukan
desk-mishap-404 = Yang Anda cari tidak ada, atau sudah tidak disimpan.
desk-mishap-405-title = Tidak dapat dibuka begitu
desk-mishap-405 = Alamat ini hanya menerima formulir dari halaman kami.
desk-mishap-413-title = Terlalu besar
desk-mishap-413 = Yang dikirim lebih besar daripada yang diterima.
desk-mishap-429-title = Terlalu sering dicoba
desk-mishap-429 = Tunggu lima menit, lalu coba masuk lagi.
desk-mishap-500-title = Terjadi kesalahan di pihak kami
desk-mishap-500 = Kejadian ini dicatat. Coba lagi sebentar lagi; bila berulang, beri tahu admin.
desk-mishap-other-title = Tidak dapat dilayani
desk-mishap-other = Permintaan ini tidak dapat dilayani. Coba lagi nanti.
desk-ask-badges = Lencana pengguna { $id }
desk-ask-choice = Jawaban pada pilihan (choice) { $id }
desk-ask-cohorts = Kohor dengan { $id }
desk-ask-completion = Yang sudah diselesaikan di kursus dan oleh pengguna { $id }
desk-ask-database = Isi basis data { $id }
desk-ask-events = Kalender kursus { $id }
desk-ask-glossary = Isi glosarium { $id }
desk-ask-meetings = Ruang BigBlueButton di kursus { $id }
desk-ask-modules = Aktivitas-aktivitas di kursus { $id }
desk-ask-recordings = Rekaman BigBlueButton { $id }
desk-ask-wiki = Halaman-halaman wiki { $id }
desk-event-core-calendar_event_created = Entri kalender dibuat
desk-event-core-calendar_event_deleted = Entri kalender dihapus
desk-event-core-calendar_event_updated = Entri kalender diubah
desk-event-core-course_module_completion_updated = Penyelesaian aktivitas berubah
desk-event-mod_bigbluebuttonbn-meeting_created = Pertemuan daring dibuka
desk-event-mod_bigbluebuttonbn-meeting_ended = Pertemuan daring berakhir
desk-event-mod_bigbluebuttonbn-meeting_joined = Bergabung dengan pertemuan daring
desk-event-mod_bigbluebuttonbn-meeting_left = Meninggalkan pertemuan daring
desk-event-mod_choice-answer_created = Pilihan (choice) dijawab
desk-event-mod_choice-answer_deleted = Jawaban pilihan (choice) ditarik
desk-event-mod_choice-answer_updated = Jawaban pilihan (choice) diubah
desk-event-mod_data-record_created = Isi basis data dibuat
desk-event-mod_data-record_deleted = Isi basis data dihapus
desk-event-mod_data-record_updated = Isi basis data diubah
desk-event-mod_glossary-entry_approved = Isi glosarium disetujui
desk-event-mod_glossary-entry_created = Isi glosarium dibuat
desk-event-mod_glossary-entry_deleted = Isi glosarium dihapus
desk-event-mod_glossary-entry_disapproved = Persetujuan isi glosarium ditarik
desk-event-mod_glossary-entry_updated = Isi glosarium diubah
desk-event-mod_wiki-page_created = Halaman wiki dibuat
desk-event-mod_wiki-page_deleted = Halaman wiki dihapus
desk-event-mod_wiki-page_updated = Halaman wiki diubah
