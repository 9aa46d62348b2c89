## Siapa yang boleh masuk ke meja kerja

user-title = Pengguna
user-lead = Siapa yang boleh masuk ke meja kerja, dan apa yang boleh dilakukannya di sana.
user-add = Tambahkan orang
user-change = Ubah
user-change-lead = Yang sedang masuk harus masuk kembali.
user-new-password = Tetapkan kata sandi baru
user-password = Kata sandi (sedikitnya 10 karakter)
user-elsewhere = Boleh kosong bagi yang masuk dengan akun instansi.
user-identifier = NIP, agar ia tidak dapat memutuskan catatannya sendiri; kosong bila bukan anggota
user-scope = Komunitas bagi pemberi persetujuan
user-all-communities = semua komunitas
user-some-communities = hanya yang dicentang di bawah
user-disable = Nonaktifkan
user-enable = Izinkan masuk kembali
user-disable-lead = Yang dinonaktifkan langsung keluar dan tidak dapat masuk. Yang telah diputuskannya tetap berlaku.
user-disabled = dinonaktifkan
user-enabled = boleh masuk
user-role-admin = admin: semuanya
user-role-approver = pemberi persetujuan: melihat semuanya, atau hanya beberapa komunitas; memutuskan catatan dan sesi
user-role-hr = HR: catatan yang disetujui, putaran untuk HR, orang; tidak memutuskan apa pun
user-role-auditor = auditor: melihat semuanya, tidak mengubah apa pun
user-done-added = Ditambahkan.
user-done-change = Diubah.
user-done-password = Kata sandi baru berlaku mulai sekarang.
user-done-disable = Dinonaktifkan dan dikeluarkan.
user-done-enable = Boleh masuk kembali.
user-refused-bad_username = Nama pengguna hanya berisi huruf kecil, angka, dan . _ @ + -
user-refused-username_taken = Sudah ada orang dengan nama pengguna itu.
user-refused-password_too_short = Kata sandi sedikitnya 10 karakter.
user-refused-bad_role = Peran itu tidak ada.
user-refused-last_admin = Ini admin terakhir; jadikan orang lain admin dahulu.

## Masuk dengan akun instansi sendiri

oidc-sign-in = Masuk dengan { $name }
oidc-or = atau dengan kata sandi meja kerja ini
oidc-refused = Anda belum masuk
oidc-again = Kembali ke halaman masuk
oidc-provider_away = { $name } sedang tidak dapat dihubungi. Coba lagi sebentar.
oidc-not_verified = Yang disampaikan { $name } tidak dapat dipastikan, atau halamannya terlalu lama terbuka. Mulai lagi.
oidc-unknown_here = { $name } mengenal Anda, tetapi meja kerja ini tidak. Minta admin meja kerja menambahkan Anda.
