"""What is held until a person says whether it is really gone. To say so is for people."""

from __future__ import annotations

from connector.errors import NotThere
from connector.models.lms import Held
from connector.steps.lists.held import HELD, MissingLine, missing
from connector.steps.lists.listing import Listing
from connector.web.api.lists import Told, serve
from connector.web.api.speaking import telling


def _missing(number: int) -> Listing[MissingLine]:
    with telling() as teller:
        if teller.session.get(Held, number) is None:
            raise NotThere
    return missing(number)


serve(HELD, Told("read:activity"))
serve(missing(0), Told("read:activity"), "/held/<int:number>/missing", _missing)
