# Yang patut dilihat dua kali oleh yang menyetujui.

flag-near_duplicate = { $alike } % katanya juga ada di kiriman yang lebih dulu ({ $other })
flag-near_duplicate-own = { $alike } % katanya juga ada di kiriman orang yang sama sebelumnya ({ $other })
flag-burst = { $count } kontribusi dalam { $minutes } menit
flag-dismissed = sudah dilihat oleh { $by }: { $reason }

desk-nav-flags = Tanda
desk-nav-doctor = Doctor
desk-nav-comparing = Bandingkan
desk-nav-trying = Coba satu
flag-title = Tanda
flag-lead = Sebelum menyetujui, lihat ini dua kali. Tanda tidak mengurangi apa pun: nyatakan tidak ada masalah, atau tolak catatannya.
flag-none = Tidak ada apa-apa di sini.
flag-about = { $kind } { $id }
flag-kind-near_duplicate = teks hampir sama
flag-kind-burst = banyak dalam waktu singkat
flag-state-open = menunggu dinilai
flag-state-passed = catatan sudah diputuskan
flag-state-dismissed = tidak ada masalah
flag-judged = Tidak ada masalah, kata { $by } ({ $when }): { $reason }
flag-passed = Catatannya sudah diputuskan.
flag-reason = Mengapa tidak ada masalah
flag-dismiss = Tidak ada masalah
flag-done = Dicatat.
flag-refused-not_flagged = Tidak ada tanda lagi di sana.
flag-refused-reason_missing = Tuliskan mengapa tidak ada masalah.
flag-refused-own_record = Catatan Anda sendiri harus dinilai orang lain.
flag-refused-other_community = Ini milik komunitas yang diputuskan orang lain.
flag-refused-not_an_approver = Anda tidak memutuskan catatan.
list-column-why = Yang ganjil
