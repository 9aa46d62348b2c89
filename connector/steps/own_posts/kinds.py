"""All kinds of own posts there are."""

from __future__ import annotations

from connector.steps.own_posts import discussions, minutes, related, thanks, weeks

KINDS = (discussions.KIND, minutes.KIND, weeks.KIND, thanks.KIND, related.KIND)
