"""Messages: having one sent again, laying one aside. The only things a client changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from connector.errors import NotDone, NotThere
from connector.models.outbox import Message
from connector.steps import messages
from connector.steps.lists.messages import MESSAGES, MessageLine
from connector.web.api.blueprint import route
from connector.web.api.guard import asking
from connector.web.api.speaking import telling
from connector.web.page import cop
from schemas.api_asked import ReasonSchema
from schemas.api_shapes import shape


@route("/messages/<int:number>/resend", "write:messages", shape(MessageLine), 404, 409, method="POST")
def resend(number: int) -> MessageLine:
    """Has a message sent once more; it looks before it writes."""
    return _done(number, messages.resend(cop().context, [number], asking()))


@route(
    "/messages/<int:number>/discard",
    "write:messages",
    shape(MessageLine),
    *(400, 404, 409, 415),
    body=ReasonSchema,
    method="POST",
)
def discard(told: Mapping[str, str], number: int) -> MessageLine:
    """Lays a message aside; what changes later is a new message."""
    return _done(number, messages.discard(cop().context, [number], asking(), told["reason"]))


def _done(number: int, refusals: Sequence[NotDone]) -> MessageLine:
    for refusal in refusals:
        raise refusal
    with telling() as teller:
        row = teller.session.get(Message, number)
        if row is None:
            raise NotThere
        return MESSAGES.plain(teller, [(row,)])[0]
