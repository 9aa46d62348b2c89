## Banyak catatan sekaligus, dan contoh darinya

bulk-lead = Centang beberapa lalu putuskan bersama.
bulk-tick-all = Centang semua di halaman ini
bulk-reason = Catatan; wajib untuk menolak, dan tampil bagi anggota
bulk-accept = Setujui yang dicentang
bulk-reject = Tolak yang dicentang
bulk-choose = Pilih catatan { $number } milik { $name }
bulk-none = Tidak ada yang dicentang.
bulk-done-accept = { $count } catatan disetujui.
bulk-done-reject = { $count } catatan ditolak.
bulk-refused = { $count } tidak diputuskan: { $why }

sample-title = Contoh untuk diperiksa
sample-lead = Sebelum menyetujui banyak: 5 % dari yang menunggu dalam daftar ini, diundi, sedikitnya satu. Dicatat dalam catatan audit.
sample-draw = Undi contoh
sample-told = { $drawn } diundi dari { $out_of } yang menunggu, untuk { $by }, { $when }. Buka masing-masing dan lihat isinya.
sample-back = Kembali ke daftar, untuk memutuskan
sample-nothing = Tidak ada yang menunggu dalam daftar ini, jadi tidak ada yang diundi.
