"""What people leave in choices, glossaries, wikis and databases: who, when, how much – never the text."""

from __future__ import annotations

from typing import Any

from connector.domain.facts import Fact, Kind
from connector.errors import NotAllowed, TryLater
from connector.lms.calls import Call, Plan
from connector.lms.text import Size, size
from schemas.moodle import activities as schemas

PAGE = 200
"""Glossary entries in one answer."""

_CHOICE = schemas.ChoiceResults()
_GLOSSARY = schemas.GlossaryEntries()
_WIKI = schemas.WikiPages()
_DATABASE = schemas.DataEntries()


def choice(source: str, id: str) -> Plan[list[Fact]]:
    """Who has answered a choice with what. Answering again overwrites: only the last answer is known.

    Raises NotAllowed where answers are counted but not named: that list would look as if nobody had answered.
    """
    [answer] = yield [Call("mod_choice_get_choice_results", {"choiceid": int(id)})]
    options = [each for each in _CHOICE.load(answer)["options"] if each["id"]]
    if any(each["numberofuser"] > len(each["userresponses"]) for each in options):
        raise NotAllowed(f"choice {id}: who answered is hidden from this account", word="answers_hidden")
    chosen: dict[int, list[tuple[dict[str, Any], int]]] = {}
    for option in options:
        for response in option["userresponses"]:
            chosen.setdefault(response["userid"], []).append((option, response["timemodified"]))
    return [choice_answer(source, int(id), user, chosen[user]) for user in sorted(chosen)]


def choice_answer(source: str, choice: int, user: int, chosen: list[tuple[dict[str, Any], int]]) -> Fact:
    """``options``: one, or several where the choice permits. Their text is the administrator's."""
    options = [{"id": option["id"], "text": option["text"]} for option, _ in chosen]
    return Fact(
        source,
        Kind.CHOICE_ANSWER,
        f"{choice}/{user}",
        container=f"choice:{choice}",
        author=user,
        time=max(time for _, time in chosen),
        data={"options": sorted(options, key=lambda option: option["id"])},
    )


def glossary(source: str, id: str) -> Plan[list[Fact]]:
    """All entries that this account may see; unapproved ones only with the right to approve."""
    found: dict[int, dict[str, Any]] = {}
    start, total = 0, 1
    while start < total:
        args = {"id": int(id), "letter": "ALL", "from": start, "limit": PAGE}
        args |= {"options": {"includenotapproved": True}}
        [answer] = yield [Call("mod_glossary_get_entries_by_letter", args)]
        page = _GLOSSARY.load(answer)
        found |= {each["id"]: each for each in page["entries"]}
        start, total = start + PAGE, page["count"]
    if len(found) != total:  # the pages shift while people write: nothing must look deleted
        raise TryLater(f"glossary {id}: it changed while it was read", word="changed_meanwhile")
    return [glossary_entry(source, int(id), each) for each in found.values()]


def glossary_entry(source: str, glossary: int, raw: dict[str, Any]) -> Fact:
    data = {"concept": raw["concept"], "approved": raw["approved"]}
    return _written(source, Kind.GLOSSARY_ENTRY, f"glossary:{glossary}", raw, size(raw["definition"]), data)


def wiki(source: str, id: str) -> Plan[list[Fact]]:
    """The pages of a wiki's one subwiki (in a wiki by groups or for oneself: the account's own)."""
    [answer] = yield [Call("mod_wiki_get_subwiki_pages", {"wikiid": int(id)})]
    return [wiki_page(source, int(id), each) for each in _WIKI.load(answer)["pages"]]


def wiki_page(source: str, wiki: int, raw: dict[str, Any]) -> Fact:
    """Nobody is its author: Moodle tells only who saved it last (``editor``), which may be a typist's."""
    data = {"title": raw["title"], "editor": raw["userid"] or None}
    nobody = {**raw, "userid": 0}
    return _written(source, Kind.WIKI_PAGE, f"wiki:{wiki}", nobody, size(raw["cachedcontent"]), data)


def database(source: str, id: str) -> Plan[list[Fact]]:
    """All entries of a database activity that this account may see."""
    [answer] = yield [Call("mod_data_get_entries", {"databaseid": int(id), "returncontents": True})]
    return [data_entry(source, int(id), each) for each in _DATABASE.load(answer)["entries"]]


def data_entry(source: str, database: int, raw: dict[str, Any]) -> Fact:
    """Its words are those of all its fields; which one is the title, Moodle does not know either."""
    sizes = [size(each["content"]) for each in raw["contents"]]
    total = Size(sum(each.words for each in sizes), sum(each.chars for each in sizes))
    data = {"approved": raw["approved"], "group": raw["groupid"] or None}
    return _written(source, Kind.DATA_ENTRY, f"data:{database}", raw, total, data)


def _written(
    source: str, kind: Kind, place: str, raw: dict[str, Any], counted: Size, data: dict[str, Any]
) -> Fact:
    common = {
        "modified": raw["timemodified"],
        "words": counted.words,
        "chars": counted.chars,
        "tags": sorted(tag["rawname"] for tag in raw["tags"]),
    }
    author = raw["userid"] or None
    return Fact(
        source,
        kind,
        str(raw["id"]),
        container=place,
        author=author,
        time=raw["timecreated"],
        data=common | data,
    )
