# Daftar kursus yang ada di LMS.

mapping-courses-ask = Baca kursus dari LMS
mapping-courses-asked = Kursus sedang dibaca, beberapa ratus sekaligus; Anda dapat terus bekerja.
mapping-courses-going = kursus sedang dibaca; sejauh ini { $count }
mapping-courses-read = { $count } kursus, dibaca { $when }
mapping-courses-never = daftar kursus belum pernah dibaca: yang dikenal hanya yang disebut pemetaan
desk-ask-listed = Daftar kursus, mulai id { $id }
