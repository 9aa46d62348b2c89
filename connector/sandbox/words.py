"""The pages' few words in Indonesian and English."""

LANGUAGES = ("id", "en")

_WORDS = {
    "add": ("Mulai diskusi", "Start a discussion"),
    "add_entry": ("Tambah", "Add"),
    "answers": ("balasan", "replies"),
    "archived": ("Diarsipkan", "Archived"),
    "badges": ("Lencana", "Badges"),
    "calendar": ("Kalender", "Calendar"),
    "community": ("Komunitas", "Community"),
    "completed_by": ("Sudah menyelesaikan", "Completed by"),
    "delete": ("Hapus", "Delete"),
    "deleted_user": ("Pengguna terhapus", "Deleted user"),
    "edit": ("Sunting", "Edit"),
    "end_meeting": ("Akhiri pertemuan", "End the meeting"),
    "empty": ("Belum ada diskusi.", "No discussions yet."),
    "erased": ("Isi kiriman ini telah dihapus.", "The content of this post was removed."),
    "faults": ("Gangguan", "Faults"),
    "group": ("Kelompok", "Group"),
    "home": ("Beranda", "Home"),
    "in_the_room": ("Di dalam ruang", "In the room"),
    "join": ("Bergabung", "Join"),
    "last": ("terakhir", "last"),
    "leave": ("Keluar", "Leave"),
    "locked": ("Terkunci", "Locked"),
    "mark_done": ("Tandai selesai", "Mark as done"),
    "mark_undone": ("Batalkan tanda selesai", "Mark as not done"),
    "message": ("Pesan", "Message"),
    "minutes": ("menit", "minutes"),
    "move": ("Pindahkan", "Move"),
    "move_to": ("Pindahkan ke forum", "Move to forum"),
    "nip": ("NIP", "Employee number"),
    "no_value": ("belum ada", "none yet"),
    "opens": ("Dibuka", "Open"),
    "pinned": ("Disematkan", "Pinned"),
    "private": ("Balasan pribadi", "Private reply"),
    "privately": ("Hanya untuk penulisnya", "Only for its author"),
    "profile": ("Profil", "Profile"),
    "publish": ("Kirim", "Post"),
    "recording": ("Rekaman", "Recording"),
    "reply": ("Balas", "Reply"),
    "role_editingteacher": ("Pakar", "Expert"),
    "role_manager": ("Pengelola", "Manager"),
    "role_student": ("Anggota", "Member"),
    "role_teacher": ("Moderator", "Moderator"),
    "save": ("Simpan", "Save"),
    "split": ("Pisahkan", "Split"),
    "split_hint": ("Judul diskusi baru", "Title of the new discussion"),
    "started": ("dimulai oleh", "started by"),
    "subject": ("Judul", "Subject"),
    "switch": ("Ganti", "Switch"),
    "tagline": (
        "Tiruan kecil LMS untuk mencoba dan menguji",
        "A small stand-in for an LMS, to try and to test",
    ),
    "timed": ("Terbit", "Appears"),
    "title": ("Portal CoP", "CoP Portal"),
    "unapproved": ("Belum disetujui", "Not approved yet"),
    "write_as": ("Menulis sebagai", "Write as"),
}


def words(language: str) -> dict[str, str]:
    """All words in one language."""
    column = LANGUAGES.index(language)
    return {key: pair[column] for key, pair in _WORDS.items()}
