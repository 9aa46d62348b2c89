## Ringkasan diskusi

summary-none = tidak ada ringkasan: { $reason } ({ $word })
own-post-withdrawn = Kiriman ini ditarik karena dasarnya sudah berubah.

## Ucapan terima kasih

thanks-altruism = Sudah membantu rekan-rekan sekomunitas
thanks-reputation = Tulisannya dinilai berguna oleh rekan-rekan
thanks-reciprocity = Saling membantu dengan rekan-rekan
thanks-given = Sudah memenuhi syaratnya

## Dari diskusi ke ringkasannya

link-intro = Isi pembicaraan di sini secara singkat:
link-foot = Dipasang otomatis, satu kali saja. Ringkasannya diperbarui di tempatnya bila diskusi berlanjut.

## Masalah serupa

related-intro = Masalah serupa pernah dibahas dan ditanggapi di:
related-foot = Ditunjukkan otomatis karena mirip; abaikan bila tidak membantu.
related-same-text = isinya mirip
related-like-subject-and-text = judul dan isinya mirip: { $words }
related-like-subject-and-tags = judul dan tagarnya mirip: { $words }
