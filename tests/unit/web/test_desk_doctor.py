"""The doctor's page: what is to be done at the desk is a link there, and a command where there is no page."""

from __future__ import annotations

import pytest

from connector.steps.doctor import kept
from connector.steps.doctor.finding import Finding, Level
from tests.unit.web.conftest import Desk


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_cure_that_is_a_page_of_the_desk_leads_there(admin: Desk, language: str) -> None:
    admin.speak(language)
    assert kept.begin(admin.cop.context)
    found = [Finding(Level.BAD, word, of="lms:lms") for word in ("no_mapping", "never_reconciled")]
    kept.end(admin.cop.context, found)
    page = admin.text("/doctor")
    row = page[page.index("no_mapping") : page.index("never_reconciled")]
    assert '<a href="/mappings">' in row
    assert "mapping publish" not in row
    assert "cop-connector reconcile" in page[page.index("never_reconciled") :]
