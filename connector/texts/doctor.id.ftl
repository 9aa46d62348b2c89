# Yang dikatakan doctor tentang situs dan tujuan kepegawaian: apa, mengapa penting, apa yang diklik.

-menu-service = Administrasi situs › Server › Layanan web › Layanan eksternal (Site administration › Server › Web services › External services)
-menu-functions = Administrasi situs › Server › Layanan web › Layanan eksternal › (layanannya) › Fungsi (Site administration › Server › Web services › External services › Functions)
-menu-tokens = Administrasi situs › Server › Layanan web › Kelola token (Site administration › Server › Web services › Manage tokens)
-menu-roles = Administrasi situs › Pengguna › Izin › Tentukan peran › (peran konektor) (Site administration › Users › Permissions › Define roles)
-menu-admins = Administrasi situs › Pengguna › Izin › Administrator situs (Site administration › Users › Permissions › Site administrators)
-menu-field = Administrasi situs › Pengguna › Isian profil pengguna (Site administration › Users › User profile fields)
-menu-cohorts = Administrasi situs › Pengguna › Akun › Kohor (Site administration › Users › Accounts › Cohorts)
-menu-badges = Administrasi situs › Lencana › Kelola lencana (Site administration › Badges › Manage badges)
-menu-security = Administrasi situs › Umum › Keamanan › Keamanan HTTP (Site administration › General › Security › HTTP security)
-menu-webhooks = Administrasi situs › Server › WebHooks (local_webhooks; Site administration › Server › WebHooks), atau Event triggers (tool_trigger)
-menu-subscription = forumnya › Pengaturan › Langganan dan pelacakan › Mode langganan (Settings › Subscription and tracking › Subscription mode)

## Layanan web
doctor-site_refuses = { $problem }.
doctor-site_refuses-why = Selama begitu, tidak ada yang dibaca dan tidak ada yang dikirim; semua pekerjaan menunggu dan tidak ada yang hilang.
doctor-site_refuses-cure = Di Moodle: { -menu-service } (apakah aktif?), Authorised users, dan { -menu-tokens }.
doctor-token_works = Token berfungsi (Moodle { $release }, { $functions } fungsi).
doctor-account_is_admin = Akun layanan adalah administrator situs.
doctor-account_is_admin-why = Token administrator dapat melakukan apa saja: membaca balasan pribadi, mengubah nilai, menghapus kursus. Siapa pun yang mendapatkannya juga bisa.
doctor-account_is_admin-cure = { -menu-admins }: keluarkan; lalu beri peran dari docs/hubungkan-moodle.md, langkah 2.
doctor-clock_not_told = LMS tidak menyebutkan jamnya.
doctor-clock_not_told-why = Selisih jam membuat tanggal kiriman keliru.
doctor-clock_not_told-cure = Bandingkan “date” di kedua mesin; keduanya sebaiknya mengikuti peladen waktu yang sama.
doctor-clock_right = Jam kedua mesin sama.
doctor-clock_off = { $ahead ->
    [lms] Jam LMS lebih cepat { $seconds } detik daripada jam kita.
   *[here] Jam kita lebih cepat { $seconds } detik daripada jam LMS.
}
doctor-clock_off-why = Hari sebuah kiriman, apakah pertemuan sudah selesai, dan apakah diskusi sudah dibuka diputuskan dengan membandingkan keduanya.
doctor-clock_off-cure = Biarkan kedua mesin mengikuti peladen waktu (timedatectl set-ntp true).
doctor-functions_there = Layanan eksternal punya semua { $count } fungsi yang diperlukan pemetaan.
doctor-functions_missing = Layanan eksternal kekurangan { $count } fungsi: { $functions }.
doctor-functions_missing-why = Yang memerlukannya tidak dapat dibaca atau ditulis, sehingga kredit, lencana, atau ringkasan tidak ada.
doctor-functions_missing-cure = { -menu-functions } › Add functions.
doctor-functions_missing_kept = Layanan eksternal kekurangan fungsi untuk grup atau kohor: { $functions }.
doctor-functions_missing_kept-why = Tidak ada kredit yang bergantung padanya; grup dan kohor hanya tidak diketahui, dan ikhtisar menyebut ada tempat yang tidak terbaca.
doctor-functions_missing_kept-cure = { -menu-functions } › Add functions – atau biarkan saja.
doctor-batch_missing = Layanan eksternal kekurangan { $function }.
doctor-batch_missing-why = Dengan fungsi ini dua puluh panggilan berangkat dalam satu permintaan: situs terbaca tiga kali lebih cepat dan anggota lebih sedikit merasakannya.
doctor-batch_missing-cure = { -menu-functions } › Add functions.
doctor-functions_foreign_writing = Token dapat memanggil { $count } fungsi pengubah yang tidak pernah kita perlukan: { $functions }.
doctor-functions_foreign_writing-why = Siapa pun yang mendapatkan token dapat mengubah sebanyak itu pula.
doctor-functions_foreign_writing-cure = { -menu-functions }: keluarkan. Beri program lain layanan dan akun sendiri.
doctor-functions_foreign = Token dapat membaca lebih banyak daripada yang kita tanyakan ({ $count }): { $functions }.
doctor-functions_foreign-why = Siapa pun yang mendapatkan token juga dapat membacanya.
doctor-functions_foreign-cure = { -menu-functions }: keluarkan.
doctor-functions_idle = Fungsi pengubah ada dalam layanan padahal pemetaan tidak memerlukannya: { $functions }.
doctor-functions_idle-why = Token tidak perlu dapat melakukan yang tidak diperlukan.
doctor-functions_idle-cure = { -menu-functions }: keluarkan, sampai pemetaan memerlukannya.

## Hak
doctor-rights_there = Hak akun di forum sudah tepat ({ $forums } forum diperiksa).
doctor-rights_not_told = Hak di forum tidak dapat diketahui: layanan kekurangan { $function }.
doctor-rights_not_told-why = Hanya fungsi itu yang memberi tahu hak, yang kurang maupun yang berlebih.
doctor-rights_not_told-cure = { -menu-functions } › Add functions: { $function } (hanya membaca). Atau bandingkan { -menu-roles } dengan docs/hubungkan-moodle.md, langkah 2.
doctor-right_missing = Hak { $capability } tidak ada di: { $forums }.
doctor-right_missing-why = Tanpa itu kiriman tersembunyi, atau kiriman kita tidak dapat ditulis atau dibetulkan di sana.
doctor-right_missing-cure = { -menu-roles } › Edit: { $capability } › Izinkan (Allow); atau di forum: Lainnya › Izin (More › Permissions).
doctor-right_private = Akun dapat membaca balasan pribadi ({ $capability }).
doctor-right_private-why = Balasan itu untuk satu orang. Konektor membuangnya, tetapi sebaiknya memang tidak dapat melihatnya.
doctor-right_private-cure = { -menu-roles } › Edit: { $capability } › tidak disetel (not set).
doctor-rights_too_many = Akun punya hak di forum yang tidak pernah kita perlukan: { $capabilities }.
doctor-rights_too_many-why = Siapa pun yang mendapatkan token dapat menghapus, memindahkan, atau menilai.
doctor-rights_too_many-cure = { -menu-roles } › Edit: kembalikan ke “tidak disetel” (not set).
doctor-rights_idle = Akun boleh menulis di forum padahal pemetaan tidak menulis apa pun: { $capabilities }.
doctor-rights_idle-why = Hak menulis atau menyunting hanya diperlukan untuk ringkasan, ucapan terima kasih, dan rujukan.
doctor-rights_idle-cure = { -menu-roles } › Edit: kembalikan ke “tidak disetel” (not set), sampai pemetaan memerlukannya.

## Membaca
doctor-reads_work = Satu pembacaan dari tiap jenis yang diperlukan pemetaan: { $count } terjawab.
doctor-cannot_read = { $what }: tidak dapat dibaca ({ $problem }).
doctor-cannot_read-why = Yang ada di sana tidak dihitung selama tidak terbaca. Tidak ada yang dianggap terhapus.
doctor-cannot_read-cure = Bandingkan { -menu-roles } (di situ: { $rights }) dan { -menu-functions } dengan docs/hubungkan-moodle.md.
doctor-read_stumbles = { $what }: LMS tersandung ({ $problem }).
doctor-read_stumbles-why = Mungkin hanya sementara; bila menetap, tempat itu tidak terbaca.
doctor-read_stumbles-cure = Administrasi situs › Laporan › Log (Site administration › Reports › Logs), dan log galat peladennya; sering karena plugin, lihat docs/troubleshooting.md.
doctor-calendar_empty = Kalender kursus { $course } kosong.
doctor-calendar_empty-why = Tanpa { $rights } Moodle menunjukkan kalender kosong tanpa galat: pertemuan lalu tidak punya waktu.
doctor-calendar_empty-cure = { -menu-roles } › Edit: { $rights } › Izinkan (Allow). Bila kalendernya memang kosong, semuanya baik.
doctor-users_hidden = LMS tidak memberi tahu apa pun tentang pengguna.
doctor-users_hidden-why = Tanpa nama dan NIP orang tidak dapat dibedakan, dan tidak ada yang sampai ke kepegawaian.
doctor-users_hidden-cure = { -menu-roles } › Edit: { $rights } › Izinkan (Allow).
doctor-identifiers_hidden = Dari pengguna yang ditanyakan, tidak satu pun NIP-nya terlihat.
doctor-identifiers_hidden-why = Dua akun satu orang tetap dianggap dua, dan kepegawaian tidak diberi tahu tentang orang tanpa NIP.
doctor-identifiers_hidden-cure = { -menu-roles } › Edit: { $rights } › Izinkan (Allow); dan Administrasi situs › Pengguna › Akun › Daftar pengguna (Site administration › Users › Accounts › Browse list of users): apakah Nomor ID (ID number) terisi?
doctor-nobody_enrolled = Tampaknya tidak ada yang terdaftar di kursus { $course }.
doctor-nobody_enrolled-why = Siapa yang memimpin dan menyetujui diketahui dari peran peserta.
doctor-nobody_enrolled-cure = Kursusnya › Peserta (Participants); dan { -menu-roles } › Edit: moodle/course:enrolreview › Izinkan (Allow).
doctor-places_read = Semua yang baru-baru ini dibaca dapat dibaca.
doctor-places_unreadable = { $count } tempat tidak terbaca. Yang pertama: { $what } ({ $problem }).
doctor-places_unreadable-why = Yang terjadi di sana tidak dihitung sampai terbaca; yang sudah diperoleh di sana tetap.
doctor-places_unreadable-cure = Bandingkan { -menu-roles } dengan docs/hubungkan-moodle.md; apakah tempatnya disembunyikan atau dibatasi? Lalu “cop-connector reconcile”.

## Tempat
doctor-no_mapping = Belum ada pemetaan yang diterbitkan.
doctor-no_mapping-why = Tanpa pemetaan tidak ada yang dibaca dan tidak ada yang dihitung.
doctor-no_mapping-cure = “cop-connector mapping publish BERKAS” (tidak ada yang diklik di Moodle).
doctor-source_not_mapped = Tidak ada komunitas dalam pemetaan yang bertempat di situs ini.
doctor-source_not_mapped-why = Tidak ada yang dibaca darinya.
doctor-source_not_mapped-cure = Apakah nama sumber dalam lives_in sama dengan yang di berkas lembaga?
doctor-courses_there = Semua { $count } tempat yang disebut pemetaan ditemukan.
doctor-course_missing = LMS tidak punya kursus dengan { $query }, atau kita tidak boleh melihatnya.
doctor-course_missing-why = Komunitas yang bertempat di sana tidak terbaca; yang sudah diperoleh tetap.
doctor-course_missing-cure = Kursusnya › Pengaturan › Umum › Nomor ID kursus (Settings › General › Course ID number); kursus tersembunyi memerlukan moodle/course:viewhiddencourses.
doctor-forum_missing = Tidak ada forum yang cocok dengan { $forum }, yang diminta “{ $rule }”.
doctor-forum_missing-why = Aturan itu tidak dapat cocok dengan apa pun.
doctor-forum_missing-cure = Apakah forumnya berganti nama, disembunyikan, atau dibatasi? Forumnya › Pengaturan (Settings): nama, Pengaturan modul umum (Common module settings), Batasi akses (Restrict access). Bila tidak, betulkan pemetaan.
doctor-activity_unseen = Kami tidak melihat aktivitas jenis { $kind } yang namanya cocok dengan { $name }, seperti yang diminta “{ $rule }”.
doctor-activity_unseen-why = Mungkin belum dibuat. Bila sudah, Moodle menyembunyikannya dari kami tanpa galat, dan aturan itu tidak dapat cocok dengan apa pun.
doctor-activity_unseen-cure = { -menu-roles } › Edit: { $right } › Izinkan (Allow). Atau aktivitasnya disembunyikan, dibatasi, atau bernama lain.
doctor-own_forum_missing = Forum { $forum }, tempat kita harus menulis, tidak ada di kursus { $courses }.
doctor-own_forum_missing-why = Ringkasan, notula, kabar mingguan, atau ucapan terima kasih komunitas itu tidak ditulis.
doctor-own_forum_missing-cure = Kursusnya › Mode sunting › Tambah aktivitas › Forum (Edit mode › Add an activity › Forum), jenis “Standard forum for general use”, dan sebelum kiriman pertama: { -menu-subscription } › Langganan dimatikan (Subscription disabled).

## Siapa yang mendapat e-mail
doctor-forum_mails_nobody = Kiriman baru di “{ $forum }” (forum { $id }) tidak dikirim sebagai e-mail kepada siapa pun, kecuali yang berlangganan sebelum langganan dimatikan.
doctor-forum_mails_some = Kiriman baru di “{ $forum }” (forum { $id }) dikirim sebagai e-mail kepada semua pelanggan: sampai { $people } orang.
doctor-forum_mails_some-why = Tiap ringkasan atau kabar baru menjadi e-mail untuk mereka semua; tidak ada layanan web yang dapat mencegahnya.
doctor-forum_mails_some-cure = { -menu-subscription } › Langganan dimatikan (Subscription disabled); lalu forumnya › Langganan (Subscriptions): hentikan yang masih berlangganan.
doctor-forum_mails_all = Kiriman baru di “{ $forum }” (forum { $id }) dikirim sebagai e-mail kepada semua { $people } anggota kursus: langganannya wajib.
doctor-forum_mails_all-why = Tiap ringkasan atau kabar baru menjadi { $people } e-mail dan pemberitahuan.
doctor-forum_mails_all-cure = { -menu-subscription } › Langganan dimatikan (Subscription disabled) – sebelum kiriman pertama: sesudahnya Moodle tetap mengirimi yang sudah berlangganan.
doctor-forum_mails_all_at_first = Kiriman baru di “{ $forum }” (forum { $id }) dikirim sebagai e-mail kepada semua { $people } anggota kecuali yang berhenti: langganannya otomatis.
doctor-forum_mails_all_at_first-why = Tiap ringkasan atau kabar baru menjadi sampai { $people } e-mail dan pemberitahuan.
doctor-forum_mails_all_at_first-cure = { -menu-subscription } › Langganan dimatikan (Subscription disabled); lalu forumnya › Langganan (Subscriptions): hentikan semuanya.
doctor-replies_mail = Pemetaan membolehkan kita membalas di diskusi anggota; tiap balasan dikirim sebagai e-mail kepada pelanggannya{ $people ->
    [0] {""}
   *[other] , di forum dengan langganan wajib atau otomatis kepada semua { $people }
}.
doctor-replies_mail-why = Satu balasan berarti satu e-mail untuk masing-masing; tidak ada layanan web yang dapat mencegahnya.
doctor-replies_mail-cure = Bila terlalu banyak: forum tersendiri dalam pemetaan (into: forum), dengan { -menu-subscription } › Langganan dimatikan (Subscription disabled).

## Orang
doctor-profile_field_there = Isian profil { $field } ada.
doctor-profile_field_missing = Isian profil { $field } tidak menunjukkan yang sudah ditulis.
doctor-profile_field_missing-why = Moodle diam saja menerima isian yang tidak dikenal: tidak ada yang melihat angkanya.
doctor-profile_field_missing-cure = { -menu-field }: adakah yang bernama pendek { $field }, terlihat setidaknya oleh penggunanya? Bila tidak, betulkan profile_field.
doctor-profile_field_unseen = Belum dapat diketahui apakah isian profil { $field } ada: dari yang ditanyakan belum ada yang berisi.
doctor-profile_field_unseen-why = Moodle diam saja menerima isian yang tidak dikenal; setelah angka pertama, isiannya dibaca kembali.
doctor-profile_field_unseen-cure = { -menu-field }: isian teks (Text input) bernama pendek { $field }.
doctor-profile_field_locked = Lihat sendiri apakah isian profil { $field } terkunci: tidak ada layanan web yang memberi tahu.
doctor-profile_field_locked-why = Pada isian yang tidak terkunci, anggota dapat menulis angkanya sendiri.
doctor-profile_field_locked-cure = { -menu-field } › { $field } › Edit: “Apakah isian ini terkunci?” (Is this field locked?) Ya.
doctor-cohort_missing = Tidak ada kohor dengan ID kohor { $cohort }.
doctor-cohort_missing-why = Lencana yang diberikan lewat kohor itu tidak dapat diberikan kepada siapa pun.
doctor-cohort_missing-cure = { -menu-cohorts } › Tambah kohor (Add new cohort): konteks System, Cohort ID { $cohort }.
doctor-badge_of_cohort = Kohor { $cohort } ada; lihat sendiri apakah lencana yang aktif memakainya sebagai kriteria: tidak ada layanan web yang memberi tahu.
doctor-badge_of_cohort-why = Tanpa itu orang masuk kohor dan tidak ada yang ditampilkan.
doctor-badge_of_cohort-cure = { -menu-badges } › (lencananya) › Kriteria (Criteria): Cohort membership; Enable access.
doctor-sending_stopped = Saat ini tidak ada yang dikirim ke { $target }: { $problem }.
doctor-sending_stopped-why = Sebuah fungsi atau hak menulis tidak ada, atau situsnya sedang tidak melayani; pesan menunggu dan tidak hilang.
doctor-sending_stopped-cure = { -menu-roles } dan { -menu-functions }, seperti dalam docs/hubungkan-moodle.md; pengiriman berlanjut sendiri.

## Teratur
doctor-reconciled = Rekonsiliasi lengkap terakhir selesai { $swept_at }.
doctor-never_reconciled = Belum ada rekonsiliasi lengkap yang selesai.
doctor-never_reconciled-why = Baru sesudah itu diketahui semua yang sudah ada sebelum peristiwa pertama.
doctor-never_reconciled-cure = “cop-connector reconcile”, atau biarkan serve berjalan (tidak ada yang diklik di Moodle).
doctor-reconciled_long_ago = Rekonsiliasi lengkap terakhir selesai { $swept_at }.
doctor-reconciled_long_ago-why = Yang tidak mengirim peristiwa, dan yang dikirim saat kita mati, hanya ditemukan lewat rekonsiliasi.
doctor-reconciled_long_ago-cure = { $itself ->
    [yes] Apakah serve (atau worker) berjalan? “cop-connector status” menyebut penghalangnya.
   *[no] reconcile: off tertulis di berkas lembaga; hapus, atau jalankan “cop-connector reconcile” dengan pewaktu.
}
doctor-token_lasts = Token berlaku sampai { $day }.
doctor-token_expiry_unknown = Tidak diketahui kapan token kedaluwarsa.
doctor-token_expiry_unknown-why = Moodle menghapus token yang kedaluwarsa; semuanya lalu berhenti seketika.
doctor-token_expiry_unknown-cure = { -menu-tokens }: lihat “Valid until”, dan tulis sebagai token_expires di berkas lembaga; Anda diingatkan 14 hari sebelumnya.
doctor-token_expires = { $days ->
    [1] Token kedaluwarsa besok ({ $day }).
   *[other] Token kedaluwarsa { $day } ({ $days } hari).
}
doctor-token_expires-why = Moodle menghapus token yang kedaluwarsa; semuanya lalu berhenti seketika.
doctor-token_expires-cure = { -menu-tokens } › Buat token (Create token); taruh di tempat token lama, dan tanggalnya sebagai token_expires.

## Mendengar
doctor-heard = LMS sendiri terakhir terdengar { $heard_at }; jadi tidak ada yang menghalangi pengirimnya.
doctor-never_heard = Belum ada peristiwa yang datang dari LMS sendiri.
doctor-never_heard-why = Webhook tidak wajib – rekonsiliasi menemukan semuanya – tetapi dengan webhook terlihat seketika.
doctor-never_heard-cure = { -menu-webhooks }: docs/hubungkan-moodle.md, langkah 7b sampai 9. Tanpa plugin, ini tetap begini.
doctor-long_silent = LMS sendiri terakhir terdengar { $heard_at }.
doctor-long_silent-why = Rekonsiliasi tetap menemukan semuanya, hanya lebih lambat.
doctor-long_silent-cure = { -menu-webhooks }: apakah aktif, apakah peristiwanya dicentang? Lalu lihat dua hal berikut.
doctor-blocked_hosts = Lihat sendiri apakah Moodle tidak memblokir alamat kita: tidak ada layanan web yang memberi tahu.
doctor-blocked_hosts-why = Bawaannya alamat pribadi dan semua port kecuali 80 dan 443 ditolak: lalu tidak ada yang sampai dan tidak ada galat yang terlihat.
doctor-blocked_hosts-cure = { -menu-security }: “cURL blocked hosts list”, “cURL allowed ports list”.
doctor-host_blocked = Alamat kita ({ $host }) pribadi: bawaannya Moodle menolaknya.
doctor-host_blocked-why = Lalu tidak ada yang sampai dan tidak ada galat yang terlihat.
doctor-host_blocked-cure = { -menu-security }: keluarkan { $host } saja dari “cURL blocked hosts list”.
doctor-port_blocked = Port kita ({ $port }) bawaannya ditolak Moodle.
doctor-port_blocked-why = Lalu tidak ada yang sampai dan tidak ada galat yang terlihat.
doctor-port_blocked-cure = { -menu-security }: tambahkan { $port } ke “cURL allowed ports list”.
doctor-sender_patches = Lihat sendiri apakah plugin webhook sudah ditambal untuk Moodle ini: tidak ada layanan web yang memberi tahu.
doctor-sender_patches-why = local_webhooks 4.0.0-rc.2 tidak terpasang dari baris perintah dan merusak panggilan layanan web; tool_trigger 2024031401 membawa pustaka yang menghalangi milik Moodle sendiri.
doctor-sender_patches-cure = Di peladen: grep PATH local/webhooks/db/install.xml menunjukkan "local/webhooks/db"; grep filelib local/webhooks/lib.php menemukan baris tambahannya; grep guzzle/autoloader admin/tool/trigger/classes/steps/actions/http_post_action_step.php tidak menemukan apa pun. docs/hubungkan-moodle.md, langkah 7b dan 7c.
doctor-sender_unpatched = Plugin local_webhooks merusak layanan web: Class "curl" not found.
doctor-sender_unpatched-why = Setiap panggilan yang menimbulkan peristiwa gagal, termasuk panggilan kita.
doctor-sender_unpatched-cure = Tambahkan require_once($CFG->libdir . '/filelib.php'); di local/webhooks/lib.php (docs/hubungkan-moodle.md, langkah 7b); sampai saat itu: { -menu-webhooks } › matikan.
doctor-dangerous_event = { $event } dilanggan: { $count } kali dalam beberapa hari ini, terakhir { $heard_at }.
doctor-dangerous_event-why = Peristiwa itu timbul karena pembacaan kita atau pengiriman itu sendiri: berputar tanpa henti dan memperlambat halaman anggota.
doctor-dangerous_event-cure = { -menu-webhooks } › Peristiwa (Events): hapus centang { $event }.
doctor-texts_sent = { $event } dilanggan: { $count } kali dalam beberapa hari ini.
doctor-texts_sent-why = Peristiwa itu membawa seluruh teks kiriman, juga balasan pribadi, lewat jaringan. Kita membuangnya, dan tidak ada yang lebih diberitahukannya.
doctor-texts_sent-cure = { -menu-webhooks } › Peristiwa (Events): hapus centang { $event }.
doctor-requests_refused = { $count } permintaan ditolak dalam beberapa hari ini ({ $refusal }), terakhir { $refused_at }.
doctor-requests_refused-why = bad_secret: rahasia di plugin berbeda dengan rahasia kita; lalu tidak ada kirimannya yang diterima. Selain itu: bukan peristiwa.
doctor-requests_refused-cure = { -menu-webhooks }: Token (atau header Authorization) harus rahasia yang disebut di webhook_secrets.
doctor-address_unknown = { $count } permintaan datang ke alamat sumber yang bukan milik kita, terakhir { $refused_at }.
doctor-address_unknown-why = Mungkin alamat di plugin keliru; yang dikirimnya hilang.
doctor-address_unknown-cure = { -menu-webhooks }: alamatnya berakhir dengan /webhooks/moodle/ dan nama sumber di berkas lembaga.

## Peristiwa uji
doctor-round_trip = Peristiwa uji berputar penuh dalam { $seconds } dtk: diterima { $address } dalam { $milliseconds } md, disimpan, dipilah, dibaca kembali.
doctor-own_address_unknown = Peristiwa uji tidak dikirim: alamat kita sendiri tidak diketahui.
doctor-own_address_unknown-why = Apakah peristiwa sampai hanya dapat dilihat dengan mengirim satu.
doctor-own_address_unknown-cure = Tulis address: https://… di bawah institution: di berkas lembaga (tidak ada yang diklik di Moodle).
doctor-no_secret = Peristiwa uji tidak dikirim: sumber ini tidak punya rahasia, jadi setiap peristiwa ditolak.
doctor-no_secret-why = Itu tepat selama tidak ada plugin webhook.
doctor-no_secret-cure = Dengan plugin: webhook_secrets di berkas lembaga, dan yang sama sebagai Token di { -menu-webhooks }.
doctor-door_closed = { $address } tidak dapat dijangkau.
doctor-door_closed-why = Maka LMS pun tidak dapat menjangkaunya; atau serve tidak berjalan.
doctor-door_closed-cure = Apakah serve berjalan, dan apakah ini alamatnya (institution.address, atau --address)? Proksi, firewall, DNS. Tidak ada yang diklik di Moodle.
doctor-door_tls = Sertifikat { $address } tidak dipercaya.
doctor-door_tls-why = Moodle juga menolaknya: tidak ada yang sampai.
doctor-door_tls-cure = Beri alamat konektor sertifikat dari otoritas umum (tidak ada yang diklik di Moodle).
doctor-door_refused = { $address } menolak rahasia sumber itu sendiri.
doctor-door_refused-why = Layanan lain, atau yang memakai berkas lembaga lama, mendengarkan di sana: kiriman LMS juga ditolak.
doctor-door_refused-cure = Mulai ulang serve setelah webhook_secrets diubah (tidak ada yang diklik di Moodle).
doctor-door_elsewhere = Di { $address } sesuatu yang lain menjawab.
doctor-door_elsewhere-why = Yang dikirim LMS tidak sampai ke sini.
doctor-door_elsewhere-cure = Apakah proksi meneruskan /webhooks/? Apakah alamatnya mengalihkan? Tulis alamat tujuannya (docs/run.md).
doctor-door_full = { $address } tidak dapat menyimpan peristiwa itu.
doctor-door_full-why = Yang tidak tersimpan hilang sampai rekonsiliasi berikutnya.
doctor-door_full-cure = Lihat ruang cakram dan hak atas folder basis data (tidak ada yang diklik di Moodle).
doctor-event_elsewhere = { $address } menerima peristiwa itu, tetapi tidak ada di kotak masuk kita.
doctor-event_elsewhere-why = Konektor lain, atau yang memakai basis data lain, menjawab di sana.
doctor-event_elsewhere-cure = Beri doctor COP_DATABASE_URL yang sama dengan serve, atau betulkan alamatnya.
doctor-event_not_triaged = Peristiwa uji tersimpan, tetapi tidak ada yang mengolahnya.
doctor-event_not_triaged-why = Peristiwa menumpuk; tidak ada yang terjadi karenanya.
doctor-event_not_triaged-cure = Apakah serve (dengan PostgreSQL: worker) berjalan? Log menyebut “a turn failed” bila ada yang gagal.
doctor-event_not_read_back = Peristiwa uji diolah, tetapi { $query } tidak terbaca kembali pada waktunya.
doctor-event_not_read_back-why = LMS tidak menjawab, atau rekonsiliasi panjang sedang berjalan.
doctor-event_not_read_back-cure = Lihat “cop-connector status”; coba lagi beberapa menit kemudian (tidak ada yang diklik di Moodle).

## Kepegawaian
doctor-hr_folder_writable = Folder kepegawaian { $folder } menerima berkas.
doctor-hr_folder_away = Folder kepegawaian { $folder } tidak menerima berkas: { $reason }.
doctor-hr_folder_away-why = Kredit yang disetujui menunggu dan tidak sampai ke kepegawaian.
doctor-hr_folder_away-cure = Kaitkan (mount) foldernya, atau beri pengguna layanan hak menulis di sana (tidak ada yang diklik di Moodle).
doctor-hr_not_mapped = Pemetaan tidak mengirim apa pun ke { $target }.
doctor-hr_not_mapped-why = Kepegawaian tidak mendapat berkas.
doctor-hr_not_mapped-cure = Tambahkan di bawah hr: dalam pemetaan, atau hapus dari berkas lembaga.
doctor-hr_rows = { $live ->
    [yes] Berkas berikutnya
   *[no] Dalam mode live berkas berikutnya
} akan berisi { $new } baris baru, { $changed } diubah, dan { $gone } dibatalkan.
doctor-hr_too_many_withdrawals = Berkas berikutnya akan membatalkan { $gone } catatan ({ $new } baru, { $changed } diubah).
doctor-hr_too_many_withdrawals-why = Sebanyak itu tidak dibatalkan sekaligus tanpa perintah seseorang.
doctor-hr_too_many_withdrawals-cure = Cari sebabnya (kehilangan yang ditahan, pemetaan?); bila benar: “cop-connector hr run --insist”.
doctor-hr_rows_unfit = { $count } catatan yang disetujui tidak dapat dikirim: tanpa NIP 18 angka, atau jumlahnya 0.
doctor-hr_rows_unfit-why = Kepegawaian tidak diberi tahu tentangnya.
doctor-hr_rows_unfit-cure = Administrasi situs › Pengguna › Akun › Daftar pengguna › (orangnya) › Opsional › Nomor ID (Site administration › Users › Accounts › Browse list of users › Optional › ID number).

## Doctor sendiri
doctor-no_time = Tidak ada waktu lagi untuk: { $check }.
doctor-no_time-why = Seluruh pemeriksaan dibatasi waktunya, agar tidak menghambat siapa pun.
doctor-no_time-cure = Sesuatu menjawab lambat; periksa satu sumber saja: “cop-connector doctor --source …”.
doctor-check_refused = { $check } tidak dapat diperiksa: { $problem }.
doctor-check_refused-why = Jadi hal ini mungkin benar, mungkin tidak.
doctor-check_refused-cure = Bandingkan { -menu-roles } dan { -menu-functions } dengan docs/hubungkan-moodle.md.
doctor-check_failed = { $check } gagal ({ $error }).
doctor-check_failed-why = Jadi hal ini mungkin benar, mungkin tidak; yang lain sudah diperiksa.
doctor-check_failed-cure = Log memuat galat selengkapnya; mohon dilaporkan.

## Halaman
doctor-page-title = Doctor
doctor-page-lead = Memeriksa tiap situs dan tiap tujuan kepegawaian sebelum dipercaya: token, fungsi, hak, tempat, siapa yang mendapat e-mail, peristiwa uji yang berputar penuh, uji coba berkas kepegawaian. Tidak ada yang diubah.
doctor-page-run = Periksa sekarang
doctor-page-running = Sedang memeriksa; paling lama sekitar semenit. Halaman ini memperbarui diri.
doctor-page-never = Belum ada yang memeriksa.
doctor-page-at = Diperiksa { $when }
doctor-page-do = Yang dilakukan:
doctor-page-of-lms = Situs “{ $name }”
doctor-page-of-hr = Tujuan kepegawaian “{ $name }”
doctor-page-level-ok = beres
doctor-page-level-look = lihat sendiri
doctor-page-level-warning = peringatan
doctor-page-level-bad = buruk
doctor-page-count-ok = { $count } beres
doctor-page-count-look = { $count } untuk dilihat sendiri
doctor-page-count-warning = { $count } peringatan
doctor-page-count-bad = { $count } buruk
