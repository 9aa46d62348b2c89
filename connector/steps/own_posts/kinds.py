"""All kinds of own posts there are."""

from __future__ import annotations

from connector.steps.own_posts import discussions

KINDS = (discussions.KIND,)
