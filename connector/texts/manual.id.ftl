## Kredit yang diberikan dengan tangan

manual-title = Kredit dengan tangan
manual-lead = Untuk yang tidak diketahui LMS, dan untuk membetulkan yang keliru. Satu orang mengusulkan, orang lain membenarkan, keduanya bukan penerima; sesudah itu menunggu persetujuan seperti yang lain.
manual-propose = Usulkan
manual-propose-lead = Tidak pernah berubah setelah dibenarkan. Jumlah di bawah nol mengambil kembali kredit hari itu, dan berlaku seketika saat dibenarkan.
manual-person = Anggota: NIP atau akun (lms:9)
manual-units = Jumlah (dalam satuan; di bawah nol mengambil kembali)
manual-reason = Alasan (disimpan, dan tampil dalam penjelasan)
manual-why = Catatan; wajib untuk menolak
manual-confirm = Benarkan
manual-refuse = Tolak
manual-own = Anda yang mengusulkan; orang lain yang harus membenarkan.
manual-none = Belum ada usulan.
manual-by = { $by }, { $when }
manual-state-proposed = menunggu dibenarkan
manual-state-confirmed = dibenarkan
manual-state-refused = ditolak
manual-done-proposed = Diusulkan. Orang lain yang harus membenarkan.
manual-done-confirmed = Dibenarkan. Dihitung sebentar lagi, lalu menunggu persetujuan.
manual-done-refused = Ditolak.
manual-refused-unknown_person = Tidak ada orang dengan NIP atau akun itu.
manual-refused-no_such_community = Komunitas itu tidak ada.
manual-refused-no_such_scheme = Skema itu tidak berlaku pada hari itu.
manual-refused-bad_day = Itu bukan hari, atau belum tiba.
manual-refused-bad_amount = Itu bukan jumlah dalam langkah utuh skemanya.
manual-refused-manual_reason_missing = Alasan wajib diisi.
manual-refused-own_credit = Tidak ada yang memberi kredit kepada diri sendiri.
manual-refused-own_proposal = Anda yang mengusulkan; orang lain yang harus membenarkan.
manual-refused-not_proposed = Sudah diputuskan.
manual-refused-not_an_approver = Anda tidak memutuskan kredit.
manual-refused-other_community = Ini milik komunitas yang diputuskan orang lain.

manual-item = Dengan tangan: { $reason }
manual-line = { $day }: { $amount } { $unit } di { $community } dengan tangan – { $reason } (diusulkan { $by }, dibenarkan { $confirmed })
explain-lost-nothing_left = Tidak ada lagi yang dapat diambil kembali: hari itu kurang dari itu.
explain-cause-manual = kredit dengan tangan

list-search-manual = Nama atau alasan
list-column-day = Hari
list-column-amount = Jumlah
list-column-proposed_by = Diusulkan oleh
list-column-proposed_at = Diusulkan
list-column-decided_by = Diputuskan oleh
list-column-decided_at = Diputuskan
list-column-decided_why = Mengapa
desk-nav-manual = Dengan tangan

## Milik siapa sebuah akun

match-title = Akun
match-lead = Akun dengan NIP yang sama adalah satu orang. Bila LMS tidak memberi NIP, admin boleh mengisinya; yang kemudian diberi LMS lebih berlaku.
match-by-lms = NIP dari LMS
match-by-hand = NIP diisi { $by }
match-namesake = Bernama sama:
match-nip = NIP { $account }
match-match = Padankan
match-part = Cabut NIP
match-done-match = Dipadankan. Kreditnya dihitung ulang.
match-done-part = Dicabut. Kreditnya dihitung ulang.
match-refused-nip_known = NIP akun ini dari LMS; betulkan di sana.
match-refused-not_a_nip = NIP terdiri atas 18 angka.
match-refused-not_matched = NIP akun ini tidak diisi dengan tangan.
match-months = { $scheme }, bulan demi bulan
match-months-words = { $unit } yang disetujui dan diperoleh tiap bulan tahun ini; angkanya ada dalam tabel di bawah.
match-months-table = Sama, sebagai tabel
