"""The site before anybody has written anything: two communities, invented people, forums, profile fields.

Nobody here exists. The idnumbers only have the shape of a NIP: birth date, month of
appointment, 1 or 2, serial.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from connector.sandbox.rows import ADMIN, SERVICE_ACCOUNT, ProfileField, Tables, User
from connector.sandbox.site import Site

CATEGORY = 2
COP_AK, COP_PP = 2, 3

PROFILE_FIELDS = (
    ProfileField("cop_jp", "JP CoP (isian)"),
    ProfileField("cop_jp_locked", "Jam Pelajaran CoP", locked=True),
    ProfileField("unit_kerja", "Unit Kerja"),
)


@dataclass(frozen=True)
class Person:
    username: str
    firstname: str
    lastname: str
    nip: str
    unit: str
    roles: dict[int, str]


def _member(*courses: int) -> dict[int, str]:
    return dict.fromkeys(courses, "student")


# In the order of their user ids, from 4 on. Rizal's NIP has a wrong serial: the story corrects it.
PEOPLE = (
    Person(
        "retno.handayani",
        "Retno Palupi",
        "Handayani",
        "197904122003122001",
        "Direktorat Izin Tinggal",
        {COP_AK: "editingteacher", COP_PP: "student"},
    ),
    Person(
        "bagus.nugraha",
        "Bagus Prasetya",
        "Nugraha",
        "198311052008011003",
        "Kantor Wilayah Jawa Tengah",
        {COP_AK: "teacher", COP_PP: "teacher"},
    ),
    Person(
        "ayu.paramitha",
        "Ni Komang Ayu",
        "Paramitha",
        "199002272014022004",
        "TPI Ngurah Rai",
        _member(COP_AK),
    ),
    Person("yohanes.tefa", "Yohanes", "Tefa", "198807192012121002", "TPI Atambua", _member(COP_AK)),
    Person(
        "siti.marfuah",
        "Siti",
        "Marfuah",
        "199305082019022005",
        "Kantor Imigrasi Semarang",
        _member(COP_AK, COP_PP),
    ),
    Person("wiguna", "Made Ardana", "Wiguna", "198601302010121005", "TPI Batam Centre", _member(COP_AK)),
    Person(
        "fransiska.wanggai",
        "Fransiska",
        "Wanggai",
        "199109162015032002",
        "Kantor Imigrasi Jayapura",
        _member(COP_AK),
    ),
    Person("rizal.siregar", "Rizal Fahmi", "Siregar", "198510232009121011", "TPI Kualanamu", _member(COP_AK)),
    Person(
        "dian.kartikasari",
        "Dian",
        "Kartikasari",
        "198904142013122003",
        "Biro Hukum",
        _member(COP_PP, COP_AK),
    ),
    Person("hasan.lubis", "Hasan Basri", "Lubis", "197508172000031002", "TPI Belawan", _member(COP_AK)),
    Person(
        "wulan.anggraini",
        "Wulan",
        "Anggraini",
        "198112032006042002",
        "Direktorat Harmonisasi",
        {COP_PP: "editingteacher"},
    ),
    Person(
        "theresia.ndun",
        "Theresia",
        "Ndun",
        "199206252018012001",
        "Kantor Wilayah Nusa Tenggara Timur",
        _member(COP_PP),
    ),
)

COURSES = (
    ("COP-AK", "CoP Analis Keimigrasian", "<p>Komunitas praktisi analis keimigrasian</p>"),
    ("COP-PP", "CoP Perancang Peraturan", "<p>Komunitas praktisi perancang peraturan</p>"),
)
FORUMS = (
    ("news", "Pengumuman"),
    ("general", "Forum Diskusi Praktik Lapangan"),
    ("qanda", "Tanya Jawab dengan Pakar"),
    ("blog", "Blog Praktik Baik"),
)


def build_site(clock: Callable[[], int] | None = None) -> Site:
    """A fresh site with its people, courses and forums. What it took to build it is not in `site.sent`."""
    site = Site(clock)
    _first_rows(site)
    for shortname, fullname, summary in COURSES:
        site.deeds.create_course(shortname, fullname, idnumber=shortname, category=CATEGORY, summary=summary)
    for person in PEOPLE:
        _settle_in(site, person)
    for course in (COP_AK, COP_PP):
        for kind, name in FORUMS:
            site.deeds.create_forum(course, kind, name, forcesubscribe=int(kind == "news"))
    site.deeds.create_cohort("CoP Penerima Lencana Kontributor", "COP-LENCANA-KONTRIBUTOR")
    site.deeds.create_group(COP_AK, "Pokja TPI", "POKJA-TPI")
    site.sent.clear()
    return site


def _first_rows(site: Site) -> None:
    """What an installation brings along: the accounts 1 to 3, the category and the profile fields."""
    accounts = (
        ("guest", "Guest user", ""),
        ("admin", "Admin", "Portal"),
        ("svc_cop", "Konektor", "CoP"),
    )

    def change(tables: Tables) -> None:
        for username, firstname, lastname in accounts:
            user, context = site.next_id("user"), site.next_id("context", start=2)
            email = f"{username}@example.test"
            tables.users[user] = User(user, username, firstname, lastname, email, context)
        tables.categories[CATEGORY] = "Komunitas Praktisi"
        tables.profile_fields.update({field.shortname: field for field in PROFILE_FIELDS})

    site.transact([], change)
    if not {ADMIN, SERVICE_ACCOUNT} <= set(site.tables.users):
        raise RuntimeError("the accounts of an installation have other ids")


def _settle_in(site: Site, person: Person) -> None:
    user = site.deeds.create_user(
        person.username,
        person.firstname,
        person.lastname,
        person.nip,
        fields={"unit_kerja": person.unit},
    )
    for course, role in person.roles.items():
        site.deeds.enrol(user, course, role)
