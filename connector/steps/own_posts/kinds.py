"""All kinds of own posts there are."""

from __future__ import annotations

from connector.steps.own_posts import discussions, link_back, minutes, related, thanks, weeks

KINDS = (discussions.KIND, link_back.KIND, minutes.KIND, weeks.KIND, thanks.KIND, related.KIND)
