"""Watching: what a running service does by the clock – reconciles begin, alarms are raised and told.

Called again and again; each call does what is due. Once in a cluster is enough, and twice does no harm.
"""

from __future__ import annotations

import structlog

from connector.errors import NotMailed
from connector.steps import alarms, flags, schedule
from connector.steps.context import Context
from connector.steps.inbox_rows import AnyInbox

ALARMS_S = 120
SLOW_S = 3600
MAIL_PAUSE_S = 900

log = structlog.get_logger()


class Watch:
    def __init__(self, context: Context, inbox: AnyInbox) -> None:
        self._context, self._inbox = context, inbox
        self._alarms_at = self._slow_at = self._mail_at = 0

    def __call__(self) -> int:
        """How many reconciles were begun, records looked at, and alarms raised."""
        looked = flags.look(self._context)
        begun = sum(schedule.begin_due(self._context, source) for source in sorted(self._context.sources))
        return begun + looked + (self._alarms() if self._context.now() >= self._alarms_at else 0)

    def _alarms(self) -> int:
        now = self._context.now()
        self._alarms_at, slow = now + ALARMS_S, now >= self._slow_at
        if slow:
            self._slow_at = now + SLOW_S
        raised = alarms.look(self._context, self._inbox, slow=slow)
        if now >= self._mail_at:
            self._tell(now)
        return raised

    def _tell(self, now: int) -> None:
        try:
            alarms.tell(self._context)
        except NotMailed as error:
            log.warning("alarms not mailed", reason=str(error))
            self._mail_at = now + MAIL_PAUSE_S
