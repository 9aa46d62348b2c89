"""Answers to choices, and the entries of glossaries, wikis and databases."""

from __future__ import annotations

from typing import Any

from connector.sandbox import capabilities as can
from connector.sandbox.access import require_course, sees_activity
from connector.sandbox.rest_people import picture
from connector.sandbox.rows_activities import ChoiceOption, DataRecord, GlossaryEntry, Module, WikiPage
from connector.sandbox.wire import Call, function, invalid_parameter, invalid_record, no_access


@function("mod_choice_get_choice_results", "choiceid")
def choice_results(call: Call) -> dict[str, Any]:
    """Each option with those who chose it; last, as option 0, those who have not answered."""
    module = _module(call, "choice", call.integer("choiceid"), "choice")
    options = [o for o in call.view.choice_options.values() if o.choice == module.id]
    members = [e.user for e in call.view.enrolments_of(module.course)]
    answers = {user: a for (choice, user), a in call.view.choice_answers.items() if choice == module.id}
    told = [_option(call, option, answers, len(members)) for option in options]
    silent = [_person(call, user) for user in members if user not in answers]
    nobody = {"id": 0, "text": "Not answered yet", "maxanswer": 0, "userresponses": silent}
    told.append({**nobody, "numberofuser": len(silent), "percentageamount": 0})
    return {"options": told, "warnings": []}


@function("mod_glossary_get_entries_by_letter", "id", "letter", "from", "limit", "options")
def glossary_entries(call: Call) -> dict[str, Any]:
    """In the order of their concepts; unapproved ones only to who may approve them."""
    module = _module(call, "glossary", call.integer("id"), "glossary")
    unapproved = call.site.may(can.APPROVE_GLOSSARY) and str(
        call.args.get("options", {}).get("includenotapproved", "")
    ) in ("1", "true", "True")
    if call.text("letter") != "ALL":
        raise invalid_parameter()
    rows = [e for e in call.view.glossary_entries.values() if e.glossary == module.id]
    seen = sorted((e for e in rows if e.approved or unapproved), key=lambda e: (e.concept.casefold(), e.id))
    start, limit = call.integer("from", 0), call.integer("limit", 20)
    page = [_entry(call, each) for each in seen[start : start + limit]]
    return {"count": len(seen), "entries": page, "ratinginfo": _unrated(module), "warnings": []}


@function("mod_wiki_get_subwiki_pages", "wikiid", "groupid", "userid", "options")
def wiki_pages(call: Call) -> dict[str, Any]:
    module = _module(call, "wiki", call.integer("wikiid"), "wiki")
    rows = sorted((p for p in call.view.wiki_pages.values() if p.wiki == module.id), key=lambda p: p.title)
    first = min((p.id for p in rows), default=0)
    return {"pages": [_page(each, first) for each in rows], "warnings": []}


@function(
    "mod_data_get_entries", "databaseid", "groupid", "returncontents", "sort", "order", "page", "perpage"
)
def data_entries(call: Call) -> dict[str, Any]:
    module = _module(call, "data", call.integer("databaseid"), "data")
    rows = [r for r in call.view.data_records.values() if r.database == module.id]
    told = [_record(call, each) for each in sorted(rows, key=lambda r: r.id)]
    return {
        "entries": told,
        "totalcount": len(rows),
        "totalfilesize": 0,
        "listviewcontents": "<div></div>",
        "warnings": [],
    }


def _module(call: Call, modname: str, instance: int, table: str) -> Module:
    module = call.view.module(modname, instance)
    if module is None:
        raise invalid_record(table)
    require_course(call, module.course)
    if not sees_activity(call, module):
        raise no_access()
    return module


def _option(call: Call, option: ChoiceOption, answers: dict[int, Any], of: int) -> dict[str, Any]:
    chosen = {user: answer for user, answer in answers.items() if answer.option == option.id}
    named = [
        {**_person(call, user), "answerid": answer.id, "timemodified": answer.time}
        for user, answer in chosen.items()
        if call.site.may(can.READ_RESPONSES)
    ]
    return {
        "id": option.id,
        "text": option.text,
        "maxanswer": 0,
        "userresponses": named,
        "numberofuser": len(chosen),
        "percentageamount": 100 * len(chosen) / of if chosen else 0,
    }


def _person(call: Call, user: int) -> dict[str, Any]:
    name = call.view.users[user].fullname
    return {"userid": user, "fullname": name, "profileimageurl": picture(call, "f1")}


def _entry(call: Call, row: GlossaryEntry) -> dict[str, Any]:
    return {
        "id": row.id,
        "glossaryid": row.glossary,
        "userid": row.userid,
        "userfullname": call.view.users[row.userid].fullname,
        "userpictureurl": picture(call, "f1"),
        "concept": row.concept,
        "definition": row.definition,
        "definitionformat": 1,
        "definitiontrust": False,
        "definitioninlinefiles": [],
        "attachment": False,
        "attachments": [],
        "timecreated": row.created,
        "timemodified": row.modified,
        "teacherentry": False,
        "sourceglossaryid": 0,
        "usedynalink": False,
        "casesensitive": False,
        "fullmatch": False,
        "approved": row.approved,
        "tags": [],
    }


def _unrated(module: Module) -> dict[str, Any]:
    area = {"contextid": module.contextid, "component": "mod_glossary", "ratingarea": "entry"}
    return {**area, "canviewall": None, "canviewany": None, "scales": [], "ratings": []}


def _page(row: WikiPage, first: int) -> dict[str, Any]:
    return {
        "id": row.id,
        "subwikiid": row.wiki,
        "title": row.title,
        "timecreated": row.created,
        "timemodified": row.modified,
        "timerendered": row.modified,
        "userid": row.userid,
        "pageviews": 0,
        "readonly": 0,
        "caneditpage": False,
        "firstpage": row.id == first,
        "cachedcontent": f"{row.content}\n",
        "contentformat": 1,
        "tags": [],
    }


def _record(call: Call, row: DataRecord) -> dict[str, Any]:
    contents: list[dict[str, Any]] = [
        {
            "id": row.id * 10 + number,
            "fieldid": number,
            "recordid": row.id,
            "content": text,
            **dict.fromkeys(("content1", "content2", "content3", "content4")),
            "files": [],
        }
        for number, text in enumerate(row.contents, start=1)
    ]
    shown = {"contents": contents} if str(call.args.get("returncontents", "")) in ("1", "True") else {}
    return {
        "id": row.id,
        "userid": row.userid,
        "groupid": 0,
        "dataid": row.database,
        "timecreated": row.created,
        "timemodified": row.modified,
        "approved": row.approved,
        "canmanageentry": False,
        "fullname": call.view.users[row.userid].fullname,
        **shown,
        "tags": [],
    }
