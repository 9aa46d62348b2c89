"""Why: of any credit, badge, session, summary or message the whole chain, or the step at which it ends and why.

    notice --> fact --> rule --> amount, cap --> approval --> ledger --> message --> the other side's answer

Duty: tell, in a reader's language, what is known of one subject; each kind of subject is a module. May import: as all
steps. Does not belong here: deciding or writing anything; what one person has (``connector.steps.explain``).

Everything is looked up by what it is about, so that one explanation costs the same however much is stored.
"""

from __future__ import annotations

from connector.steps.why.asked import Asked
from connector.steps.why.subjects import explain, explain_asked

__all__ = ["Asked", "explain", "explain_asked"]
