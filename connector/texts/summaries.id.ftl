## Ringkasan diskusi

summary-withdrawn = Ringkasan ini ditarik karena kiriman yang dirangkumnya sudah berubah.
