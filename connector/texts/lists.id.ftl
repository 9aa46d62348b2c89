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
