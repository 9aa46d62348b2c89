# Obat untuk temuan doctor yang berupa halaman di meja kerja.

doctor-desk-no_mapping = Mulai rancangan di halaman Pemetaan, lalu terbitkan.
doctor-desk-event_not_read_back = Lihat di ikhtisar apa yang menghalangi; coba lagi beberapa menit kemudian.
