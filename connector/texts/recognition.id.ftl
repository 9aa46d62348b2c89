## Pengakuan: mengapa seseorang memilikinya, dan apa yang masih kurang untuk yang berikutnya

recognition-shown = Pengakuan “{ $name }”: syaratnya terpenuhi sejak { $since }, ditampilkan sejak { $due }.
recognition-waits = Pengakuan “{ $name }”: syaratnya terpenuhi sejak { $since }; ditampilkan pada { $due } bila saat itu masih terpenuhi.
recognition-not-yet = Pengakuan “{ $name }”: belum.
recognition-met = Terpenuhi: { $needs } { $what }.
recognition-missing = Kurang { $lacks } lagi: { $what } ({ $has } dari { $needs }).
recognition-need-contributions = kontribusi
recognition-need-contributions-kind = kontribusi berjenis { $which }
recognition-need-contributions-rule = kontribusi menurut aturan “{ $which }”
recognition-need-attendance = kehadiran dalam pertemuan
recognition-need-attendance-rule = kehadiran menurut aturan “{ $which }”
recognition-need-in_months = bulan berbeda dengan sesuatu yang dihitung
recognition-need-people_helped = orang berbeda yang dibantu
recognition-need-helped_by = orang berbeda yang membantu
recognition-evidence = Berdasarkan { $count } hal:
recognition-deed = { $when } · “{ $what }”
recognition-message-member = Lencana menurut aturan “{ $rule }” untuk { $account }: { $state }.
recognition-message-task = Lencana menurut aturan “{ $rule }” milik { $account } perlu ditarik oleh seseorang, di { $link } pada LMS: Moodle tidak dapat menariknya sendiri.
recognition-message-withdrawal = Penarikan lencana menurut aturan “{ $rule }” milik { $account }: { $state }.
