"""What is wrong with a document, in words."""

from __future__ import annotations

from collections.abc import Mapping

from schemas.mapping_hint_texts import HINT_TEXTS
from schemas.mapping_texts import MAPPING_TEXTS

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
    **MAPPING_TEXTS,
    **HINT_TEXTS,
}
"""Word → message and cure in Indonesian, then in English; the problem's values stand in braces."""


def text_of(word: str, language: str, values: Mapping[str, str]) -> tuple[str, str]:
    """(message, cure) in ``id`` or ``en``; a word that is not in the table stands for itself."""
    if word not in TEXTS:
        return word, ""
    first = 0 if language == "id" else 2
    message, cure = TEXTS[word][first : first + 2]
    return message.format_map(values), cure.format_map(values)
