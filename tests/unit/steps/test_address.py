"""What the address bar of an LMS shows is a subject."""

from __future__ import annotations

import pytest

from connector.steps.address import object_at

SITES = {"lms": "https://lms.example.test/moodle", "other": "https://other.example.test/"}


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("/mod/forum/discuss.php?d=31", "discussion:31"),
        ("/mod/forum/discuss.php?d=31#p52", "post:52"),
        ("/mod/forum/discuss.php?d=31&parent=52", "post:52"),
        ("/mod/forum/discuss.php?d=31#region-main", "discussion:31"),
        ("/mod/forum/view.php?f=4", "forum:4"),
        ("/mod/forum/view.php?id=44", "module:44"),
        ("/mod/bigbluebuttonbn/view.php?id=12", "module:12"),
        ("/mod/data/view.php?id=12", "module:12"),
        ("/mod/glossary/showentry.php?eid=7", "glossary_entry:7"),
        ("/mod/wiki/view.php?pageid=7", "wiki_page:7"),
        ("/mod/data/view.php?d=1&rid=7", "data_entry:7"),
        ("/course/view.php?id=2", "course:2"),
        ("/user/profile.php?id=9", "user:9"),
        ("/user/view.php?id=9&course=2", "user:9"),
        ("/mod/forum/discuss.php", None),
        ("/mod/forum/index.php?id=2", None),
        ("/mod/forum/discuss.php?d=1000000000000000000", None),
        ("/mod/forum/discuss.php?d=x", None),
        ("/login/index.php?id=3", None),
        ("/course/view.php?id=2;drop", None),
    ],
)
def test_a_page_shows_an_object(url: str, found: str | None) -> None:
    assert object_at(SITES["lms"] + url, SITES) == (("lms", found) if found else None)


def test_only_pages_of_our_sites_are_meant() -> None:
    assert object_at("https://lms.example.test.evil/moodle/course/view.php?id=2", SITES) is None
    assert object_at("https://lms.example.test/moodle2/course/view.php?id=2", SITES) is None
    assert object_at("https://other.example.test/course/view.php?id=2", SITES) == ("other", "course:2")


def test_a_site_in_a_folder_of_another_is_told_from_it() -> None:
    sites = {"outer": "https://lms.example.test", "inner": "https://lms.example.test/moodle"}
    for folder, source in (("", "outer"), ("/moodle", "inner")):
        url = f"https://lms.example.test{folder}/course/view.php?id=2"
        assert object_at(url, sites) == (source, "course:2")
