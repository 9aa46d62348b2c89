"""What the LMS's own objects say against a mapping, in words: Indonesian message and cure, then English."""

from __future__ import annotations

HINT_TEXTS: dict[str, tuple[str, str, str, str]] = {
    "course_not_found": (
        "LMS “{source}” tidak punya kursus dengan {field} “{name}”, atau akun layanan tidak boleh melihatnya",
        "periksa tulisannya di setelan kursus Moodle, dan apakah akun layanan terdaftar di sana",
        "“{source}” has no course with the {field} “{name}”, or the service account may not see it",
        "check how it is written in the course's settings in Moodle, and whether the service account is enrolled",
    ),
    "course_not_seen": (
        "kursus dengan {field} “{name}” belum pernah dilihat di LMS “{source}”",
        "baru dicari sesudah diterbitkan; periksa tulisannya di setelan kursus Moodle",
        "a course with the {field} “{name}” has never been seen in “{source}”",
        "it is looked for once this is published; check how it is written in the course's settings in Moodle",
    ),
    "course_not_readable": (
        "forum di kursus “{name}” tidak dapat dibaca",
        "beri akun layanan hak untuk melihat kursus itu",
        "the forums of the course “{name}” cannot be read",
        "give the service account the right to see that course",
    ),
    "forum_not_found": (
        "tidak ada forum {name} di sini",
        "yang ada: {near}",
        "there is no forum {name} here",
        "there are: {near}",
    ),
    "forum_not_readable": (
        "diskusi di forum {name} tidak dapat dibaca",
        "beri akun layanan hak mod/forum:viewdiscussion di sana",
        "the discussions of the forum {name} cannot be read",
        "give the service account the right mod/forum:viewdiscussion there",
    ),
    "activity_not_seen": (
        "di kursus komunitas ini belum pernah ada aktivitas jenis “{kind}”",
        "periksa nama jenisnya, atau buat aktivitasnya di Moodle",
        "no activity of the kind “{kind}” was ever seen in these communities' courses",
        "check the name of the kind, or make the activity in Moodle",
    ),
    "activity_not_found": (
        "tidak ada aktivitas “{kind}” bernama {name} di sini",
        "yang ada: {near}",
        "there is no “{kind}” named {name} here",
        "there are: {near}",
    ),
    "cohort_not_seen": (
        "kohor dengan Cohort ID “{name}” belum pernah dilihat",
        "yang dikenal: {near}",
        "a cohort with the ID “{name}” has never been seen",
        "known are: {near}",
    ),
    "role_not_seen": (
        "belum pernah ada orang dengan peran “{name}” dalam kursus yang terbaca",
        "tulis nama singkat peran di Moodle; yang dikenal: {near}",
        "nobody ever had the role “{name}” in the courses that were read",
        "write the role's short name in Moodle; known are: {near}",
    ),
    "tag_not_seen": (
        "tidak ada kiriman bertanda {name} ({posts} yang terakhir diperiksa)",
        "periksa tulisan tandanya; yang dikenal: {near}",
        "no post has the tag {name} (the latest {posts} are looked at)",
        "check how the tag is written; known are: {near}",
    ),
    "matched_nothing": (
        "aturan “{name}” sudah berlaku dan belum pernah cocok dengan apa pun",
        "periksa forum, jumlah kata dan syarat lainnya dengan kiriman yang seharusnya cocok",
        "the rule “{name}” is in force and has matched nothing so far",
        "compare its forum, words and other conditions with a post that it should match",
    ),
}
"""Word → message and cure, as in ``problem_texts``."""
