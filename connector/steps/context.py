"""What every step needs, handed over once by the composition root."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from connector.hr.simpeg_file import FileLayout
from connector.lms.port import Lms
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
    in_haste: bool = False
    """``work --until-idle``: does not wait out the settle delay of fresh notices."""
