## Ringkasan diskusi

own-post-withdrawn = Kiriman ini ditarik karena dasarnya sudah berubah.
