"""The fixed words around what members wrote, in the language of the discussion."""

from __future__ import annotations

from connector.summary.port import Language, Part

HEADINGS: dict[Language, dict[Part, str]] = {
    Language.ID: {
        Part.PROBLEM: "Masalah",
        Part.ANSWER: "Jawaban",
        Part.ACTIONS: "Usul tindakan",
        Part.DECISIONS: "Keputusan",
        Part.DEADLINES: "Batas waktu",
        Part.OPEN_QUESTIONS: "Pertanyaan yang masih terbuka",
    },
    Language.EN: {
        Part.PROBLEM: "Problem",
        Part.ANSWER: "Answer",
        Part.ACTIONS: "Proposed actions",
        Part.DECISIONS: "Decisions",
        Part.DEADLINES: "Deadlines",
        Part.OPEN_QUESTIONS: "Open questions",
    },
}

PHRASES: dict[Language, dict[str, str]] = {
    Language.ID: {
        "summary": "Ringkasan diskusi",
        "minutes": "Notula",
        "digest": "Ringkasan pekan",
        "thanks": "Terima kasih",
        "related": "Pernah dibahas",
        "recording": "Rekaman",
        "made": "Disusun otomatis dari kiriman",
        "quoted": "Kalimat dikutip apa adanya; tautan menuju kirimannya.",
        "phrased": "Kata-katanya disusun oleh model bahasa; setiap pernyataan menyebut kirimannya.",
        "object": "Ada yang keliru atau keberatan? Sampaikan di sini.",
        "post": "kiriman",
        "when": "Waktu",
        "where": "Tempat",
        "attendance": "Kehadiran",
        "people": "orang",
        "links": "Tautan",
        "new": "Diskusi baru",
        "solved": "Sudah terjawab",
        "sessions": "Pertemuan berikutnya",
        "known_completion": "tercatat selesai di LMS",
        "known_choice": "mengisi pilihan hadir",
        "known_replied": "membalas selama pertemuan",
        "known_list": "menurut daftar dari ketua",
        "known_interval": "menurut waktu masuk dan keluar",
    },
    Language.EN: {
        "summary": "Summary of the discussion",
        "minutes": "Minutes",
        "digest": "This week",
        "thanks": "Thank you",
        "related": "Discussed before",
        "recording": "Recording",
        "made": "Put together automatically from posts",
        "quoted": "Sentences are quoted as they stand; each links to its post.",
        "phrased": "Phrased by a language model; every statement names its post.",
        "object": "Something wrong, or you object? Tell us here.",
        "post": "post",
        "when": "When",
        "where": "Where",
        "attendance": "Attendance",
        "people": "people",
        "links": "Links",
        "new": "New discussions",
        "solved": "Solved",
        "sessions": "Next sessions",
        "known_completion": "completed in the LMS",
        "known_choice": "chose “present”",
        "known_replied": "replied during the session",
        "known_list": "on the leader's list",
        "known_interval": "by times of joining and leaving",
    },
}
