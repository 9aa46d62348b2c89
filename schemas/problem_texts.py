"""What is wrong with a document, in words."""

from __future__ import annotations

from collections.abc import Mapping

MARSHMALLOW = {
    "Missing data for required field.": "missing",
    "Field may not be null.": "empty",
    "Field cannot be blank": "empty",
    "Not a valid string.": "not_text",
    "Not a valid integer.": "not_whole",
    "Not a valid number.": "not_number",
    "Not a valid boolean.": "not_yes_no",
    "Not a valid mapping type.": "not_a_map",
    "Invalid input type.": "not_a_map",
    "Invalid type.": "not_a_map",
    "Not a valid list.": "not_a_list",
    "Not a valid URL.": "not_url",
    "Not a valid date.": "not_date",
}
"""marshmallow's own messages → our words."""

TEXTS: dict[str, tuple[str, str, str, str]] = {
    # the form of any document
    "too_large": (
        "berkas lebih dari {limit}",
        "perkecil berkas ini",
        "the file is larger than {limit}",
        "make it smaller",
    ),
    "too_deep": (
        "lebih dari {limit} tingkat di dalam",
        "kurangi tingkatnya",
        "nested more than {limit} levels deep",
        "use fewer levels",
    ),
    "yaml": (
        "ini tidak dapat dibaca sebagai YAML ({said})",
        "periksa lekukan, titik dua, tanda kutip dan kurung",
        "this cannot be read as YAML ({said})",
        "check indentation, colons, quotes and brackets",
    ),
    "tab": (
        "ada tabulator di awal baris",
        "pakai spasi untuk melekukkan",
        "there is a tab at the beginning of the line",
        "indent with spaces",
    ),
    "strange_character": (
        "ada tanda yang tidak boleh ada dalam teks",
        "hapus tanda itu dan simpan berkas sebagai UTF-8",
        "there is a character that text cannot have",
        "remove it and save the file as UTF-8",
    ),
    "second_document": (
        "di sini mulai dokumen kedua",
        "hapus baris --- dan semua sesudahnya",
        "a second document begins here",
        "remove the line --- and what follows it",
    ),
    "anchor": (
        "jangkar (&, *) dan gabungan (<<) tidak dipakai di sini",
        "tulis isinya lengkap di setiap tempat",
        "anchors (&, *) and merges (<<) are not used here",
        "write it out in each place",
    ),
    "tag": (
        "tanda {tag} tidak dipakai di sini",
        "hapus; teks yang diawali ! ditulis dalam tanda kutip",
        "the tag {tag} is not used here",
        "remove it; put a text that begins with ! in quotes",
    ),
    "twice": (
        "“{key}” sudah ada di baris {first}",
        "gabungkan keduanya atau ganti nama salah satunya",
        "“{key}” stands in line {first} already",
        "join the two or rename one of them",
    ),
    "strange_key": (
        "kunci ini bukan satu kata",
        "tulis satu nama, titik dua, lalu isinya",
        "this key is no single word",
        "write one name, a colon, then what belongs to it",
    ),
    # what a schema may say
    "unknown_key": (
        "“{key}” tidak dikenal dalam versi ini",
        "hapus; yang dikenal di sini: {known}",
        "“{key}” is not known in this version",
        "remove it; known here are: {known}",
    ),
    "unknown_key_near": (
        "“{key}” tidak dikenal dalam versi ini",
        "mungkin maksudnya “{near}”?",
        "“{key}” is not known in this version",
        "did you mean “{near}”?",
    ),
    "missing": (
        "“{name}” belum ada",
        "tambahkan di sini",
        "“{name}” is missing",
        "add it here",
    ),
    "empty": (
        "ini kosong",
        "tulis isinya, atau hapus kuncinya",
        "this is empty",
        "write something, or remove the key",
    ),
    "not_text": (
        "ini bukan teks",
        "tulis sebagai teks; angka atau true/false dalam tanda kutip",
        "this is no text",
        "write a text; put numbers and true/false in quotes",
    ),
    "not_whole": (
        "ini bukan bilangan bulat",
        "tulis angka seperti 45, tanpa koma dan tanpa tanda kutip",
        "this is no whole number",
        "write a number like 45, without decimals or quotes",
    ),
    "not_number": (
        "ini bukan bilangan",
        "tulis angka seperti 2 atau 0.5",
        "this is no number",
        "write a number like 2 or 0.5",
    ),
    "not_yes_no": (
        "ini bukan ya atau tidak",
        "tulis true atau false",
        "this is neither yes nor no",
        "write true or false",
    ),
    "not_a_map": (
        "di sini seharusnya ada “nama: isi”",
        "tulis tiap hal pada barisnya sendiri, dilekukkan",
        "“name: value” pairs belong here",
        "write each on a line of its own, indented",
    ),
    "not_a_list": (
        "di sini seharusnya ada daftar",
        "tulis [satu, dua], atau tiap hal di baris sendiri dengan - di depan",
        "a list belongs here",
        "write [one, two], or each on a line of its own with - in front",
    ),
    "not_url": (
        "ini bukan alamat web",
        "tulis seperti https://lms.contoh.go.id",
        "this is no web address",
        "write it like https://lms.example.org",
    ),
    "not_date": (
        "ini bukan tanggal",
        "tulis seperti 2026-11-22",
        "this is no date",
        "write it like 2026-11-22",
    ),
    "bad_key": (
        "“{key}” tidak dapat menjadi nama",
        "pakai huruf kecil, angka dan tanda hubung, diawali huruf",
        "“{key}” cannot be a name",
        "use small letters, digits and hyphens, a letter first",
    ),
    "too_long": (
        "teks ini lebih dari {limit} huruf",
        "persingkat",
        "this text has more than {limit} characters",
        "shorten it",
    ),
    "not_between": (
        "{value} di luar batas",
        "tulis bilangan dari {low} sampai {high}",
        "{value} is out of bounds",
        "write a number from {low} to {high}",
    ),
    "not_positive": (
        "{value} bukan bilangan lebih dari nol",
        "tulis bilangan seperti 2 atau 0.5",
        "{value} is no number above zero",
        "write a number like 2 or 0.5",
    ),
    "not_one_of": (
        "“{value}” bukan pilihan di sini",
        "pilih salah satu: {options}",
        "“{value}” is no choice here",
        "choose one of: {options}",
    ),
    "exactly_one": (
        "di sini harus ada tepat satu dari: {options}",
        "tulis satu saja",
        "exactly one of these belongs here: {options}",
        "write just one",
    ),
    "other": (
        "{message}",
        "",
        "{message}",
        "",
    ),
    # the mapping
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
        "quiet_days hanya untuk diskusi, bukan {of}",
        "hapus quiet_days, atau tulis of: discussion",
        "quiet_days is only for a discussion, not for a {of}",
        "remove quiet_days, or write of: discussion",
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
"""Word → message and cure in Indonesian, then in English; the problem's values stand in braces."""


def text_of(word: str, language: str, values: Mapping[str, str]) -> tuple[str, str]:
    """(message, cure) in ``id`` or ``en``; a word that is not in the table stands for itself."""
    if word not in TEXTS:
        return word, ""
    first = 0 if language == "id" else 2
    message, cure = TEXTS[word][first : first + 2]
    return message.format_map(values), cure.format_map(values)
