# Orang yang kreditnya tidak dapat dihitung.

alarm-unsettled = Kredit { $count } orang tidak dapat dihitung sejak { $since_at } ({ $word }).
alarm-unsettled-cure = Log menyebut penghalangnya di bawah “a person was not settled”. Percobaan diulang sendiri, makin lama makin jarang; orang lain tidak ikut terhambat.
