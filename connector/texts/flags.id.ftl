# Yang patut dilihat dua kali oleh yang menyetujui.

flag-near_duplicate = { $alike } % katanya juga ada di kiriman yang lebih dulu ({ $other })
flag-near_duplicate-own = { $alike } % katanya juga ada di kiriman orang yang sama sebelumnya ({ $other })
flag-burst = { $count } kontribusi dalam { $minutes } menit
flag-dismissed = sudah dilihat oleh { $by }: { $reason }
