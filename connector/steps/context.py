"""What every step needs, handed over once by the composition root."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from zoneinfo import ZoneInfo

from connector.hr.simpeg_file import FileLayout
from connector.lms.port import Lms
from connector.mail.port import Mailbox
from connector.models.database import Database
from connector.phrasing.chat import Chat


@dataclass(frozen=True)
class FileTarget:
    """An HR target that takes files from a folder."""

    folder: str
    layout: FileLayout
    code: str | None = None
    """HR's code for this form of training, where it differs from the scheme's."""


@dataclass(frozen=True)
class Tiers:
    """How often a running service reconciles by itself."""

    light_s: int = 600
    whole_s: int = 3600
    full_at: time = time(2)
    """In the institution's time zone."""


@dataclass(frozen=True)
class Context:
    db: Database
    now: Callable[[], int]
    """Epoch seconds; ``COP_NOW`` may stand in."""
    zone: ZoneInfo
    """The institution's: a day is a day there."""
    institution: str
    live: bool
    """False = observe: everything is computed, nothing leaves."""
    sources: Mapping[str, Lms] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)
    """Source → its base address, for links that people follow."""
    profile_fields: Mapping[str, str] = field(default_factory=dict)
    """Source → shortname of the locked profile field that shows the approved figure."""
    paces: Mapping[str, int] = field(default_factory=dict)
    """Source → messages that may be sent to it in a minute."""
    hr: Mapping[str, FileTarget] = field(default_factory=dict)
    language_model: Chat | None = None
    """Words the summaries of discussions, if the institution wants that."""
    tiers: Tiers | None = None
    """None: it reconciles only when told to."""
    token_expires: Mapping[str, date] = field(default_factory=dict)
    """Source → the day from which its token is no longer valid."""
    mailbox: Mailbox | None = None
    """Where alarms are sent."""
    packs: Mapping[str, str] = field(default_factory=dict)
    """Name → text of the schemes that a mapping may name with ``pack:``."""
    starters: Mapping[str, str] = field(default_factory=dict)
    """Name → text of the mappings from which a first draft may begin."""
    in_haste: bool = False
    """``work --until-idle``: does not wait out the settle delay of fresh notices."""
