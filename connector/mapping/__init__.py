"""Facts and the mapping's timeline → what they mean and what they are worth, with reasons.

Duty: the one function that preview, replay, explain and the live path share.
May import: connector.domain only.
Does not belong here: reading, writing, the clock, the YAML document (see schemas.mapping_document).

    timeline = Timeline([Entry(1, None, mapping)])
    judge = Judge(timeline, Places.of(facts, lookups), service_accounts=frozenset({("lms", 4)}))
    meaning = judge.meaning(fact, as_of)          # Contribution | Nothing(reason, details, community)
    again_at = judge.next_change(fact, as_of)     # epoch seconds | None
    evidence = evidence_of(contribution, timeline)
    entitlements = entitle(evidence, timeline, zone)   # of ONE human, all accounts together

Reasons of Nothing: no_mapping, not_a_post, gone, private_reply, blank, own_post, no_author, unknown_place,
outside, not_open_yet, no_rule (``misses.misses(nothing)`` tells rule by rule why not).
Reasons of an Entitlement: rule_limit, below_unit, day_cap, month_cap, year_cap.
"""
