"""From a contribution to what a credit can rest on."""

from __future__ import annotations

from connector.domain.credit import Contribution, Evidence
from connector.domain.rules import CreditRule
from connector.mapping.timeline import Timeline

NO_CREDIT_RULE = "no_credit_rule"
"""The reason to tell where :func:`evidence_of` is empty: recognised, but no credit rule is for it."""


def evidence_of(contribution: Contribution, timeline: Timeline) -> list[Evidence]:
    """One piece for each credit rule for this contribution, by the version of the contribution's time."""
    mapping = timeline.at(contribution.time)
    rules = mapping.credits_for(contribution.rule) if mapping else []
    return [_evidence(contribution, rule) for rule in rules]


def _evidence(contribution: Contribution, rule: CreditRule) -> Evidence:
    return Evidence(
        account=contribution.account,
        community=contribution.community,
        scheme=rule.scheme,
        rule=contribution.rule,
        time=contribution.time,
        source=contribution.source,
        fact_kind=contribution.fact_kind,
        fact_id=contribution.fact_id,
        minutes=rule.minutes,
        version=contribution.version,
        at_most=str(rule.at_most) if rule.at_most else "",
    )
