"""What members write down together: glossary entries, wiki pages, database entries; and what they rate."""

from __future__ import annotations

from dataclasses import replace

from connector.sandbox.deeds_base import SiteDeeds
from connector.sandbox.events import EventData
from connector.sandbox.rows import Tables
from connector.sandbox.rows_activities import DataRecord, GlossaryEntry, Module, Rating, WikiPage


class KnowledgeDeeds(SiteDeeds):
    def define(self, user: int, cmid: int, concept: str, html: str, *, approved: bool = True) -> int:
        """Write a glossary entry; returns its id."""
        module, now = self.tables.modules[cmid], self.site.now()
        number = self.site.next_id("glossary_entry")
        row = GlossaryEntry(number, module.id, user, concept, html, now, now, approved)

        def change(tables: Tables) -> None:
            tables.glossary_entries[number] = row

        self.site.transact([self._about_entry("entry_created", module, row, user)], change)
        return number

    def redefine(self, actor: int, entry: int, html: str) -> None:
        old = self.tables.glossary_entries[entry]
        row = replace(old, definition=html, modified=self.site.now())
        self._put_entry("entry_updated", row, actor)

    def approve_entry(self, actor: int, entry: int, *, approved: bool = True) -> None:
        row = replace(self.tables.glossary_entries[entry], approved=approved)
        self._put_entry("entry_approved" if approved else "entry_disapproved", row, actor)

    def delete_entry(self, actor: int, entry: int) -> None:
        row = self.tables.glossary_entries[entry]
        event = self._about_entry("entry_deleted", self._module("glossary", row.glossary), row, actor)
        event["other"] = {"mode": "", "hook": "", "concept": row.concept}

        def change(tables: Tables) -> None:
            tables.glossary_entries.pop(entry, None)

        self.site.transact([event], change)

    def save_wiki_page(
        self, user: int, cmid: int, html: str, *, title: str = "", page: int | None = None
    ) -> int:
        """Make a page (`title`) or save another version of it (`page`); returns its id."""
        module, now = self.tables.modules[cmid], self.site.now()
        if page is None:
            row = WikiPage(self.site.next_id("wiki_page"), module.id, user, title, html, now, now)
            told = [
                self.module_event("mod_wiki:page_created", module, user, table="wiki_pages", objectid=row.id)
            ]
        else:
            row, told = replace(self.tables.wiki_pages[page], userid=user, content=html, modified=now), []
        told.append(
            self.module_event(
                "mod_wiki:page_updated",
                module,
                user,
                table="wiki_pages",
                objectid=str(row.id),
                relateduserid=str(user),
                other={"newcontent": html},
            )
        )

        def change(tables: Tables) -> None:
            tables.wiki_pages[row.id] = row

        self.site.transact(told, change)
        return row.id

    def add_record(self, user: int, cmid: int, *contents: str, approved: bool = True) -> int:
        """Add an entry to a database activity: one text for each of its fields; returns its id."""
        module, now = self.tables.modules[cmid], self.site.now()
        row = DataRecord(self.site.next_id("data_record"), module.id, user, contents, now, now, approved)

        def change(tables: Tables) -> None:
            tables.data_records[row.id] = row

        self.site.transact([self._about_record("record_created", module, row.id, user)], change)
        return row.id

    def edit_record(self, actor: int, record: int, *contents: str, approved: bool | None = None) -> None:
        old = self.tables.data_records[record]
        row = replace(
            old,
            contents=contents or old.contents,
            approved=old.approved if approved is None else approved,
            modified=self.site.now(),
        )
        event = self._about_record("record_updated", self._module("data", old.database), str(record), actor)

        def change(tables: Tables) -> None:
            tables.data_records[record] = row

        self.site.transact([event], change)

    def rate(self, user: int, post: int, value: int) -> None:
        """Rate a post from 0 to 100. No event tells of it."""
        old = self.tables.ratings.get((post, user))
        number = old.id if old else self.site.next_id("rating")
        row = Rating(number, value, self.site.now())

        def change(tables: Tables) -> None:
            tables.ratings[post, user] = row

        self.site.transact([], change)

    def _put_entry(self, name: str, row: GlossaryEntry, actor: int) -> None:
        event = self._about_entry(name, self._module("glossary", row.glossary), row, actor)

        def change(tables: Tables) -> None:
            tables.glossary_entries[row.id] = row

        self.site.transact([event], change)

    def _module(self, modname: str, instance: int) -> Module:
        module = self.tables.module(modname, instance)
        if module is None:
            raise LookupError(f"there is no {modname} {instance}")
        return module

    def _about_entry(self, name: str, module: Module, row: GlossaryEntry, user: int) -> EventData:
        other = {"concept": row.concept} if name in ("entry_created", "entry_updated") else None
        return self.module_event(
            f"mod_glossary:{name}",
            module,
            user,
            table="glossary_entries",
            objectid=str(row.id),
            other=other,
        )

    def _about_record(self, name: str, module: Module, record: int | str, user: int) -> EventData:
        return self.module_event(
            f"mod_data:{name}",
            module,
            user,
            table="data_records",
            objectid=record,
            other={"dataid": str(module.id)},
        )
