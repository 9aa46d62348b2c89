"""What is wrong with a mapping, in words: Indonesian message and cure, then English."""

from __future__ import annotations

MAPPING_TEXTS: dict[str, tuple[str, str, str, str]] = {
    # names
    "bad_version": (
        "versi {value} dari bahasa ini tidak dikenal",
        "tulis mapping: 1",
        "version {value} of this language is not known",
        "write mapping: 1",
    ),
    "unknown_pack": (
        "paket “{name}” tidak ada",
        "paket yang ada: {known}",
        "there is no pack “{name}”",
        "the packs are: {known}",
    ),
    "unknown_base": (
        "skema “{name}” tidak ada dalam paket",
        "sebut paketnya dengan pack:, lalu pilih: {known}",
        "the pack has no scheme “{name}”",
        "name the pack with pack:, then choose one of: {known}",
    ),
    "unknown_scheme": (
        "skema “{name}” tidak dikenal",
        "tulis di schemes:, sebut paketnya dengan pack:, atau pilih: {known}",
        "the scheme “{name}” is not known",
        "write it in schemes:, name its pack:, or choose one of: {known}",
    ),
    "unknown_community": (
        "komunitas “{name}” tidak ada di communities:",
        "pilih: {known}",
        "communities: has no “{name}”",
        "choose one of: {known}",
    ),
    "unknown_contribution": (
        "kontribusi “{name}” tidak ada di contributions:",
        "pilih: {known}",
        "contributions: has no “{name}”",
        "choose one of: {known}",
    ),
    "unknown_session": (
        "pertemuan “{name}” tidak ada di sessions:",
        "pilih: {known}",
        "sessions: has no “{name}”",
        "choose one of: {known}",
    ),
    "unknown_source": (
        "LMS “{name}” tidak ada dalam berkas lembaga",
        "pilih: {known}",
        "the institution file has no source “{name}”",
        "choose one of: {known}",
    ),
    "unknown_target": (
        "tujuan “{name}” tidak ada di hr: dalam berkas lembaga",
        "pilih: {known}",
        "hr: in the institution file has no “{name}”",
        "choose one of: {known}",
    ),
    "same_credit": (
        "“{contribution}” sudah diberi kredit {scheme} di baris {first}",
        "hapus salah satunya, atau jadikan satu",
        "“{contribution}” has {scheme} credit in line {first} already",
        "remove one or make them one",
    ),
    "same_place": (
        "komunitas “{other}” sudah bertempat persis di sini",
        "beri tempat lain, atau pisahkan dengan forum:",
        "the community “{other}” lives in this very place",
        "choose another place, or part them by forum:",
    ),
    "same_target": (
        "{target} sudah menerima {scheme} di baris {first}",
        "hapus salah satunya",
        "{target} gets {scheme} in line {first} already",
        "remove one of them",
    ),
    "words_crossed": (
        "paling banyak {at_most} kurang dari paling sedikit {at_least}",
        "tukar kedua bilangan itu",
        "at most {at_most} is less than at least {at_least}",
        "exchange the two numbers",
    ),
    "step_minutes": (
        "satu langkah {step} {unit} bukan menit yang bulat",
        "pilih minutes dan step yang hasil kalinya bulat",
        "a step of {step} {unit} is no whole number of minutes",
        "choose minutes × step to be a whole number",
    ),
    "cap_too_small": (
        "batas {units} lebih kecil dari satu langkah ({step})",
        "tulis paling sedikit {step}, atau off",
        "a cap of {units} is smaller than one step ({step})",
        "write {step} or more, or off",
    ),
    "cap_between": (
        "batas {units} bukan kelipatan langkah {step}",
        "tulis kelipatan dari {step}",
        "a cap of {units} is no multiple of the step {step}",
        "write a multiple of {step}",
    ),
    "step_points": (
        "tanpa minutes, {unit} dihitung sebagai poin bulat",
        "tulis step: 1, atau tambahkan minutes",
        "without minutes, {unit} is counted in whole points",
        "write step: 1, or add minutes",
    ),
    "points_in_minutes": (
        "skema “{name}” menghitung {unit} dari menit, bukan poin",
        "tulis minutes, bukan points",
        "the scheme “{name}” counts {unit} by minutes, not points",
        "write minutes, not points",
    ),
    "minutes_in_points": (
        "skema “{name}” menghitung poin ({unit}), bukan menit",
        "tulis points, bukan minutes",
        "the scheme “{name}” counts points ({unit}), not minutes",
        "write points, not minutes",
    ),
    "minutes_of_session": (
        "lamanya hadir sudah diketahui dari pertemuannya",
        "hapus; tulis minutes di sessions:",
        "how long people attended is known from the session",
        "remove it; write minutes in sessions:",
    ),
    "not_with_entry": (
        "ini hanya untuk kiriman forum, bukan untuk entry:",
        "hapus, atau hapus entry:",
        "this is for forum posts only, not for entry:",
        "remove it, or remove entry:",
    ),
    "only_with_entry": (
        "ini hanya untuk isi glosarium, wiki atau basis data",
        "tambahkan entry:, atau hapus ini",
        "this is only for a glossary, wiki or database",
        "add entry:, or remove this",
    ),
    "name_of_activity": (
        "name: di sini adalah nama activity:",
        "tulis name di dalam calendar:, atau subject di dalam discussion:",
        "name: here is that of activity:",
        "write name within calendar:, or subject within discussion:",
    ),
    "replied_where": (
        "replied_within hanya untuk pertemuan yang berupa diskusi",
        "tulis is: {{discussion: …}}, atau pilih cara hadir yang lain",
        "replied_within is only for a session that is a discussion",
        "write is: {{discussion: …}}, or choose another attended_by",
    ),
    "minimum_too_long": (
        "paling sedikit {minimum} menit lebih lama daripada pertemuannya ({minutes})",
        "tulis paling banyak {minutes}",
        "a minimum of {minimum} minutes is longer than the session ({minutes})",
        "write {minutes} or less",
    ),
    "months_of_nothing": (
        "in_months sendirian tidak menghitung apa pun",
        "tambahkan contributions: atau attendance:",
        "in_months alone counts nothing",
        "add contributions: or attendance:",
    ),
    "family_needs": (
        "{family} tidak mungkin tanpa: {needs}",
        "tambahkan di needs:, atau hapus family:",
        "{family} is not possible without: {needs}",
        "add it to needs:, or remove family:",
    ),
    "quiet_of_discussion": (
        "when hanya untuk diskusi, bukan {of}",
        "hapus when, atau tulis of: discussion",
        "when is only for a discussion, not for a {of}",
        "remove when, or write of: discussion",
    ),
    "week_replies": (
        "ringkasan mingguan tidak punya diskusi untuk dibalas",
        "tulis into: {{forum: {{name: …}}}}",
        "a week has no discussion to reply in",
        "write into: {{forum: {{name: …}}}}",
    ),
    "step_changed": (
        "langkah skema “{name}” berubah dari {before} menjadi {after}: jumlah lama tak dapat dibandingkan",
        "pertahankan {before}, atau pakai nama skema yang baru",
        "the step of the scheme “{name}” changes from {before} to {after}: old sums could not be compared",
        "keep {before}, or use a new scheme name",
    ),
    # warnings: the mapping can be used all the same
    "never_reached": (
        "aturan ini tak akan pernah dipakai: “{other}” di atasnya sama",
        "bedakan is:, atau hapus salah satunya",
        "this rule never counts: “{other}” above it is the same",
        "make is: differ, or remove one of them",
    ),
    "no_credit": (
        "“{name}” dikenali tetapi tidak memberi kredit",
        "tambahkan di credits:, atau biarkan kalau memang begitu",
        "“{name}” is recognised but gives no credit",
        "add it to credits:, or leave it if this is meant",
    ),
    "never_met": (
        "ini tak akan pernah terpenuhi: tidak ada kontribusi berjenis {kind}",
        "tambahkan di contributions:, atau hapus syarat ini",
        "this can never be met: no contribution is of the kind {kind}",
        "add one to contributions:, or remove this need",
    ),
    "wiki_unsigned": (
        "Moodle hanya memberi tahu siapa yang terakhir menyimpan halaman wiki: tidak ada yang mendapat kredit",
        "pakai glossary atau database bila penulisnya harus dihitung",
        "Moodle tells only who saved a wiki page last: nobody is credited with it",
        "use a glossary or database where the writer must count",
    ),
    "no_hr": (
        "kredit {name} tidak dikirim ke kepegawaian",
        "tambahkan di hr:, atau biarkan kalau memang begitu",
        "{name} credit goes to no HR target",
        "add it to hr:, or leave it if this is meant",
    ),
}
