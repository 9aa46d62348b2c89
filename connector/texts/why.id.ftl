## Mengapa: rantai dari pemberitahuan sampai jawaban pihak lain, dan langkah tempat ia berakhir

why-unknown = “{ $words }” bukan sesuatu yang dapat dijelaskan. Tulis salah satu dari ini: orang (NIP, lms:9, atau nomor pengguna); nomor catatan (COP-JP/2026-11/…); kiriman atau objek LMS lain (post:17, lms:post:17, atau alamatnya di LMS); pertemuan (event:12); pesan (message:5); baris buku besar (line:3); lencana (badge:ATURAN/ORANG); kiriman kami sendiri (discussion:31, session:event:12, week:KOMUNITAS/2026-W47, thanks:ATURAN/…, link:31, related:31).
why-other-community = Ini milik komunitas yang bukan wewenang Anda.
why-more = Masih ada { $count } lagi.
why-more-rows = Masih ada baris berikutnya.

# Terdengar dan terbaca
why-fact = { $what } { $id } ({ $source }): “{ $name }”.
why-fact-by = { $what } { $id } ({ $source }): “{ $name }”, oleh { $by }, { $when }.
why-fact-unknown = { $what } { $id } ({ $source }): objek ini belum pernah kami baca.
why-heard = Terdengar: { $count } pemberitahuan tentangnya masuk.
why-heard-nothing = Terdengar: tidak ada pemberitahuan tentangnya yang tersimpan. Yang tidak diberitahukan ditemukan dengan melihat ke semua tempat (reconcile).
why-notice = { $when }: { $words } (peristiwa #{ $id })
why-read = Terbaca: ia ada di LMS; tempatnya terakhir dibaca pada { $when }.
why-read-gone = Terbaca: ia tidak ada lagi di LMS; tempatnya terakhir dibaca pada { $when }.
why-hint = Masih akan dibaca, pada { $due }: { $what }.
why-hint-again = Sudah dibaca { $tries }×, tetapi LMS belum menunjukkan apa yang diberitahukan; dibaca lagi pada { $due }: { $what }.
why-hint-failed = Tidak dapat dibaca ({ $tries }×); dicoba lagi pada { $due }: { $what }.
why-problem = Menghalangi sejak { $since }: { $words }.
why-held = Tidak ditemukan lagi pada { $when }, bersama yang lain ({ $count }). Seseorang ditanyai sebelum ada yang dikurangi (kehilangan ditahan #{ $id }, di ikhtisar).
why-missing-found = Tidak ditemukan lagi pada { $when }; artinya segera diputuskan.
why-missing-kept = Tidak ditemukan lagi pada { $when }; seseorang memutuskan bahwa yang sudah diperoleh tetap.

why-end-not-heard = Berakhir di sini: tidak ada yang terdengar maupun terbaca. Apakah kursus atau forumnya disebut dalam pemetaan, dan apakah nomornya benar? Semua tempat terakhir dilihat pada { $swept }; yang ada di tempat terpetakan sudah ditemukan saat itu.
why-end-not-sorted = Berakhir di sini: pemberitahuan masuk dan belum dipilah; itu hanya sebentar. Jika lama, pekerjaan tidak berjalan.
why-end-outside = Berakhir di sini: pemberitahuan masuk, tetapi di luar kursus yang disebut pemetaan, atau jenisnya tidak memberi tahu apa-apa.
why-end-to-read = Berakhir di sini: pemberitahuan masuk, dan yang dimaksudnya masih harus dibaca dari LMS.
why-end-not-there = Berakhir di sini: pemberitahuan masuk, kami melihat, dan LMS tidak menunjukkannya – ia langsung dihapus, tidak jadi ada, atau tidak boleh dilihat akun layanan.
why-end-only-place = Berakhir di sini: ia sendiri tidak dihitung oleh aturan; ia hanya memberi tahu letak sesuatu dan siapa yang boleh melihatnya.

# Tempat dan aturan
why-place = Tempat: { $community } hidup di sana.
why-rule = Aturan: diakui sebagai { $kind } menurut aturan “{ $rule }”.
why-version = Pemetaan versi { $version }, diterbitkan { $when } oleh { $by }.
why-opened-by = Aturan: yang dihitung ialah kiriman pembukanya (kiriman { $id }).
why-attends = Aturan: ia dapat menunjukkan bahwa { $name } hadir di suatu pertemuan; halaman orang itu menyebut pertemuannya.
why-end-no-contribution = Berakhir di sini: tanpa kredit. { $reason }
why-end-no-credit-rule = Berakhir di sini: diakui, tetapi tidak ada aturan kredit untuk “{ $rule }”.
why-end-not-settled = Berakhir di sini untuk sementara: sudah diakui, tetapi kredit orang itu belum dihitung dengannya (dijadwalkan { $due }).

# Jumlah, persetujuan, buku besar
why-amount = Jumlah: menurut aturan “{ $rule }”.
why-end-nothing-left = Berakhir di sini: dari menitnya tidak ada kredit yang tersisa, dengan alasan di atas.
why-approval-draft = Persetujuan: catatan { $number } ({ $community }, { $period }) menunggu keputusan seseorang – { $earned } { $unit } diperoleh, { $approved } { $unit } berlaku.
why-approval-approved = Persetujuan: catatan { $number } ({ $community }, { $period }) disetujui – { $earned } { $unit } diperoleh, { $approved } { $unit } berlaku.
why-approval-rejected = Persetujuan: catatan { $number } ({ $community }, { $period }) ditolak – { $earned } { $unit } diperoleh, { $approved } { $unit } berlaku.
why-approval-withdrawn = Persetujuan: catatan { $number } ({ $community }, { $period }) ditarik – { $earned } { $unit } diperoleh, { $approved } { $unit } berlaku.
why-end-record-draft = Berakhir di sini untuk sementara: menunggu persetujuan seseorang yang bukan pemiliknya.
why-end-record-approved = Berakhir di sini: tidak ada bagiannya yang berlaku.
why-end-record-rejected = Berakhir di sini: ditolak oleh penyetuju; alasannya tertulis di atas.
why-end-record-withdrawn = Berakhir di sini: dasarnya tidak ada lagi, sehingga tidak ada yang berlaku.
why-increase-waits = Persetujuan: yang datang setelah persetujuan terakhir masih menunggu.
why-flag-open = Ditandai: { $words } Seseorang diminta melihatnya.
why-flag-dismissed = Ditandai: { $words } { $by } tidak menemukan kesalahan: { $reason }
why-ledger = Buku besar: { $count } baris.
why-ledger-none = Buku besar: tidak ada baris yang berdasar padanya.

# HR dan profil
why-end-observe = Berakhir di sini: konektor hanya mengamati; semuanya dihitung dan tidak ada yang dikirim.
why-end-no-hr-rule = Berakhir di sini: pemetaan tidak mengirim { $scheme } ke tujuan HR mana pun.
why-end-hr-on-its-way = Berakhir di sini untuk sementara: berkas untuk HR sedang dalam perjalanan.
why-end-hr-not-set-up = Berakhir di sini: pemetaan menyebut tujuan HR “{ $target }”, sedangkan berkas institusi tidak.
why-end-hr-unfit = Berakhir di sini: tujuan HR “{ $target }” tidak dapat diberi tahu. { $why }.
why-end-hr-stopped = Berakhir di sini untuk sementara: tujuan HR “{ $target }” tidak menerima apa pun sejak { $since }. { $why }.
why-end-hr-at_once = Berakhir di sini untuk sementara: berkas untuk “{ $target }” ditulis setelah tiap persetujuan dan segera datang; jika tidak, “hr run” menyebut sebabnya.
why-end-hr-daily = Berakhir di sini untuk sementara: berkas untuk “{ $target }” ditulis setelah hari berakhir, atau dengan “hr run”.
why-end-hr-monthly = Berakhir di sini untuk sementara: berkas untuk “{ $target }” ditulis setelah bulan berakhir, atau dengan “hr run”.
why-end-no-profile-field = Tidak ada bidang profil yang diatur untuk LMS { $account }, sehingga profilnya tidak menunjukkan apa pun.
why-no-figure = Profil LMS ({ $account }): belum ada yang diminta.

# Pesan
why-message = Pesan #{ $id }: { $kind } – { $subject } ke { $target }.
why-message-cause = Sebab: { $cause } ({ $when }).
why-message-value = Yang diminta: { $value }
why-message-state = Pesan: { $state } ({ $tries } kali dicoba).
why-message-replaced = Pesan yang lebih baru mengatakan hal yang sama; pesan ini tidak dikirim lagi.
why-answer = Jawaban ({ $when }): { $text }
why-cure = Obat: { $cure }
why-hr-row = { $line }. { $action } { $number } – { $name }, { $amount }
why-end-message-sending = Berakhir di sini untuk sementara: sedang dikirim sejak { $since }; hasilnya belum diketahui. Sebelum dikirim lagi, tujuannya dilihat dahulu.
why-end-message-person = Berakhir di sini: seseorang harus melakukannya di LMS.
why-end-message-stopped = Berakhir di sini untuk sementara: { $target } tidak menerima apa pun sejak { $since }. { $why }. Dicoba lagi pada { $again }.
why-end-message-behind = Berakhir di sini untuk sementara: pesan #{ $id } tentang hal yang sama didahulukan.
why-end-message-due = Berakhir di sini untuk sementara: dijadwalkan pada { $due }.
why-end-message-refused = Berakhir di sini: ditolak. { $why }.
why-end-message-dead = Berakhir di sini: terlalu sering dicoba dan tidak dicoba lagi. { $why }.
why-end-message-discarded = Berakhir di sini: disisihkan oleh seseorang. { $why }.

# Catatan dan baris buku besar
why-record = Catatan { $number }: { $name }, { $community }, { $period }.
why-item = Jumlah: { $day }, { $what }, aturan “{ $rule }”: { $minutes } menit → { $amount } { $unit }.
why-by-hand = kredit dengan tangan no. { $id }
why-item-erased = Jumlah: { $day }, aturan “{ $rule }”: { $minutes } menit → { $amount } { $unit }. Dasarnya dihapus pada { $when }.
why-no-items = Jumlah: tidak ada yang terbaca yang (masih) memberi kredit untuknya.
why-items-gone = { $count } hal yang menjadi dasarnya tidak ada lagi.
why-line-amount = Jumlah: menurut aturan { $rules } (pemetaan versi { $version }), { $minutes } menit → { $computed } { $unit } dihitung, { $amount } { $unit } dibukukan.
why-lost-rule_limit = Batas suatu aturan sudah tercapai.
why-lost-below_unit = Sebagian menit belum menggenapi satu satuan.
why-lost-same_minutes = Sebagian menit yang sama sudah dihitung di pertemuan lain.
why-lost-day_cap = Batas harian sudah tercapai.
why-lost-month_cap = Batas bulanan sudah tercapai.
why-lost-semester_cap = Batas semester sudah tercapai.
why-lost-year_cap = Batas tahunan sudah tercapai.
why-lost-nothing_left = Sebagian yang hendak diambil kembali tidak ada lagi.
why-lost-not_approved = Belum semuanya disetujui ketika baris ini ditulis.
why-booked-later = Buku besar: { $month } sudah ditutup, maka dibukukan di { $booked }.
why-stands = Buku besar: baris ini berlaku.
why-reverses = Buku besar: ia membalik baris #{ $id }.
why-reversed = Buku besar: ia dibalik oleh baris #{ $id } ({ $cause }).

# Pertemuan
why-session = Pertemuan “{ $name }” dari { $community }: { $when }, { $minutes } menit.
why-session-rule = Aturan: pertemuan menurut aturan “{ $rule }”; siapa yang hadir diketahui dari ini: { $how }.
why-session-decided = { $by } mengatakan pada { $when } kapan pertemuan itu, atau bahwa ia tidak ada: { $reason }
why-session-rule-wants = Aturan “{ $rule }” meminta { $where }, nama { $name }, forum { $forum }.
why-where-activity = aktivitas ({ $activity })
why-where-calendar = entri kalender{ $activity }
why-where-discussion = diskusi{ $activity }
why-end-no-session-rule = Berakhir di sini: tidak ada aturan pemetaan yang menjadikannya pertemuan. Aturan yang ada:
why-end-session = Berakhir di sini untuk sementara: { $reason }
why-end-nobody-there = Berakhir di sini: tidak ada yang terbaca, dan tidak ada daftar atau berkas, yang menunjukkan kehadiran siapa pun.
why-there = { $name } hadir – { $how }; { $minutes } menit.
why-there-maybe = { $name } mungkin hadir – { $how }.
why-there-not = { $name }: tidak dihitung. { $reason }
why-person-not-settled = Kredit orang ini belum dihitung dengannya.
why-minutes = Notula pertemuan ini, dan mengapa tidak ada.

# Lencana dan ucapan terima kasih
why-badge = Penghargaan “{ $badge }” untuk { $name }.
why-badge-by-cohort = Aturan “{ $rule }”: ditunjukkan dengan lencana LMS, melalui kohor { $by }, bila syaratnya terpenuhi selama { $days } hari.
why-badge-by-thanks = Aturan “{ $rule }”: ditunjukkan dengan ucapan terima kasih di forum { $by }, bila syaratnya terpenuhi selama { $days } hari.
why-badge-by-nothing = Aturan “{ $rule }”: tidak ditunjukkan di mana pun{ $by }; syaratnya harus terpenuhi selama { $days } hari.
why-thanked = Disebut dalam ucapan terima kasih { $post }.
why-end-no-recognition-rule = Berakhir di sini: pemetaan yang berlaku tidak memiliki aturan itu. Yang ada: { $keys }.
why-end-badge-not-yet = Berakhir di sini: syaratnya belum terpenuhi; yang kurang tertulis di atas.
why-end-badge-waits = Berakhir di sini untuk sementara: syaratnya terpenuhi, dan ditunjukkan pada { $due } bila saat itu masih terpenuhi.
why-end-badge-shown-by-nothing = Berakhir di sini: aturannya tidak menyebut kohor maupun ucapan terima kasih, sehingga hanya terlihat di sini.
why-end-badge-not-asked = Berakhir di sini: tidak ada yang diminta dari LMS; ucapan terima kasih yang sudah lama lewat tidak disampaikan lagi, dan tanpa akun di situs tempat perolehannya tidak ada lencana.

# Kiriman kami sendiri
why-post = { $what } kami { $post } ({ $source }).
why-post-rule = Aturan: apa yang ditulis, kapan, dan di mana, disebut pemetaan yang berlaku.
why-post-stands = Ia ada di diskusi { $discussion } di LMS, ditulis { $when }; ia mengutip { $quotes } kiriman.
why-end-post-none = Berakhir di sini: tidak ditulis. { $why }.
why-end-post-silent = Berakhir di sini: hendak ditulis, tetapi tidak ada yang dapat dikatakan. { $why }.
why-end-post-withdrawn = Berakhir di sini: ditarik kembali. { $why }.
why-end-post-final = Berakhir di sini: { $why }.
why-end-post-not-due-discussion = Berakhir di sini untuk sementara: diskusinya harus sudah tenang dalam 30 hari terakhir, dengan cukup kiriman.
why-end-post-not-due-session = Berakhir di sini untuk sementara: notula ditulis satu jam setelah pertemuan berakhir, dalam 30 hari.
why-end-post-not-due-week = Berakhir di sini untuk sementara: kabar pekan penuh terakhir ditulis Senin pukul 7; untuk pekan sebelumnya tidak ditulis.
why-end-post-not-due-thanks = Berakhir di sini untuk sementara: ucapan terima kasih disampaikan dalam 14 hari setelah jatuh waktunya.
why-end-post-not-due-link = Berakhir di sini untuk sementara: tautan balik hanya menuju ringkasan yang ada di tempat lain dan tidak lebih tua dari dua hari.
why-end-post-not-due-related = Berakhir di sini untuk sementara: petunjuk ditulis 30 menit setelah masalah dikirim, tidak lama sesudahnya, dan hanya jika ada yang serupa.
why-discussion-counted = { $posts } kiriman anggota (diminta sedikitnya { $needs }), terakhir pada { $last }; tenang setelah { $days } hari: { $rests }.

# Halaman meja kerja
desk-nav-explain = Mengapa?
why-page-title = Mengapa?
why-page-lead = Tanyakan apa saja: jawabannya ialah rantai dari pemberitahuan sampai jawaban pihak lain, atau langkah tempat ia berakhir dan sebabnya.
why-page-box = Yang hendak dijelaskan
why-page-hint = Orang (NIP atau lms:9), nomor catatan, kiriman atau alamat apa pun di LMS, post:17, event:12 (pertemuan), message:5, line:3, badge:ATURAN/ORANG, discussion:31 (ringkasan), week:KOMUNITAS/2026-W47.
why-page-ask = Jelaskan
why-page-link = Mengapa?
why-page-of = Mengapa? { $subject }
why-page-as-of = Keadaan pada { $when }.
