"""The cue table of a language."""

from __future__ import annotations

from connector.summary.cues_en import EN
from connector.summary.cues_id import ID
from connector.summary.port import Language

CUES = {Language.ID: ID, Language.EN: EN}
