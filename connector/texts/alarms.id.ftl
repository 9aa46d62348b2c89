## Peringatan: hal yang memerlukan seseorang, di ikhtisar dan lewat surel

alarm-title = Mohon ditangani
alarm-subject = { $count } peringatan
alarm-letter = CoP Connector di { $institution } meminta hal berikut ditangani:
alarm-once = Setiap hal diberitahukan satu kali; yang sudah beres hilang sendiri dari ikhtisar. Surel bisa datang dua kali.

alarm-silent = Tidak ada kabar dari “{ $source }” sejak { $heard_at }: lebih lama daripada diam yang biasa.
alarm-silent-cure = Periksa webhook di LMS dan apakah ia sampai ke peladen ini. Sementara itu rekonsiliasi berjalan terus, jadi tidak ada yang hilang.
alarm-missed = { $posts } kiriman di “{ $source }” baru ditemukan lewat rekonsiliasi; tidak ada peristiwa kiriman sejak { $heard_at }.
alarm-missed-cure = Periksa webhook di LMS: apakah menyala, apakah peristiwanya dicentang, adakah galat di lognya?
alarm-problem = “{ $source }” tidak menjawab sebagaimana mestinya sejak { $since_at } ({ $word }).
alarm-problem-cure = Ikhtisar menjelaskan sebab dan obatnya. Semua pekerjaan menunggu dan berlanjut sendiri.
alarm-token = { $days ->
    [0] Token “{ $source }” kedaluwarsa hari ini atau sudah kedaluwarsa ({ $day }).
    [1] Token “{ $source }” kedaluwarsa besok ({ $day }).
   *[other] Token “{ $source }” kedaluwarsa dalam { $days } hari ({ $day }).
}
alarm-token-cure = Buat token baru di Moodle, taruh di tempat token lama, dan tulis tanggalnya sebagai token_expires.
alarm-kind = Peristiwa jenis { $event } tidak datang lagi dari “{ $source }” sejak { $day }; sebelumnya datang teratur.
alarm-kind-cure = Apakah peristiwa itu masih dicentang di plugin webhook? Setelah LMS dimutakhirkan namanya mungkin berubah.
alarm-rule = Aturan “{ $rule }” dalam pemetaan tidak cocok dengan apa pun sejak { $day }; sebelumnya cocok secara teratur.
alarm-rule-cure = Apakah forum, aktivitas, atau kursus berganti nama atau ditutup? Halaman “Mengapa?” (atau “cop-connector explain”) menyebut syarat mana yang tidak dipenuhi suatu kiriman.
alarm-rule_lost = Aturan “{ $rule }” dalam pemetaan tidak cocok dengan apa pun lagi; sebelumnya cocok dengan { $count } kontribusi.
alarm-rule_lost-cure = Apakah forum, aktivitas, atau kursus berganti nama atau disembunyikan? Bila memang disengaja, keluarkan aturan itu dari pemetaan.
alarm-session_rule = Aturan “{ $rule }” dalam pemetaan tidak menemukan sesi apa pun sejak { $day }; sebelumnya menemukan secara teratur.
alarm-session_rule-cure = Apakah aktivitas, entri kalender, atau forum berganti nama, atau komunitas tidak bertemu lagi? Halaman Pertemuan (atau “cop-connector session list”) menampilkan pertemuan yang ditemukan.
alarm-session_rule_lost = Aturan “{ $rule }” dalam pemetaan tidak menemukan sesi apa pun lagi; sebelumnya menemukan { $count } sesi.
alarm-session_rule_lost-cure = Apakah aktivitas, entri kalender, atau forum berganti nama, disembunyikan, atau dihapus? Bila memang disengaja, keluarkan aturan itu dari pemetaan.
alarm-backlog = { $what ->
    [triage] Peristiwa yang diterima menunggu dipilah dan makin banyak: { $count }.
    [hints] Objek menunggu dibaca dari LMS dan makin banyak: { $count }.
    [settling] Orang menunggu dihitung ulang dan makin banyak: { $count }.
   *[messages] Pesan menunggu dikirim dan makin banyak: { $count }.
}
alarm-backlog-cure = Adakah masalah di ikhtisar? Bila tidak, lihat log; mesinnya mungkin terlalu lambat atau cakramnya penuh.
alarm-target = “{ $target }” tidak menerima kiriman kita sejak { $since_at } ({ $word }).
alarm-target-cure = Halaman pesan menyebut penghalangnya. Pesan menunggu dan terkirim sendiri setelah beres.
alarm-held = Hilangnya { $count } objek di “{ $source }” ditahan (nomor { $number }): seseorang harus memutuskan.
alarm-held-cure = Putuskan di ikhtisar, atau dengan “cop-connector held”. Sampai saat itu tidak ada yang dicabut.
alarm-messages = { $count } pesan ditolak atau dihentikan.
alarm-messages-cure = Halaman pesan menyebut sebabnya; setelah sebabnya dibereskan, pesan dapat dikirim ulang.

## Yang dibetulkan rekonsiliasi

alarm-repaired = Ditemukan lewat rekonsiliasi dalam sehari, tanpa kabar peristiwa: { $list }.
alarm-repaired-new = { $kind }: { $count } baru
alarm-repaired-changed = { $kind }: { $count } berubah
alarm-repaired-gone = { $kind }: { $count } hilang
