"""Who was at one session."""

from __future__ import annotations

from connector.steps.lists.attendance import attendance
from connector.web.api.lists import Told, nobody, serve

serve(attendance("", ""), Told("read:activity", nobody), "/sessions/<source>/<key>/attendance", attendance)
