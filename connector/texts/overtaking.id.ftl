# Versi yang akan berlaku, tetapi tidak akan pernah berlaku.

mapping-state-overtaken = tidak pernah berlaku
mapping-overtaken-by = Tidak pernah berlaku: versi { $number } diterbitkan sebelum harinya tiba.
mapping-coming = Versi yang akan berlaku
mapping-coming-lead = Yang diterbitkan terakhir yang menentukan. Jika versi baru berlaku sejak hari itu atau lebih awal, versi yang sedang ditunggu tidak akan pernah berlaku. Agar tetap berlaku, pilih hari yang lebih kemudian, atau sesudah ini terbitkan naskahnya sekali lagi untuk harinya.
mapping-coming-supersede = Versi { $number }, sejak { $when }, tidak perlu berlaku lagi.
mapping-refused-overtakes_later = Ada versi yang akan berlaku yang lalu tidak akan pernah berlaku. Nyatakan di bawah bahwa ini memang dimaksud, atau pilih hari lain; tidak ada yang diterbitkan.
