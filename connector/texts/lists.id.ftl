## Daftar: mencari, memilih, mengurutkan, mengunduh

list-show = Tampilkan
list-all = Tampilkan semua
list-csv = Unduh sebagai CSV
list-sort = Urutan
list-search-on = Cari terus
list-reached = Baru sebagian daftar yang ditelusuri. “Cari terus” melanjutkan dari sini.

list-sort-newest = terbaru dahulu
list-sort-oldest = terlama dahulu

list-search-records = Nama, NIP, atau nomor catatan

list-filter-state = Keadaan
list-filter-period = Bulan (2026-11)
list-filter-community = Komunitas
list-filter-scheme = Skema
list-filter-source = Sumber
list-filter-name = Jenis peristiwa

list-column-number = Nomor
list-column-person = Orang
list-column-name = Nama
list-column-nip = NIP
list-column-community = Kunci komunitas
list-column-community_name = Komunitas
list-column-scheme = Skema
list-column-period = Bulan
list-column-earned = Diperoleh
list-column-approved = Disetujui
list-column-unit = Satuan
list-column-first_day = Hari pertama
list-column-last_day = Hari terakhir
list-column-state = Keadaan
list-column-revision = Revisi
list-column-id = ID
list-column-source = Sumber
list-column-received_at = Diterima
list-column-happened_at = Waktu LMS
list-column-event = Peristiwa
list-column-used = Dipakai
list-column-object_id = Nomor objek
list-column-course_id = Nomor kursus
list-column-actor = Pelaku
list-column-fact_kind = Jenis
list-column-kind = Jenis
list-column-subject = Perihal
list-column-rule = Aturan
list-column-time_at = Waktu
list-column-version = Versi pemetaan
list-column-author = Penulis
list-column-target = Tujuan
list-column-reason = Alasan
list-column-attempts = Percobaan
list-column-created_at = Dibuat
list-column-sent_at = Selesai
list-column-run = Putaran
list-column-rows = Baris
list-column-files = Berkas
list-column-accounts = Akun
list-column-key = Kunci
list-column-stage = Tahap
list-column-start_at = Mulai
list-column-minutes = Menit
list-column-attended = Hadir
list-column-domain = Bidang
list-column-members = Anggota
list-column-active = Aktif
list-column-newcomers = Baru
list-column-posts = Kiriman
list-column-unanswered = Belum dijawab
list-column-username = Nama pengguna
list-column-role = Peran
list-column-communities = Komunitas
list-column-password = Punya kata sandi
list-column-disabled_at = Dinonaktifkan
list-column-noted_at = Waktu
list-column-action = Tindakan
list-column-detail = Rincian

list-filter-kind = Jenis
list-filter-course = Nomor kursus
list-filter-rule = Aturan
list-filter-target = Tujuan
list-filter-nip = NIP
list-filter-credit = Kredit
list-filter-role = Peran
list-filter-actor = Pelaku
list-filter-action = Tindakan
list-filter-subject = Perihal

list-nip-none = tanpa NIP
list-credit-approved = dengan kredit yang disetujui

list-sort-key = menurut jenis dan nomor
list-sort-name = menurut nama
list-sort-name_down = menurut nama, terbalik

list-search-facts = Perihal, nama, atau nomor
list-search-contributions = Nama, NIP, atau perihal
list-search-messages = Perihal atau alasan
list-search-people = Nama, NIP, atau akun
list-search-sessions = Nama
list-search-communities = Nama
list-search-users = Nama pengguna
list-search-audit = Perihal, tindakan, atau pelaku

list-fact-present = ada
list-fact-gone = sudah tidak ada
list-message-profile-figure = angka di profil
list-message-hr-file = berkas untuk HR
list-message-cohort-member = kohor untuk lencana
list-message-badge-withdrawal = lencana yang harus dicabut
list-message-summary = ringkasan
list-message-minutes = notula
list-message-digest = rangkuman mingguan
list-message-thanks = terima kasih
list-message-related = petunjuk

list-facts-title = Fakta
list-facts-lead = Setiap objek LMS seperti terakhir dibaca. Teks kiriman tidak pernah disimpan.
list-runs-title = Putaran untuk HR
list-runs-lead = Setiap putaran menulis berkas baru ke folder HR: yang belum diketahui HR, dan pembetulan.
list-audit-title = Catatan audit
list-audit-lead = Semua yang diubah orang, oleh siapa dan kapan. Baris hanya ditambahkan.
list-year = Tahun ini
list-of-target = { $percent } % dari sasaran { $target } { $unit }
list-more-accounts = dan { $count } akun lain

desk-nav-facts = Fakta
desk-nav-runs = HR
desk-nav-users = Pengguna
desk-nav-audit = Catatan audit
desk-refused-not_an_approver = Anda tidak memutuskan catatan.
desk-refused-other_community = Ini milik komunitas yang diputuskan orang lain.
session-refused-not_an_approver = Anda tidak memutuskan sesi.
session-refused-other_community = Sesi ini milik komunitas yang diputuskan orang lain.
