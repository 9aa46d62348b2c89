"""Badges: given at once to everybody who comes into their cohort, and never taken back by leaving it."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from connector.sandbox import events
from connector.sandbox.deeds_base import SiteDeeds
from connector.sandbox.events import EventData
from connector.sandbox.rows import ADMIN, Tables
from connector.sandbox.rows_activities import Badge, Issued
from connector.sandbox.site_types import Change


class RecognitionDeeds(SiteDeeds):
    def create_badge(self, name: str, cohort: int, *, active: bool = True) -> int:
        """Make a badge whose criterion is a cohort. An inactive one is given to nobody until it is enabled."""
        row = Badge(self.site.next_id("badge"), name, cohort, active)

        def change(tables: Tables) -> None:
            tables.badges[row.id] = row

        created = self._about_badge("badge_created", row.id, ADMIN, edulevel=1)
        self.site.transact([created], change)
        if active:
            self.enable_badge(row.id)
        return row.id

    def enable_badge(self, badge: int) -> None:
        """Who is in the cohort already is given it, as the form for enabling does."""
        row = replace(self.tables.badges[badge], active=True)

        def change(tables: Tables) -> None:
            tables.badges[badge] = row

        self.site.transact([self._about_badge("badge_enabled", str(badge), ADMIN, edulevel=1)], change)
        for user in sorted(self.tables.cohorts[row.cohort].members):
            told, give = self.given_with(row.cohort, user, ADMIN)
            self.site.transact(told, give)

    def revoke_badge(self, actor: int, badge: int, user: int) -> None:
        """By hand, on Moodle's own page: no web service does it."""
        issued = self.tables.issued[badge, user]
        other = {"badgeissuedid": str(issued.id)}
        event = self._about_badge("badge_revoked", str(badge), actor, edulevel=1)
        event |= {"crud": "c", "relateduserid": str(user), "other": other}

        def change(tables: Tables) -> None:
            tables.issued.pop((badge, user), None)

        self.site.transact([event], change)

    def given_with(self, cohort: int, user: int, actor: int) -> tuple[list[EventData], Change]:
        """The events and the change of all badges that come with a cohort, for one who does not have them."""
        new: dict[int, Issued] = {}
        told: list[EventData] = []
        for badge in self.tables.badges.values():
            if badge.cohort == cohort and badge.active and (badge.id, user) not in self.tables.issued:
                new[badge.id] = self._issued(badge, user)
                told += self._awarded(badge, new[badge.id], user, actor)

        def change(tables: Tables) -> None:
            for badge, issued in new.items():
                tables.issued[badge, user] = issued
                tables.badges[badge] = replace(tables.badges[badge], locked=True)

        return told, change

    def _issued(self, badge: Badge, user: int) -> Issued:
        number, now = self.site.next_id("badge_issued"), self.site.now()
        secret = hashlib.sha1(f"{badge.id}/{user}/{now}".encode(), usedforsecurity=False)
        return Issued(number, now, secret.hexdigest())

    def _awarded(self, badge: Badge, issued: Issued, user: int, actor: int) -> list[EventData]:
        awarded = self._about_badge("badge_awarded", str(badge.id), actor, edulevel=1)
        other = {"dateexpire": None, "badgeissuedid": issued.id}
        awarded |= {"relateduserid": str(user), "other": other}
        updated = (
            [] if badge.locked else [self._about_badge("badge_updated", str(badge.id), actor, edulevel=1)]
        )
        return [awarded, *updated, self._notified(user)]

    def _notified(self, user: int) -> EventData:
        return events.event(
            "core:notification_sent",
            events.SYSTEM,
            ADMIN,
            self.site.now(),
            table="notifications",
            objectid=self.site.next_id("notification"),
            relateduserid=str(user),
            other={"courseid": "1"},
        )

    def _about_badge(self, name: str, badge: int | str, actor: int, *, edulevel: int) -> EventData:
        return events.event(
            f"core:{name}",
            events.SYSTEM,
            actor,
            self.site.now(),
            table="badge",
            objectid=badge,
            edulevel=edulevel,
        )
