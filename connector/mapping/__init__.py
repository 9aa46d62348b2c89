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

    found = sessions(facts, timeline, places, as_of)   # list[Session]; again at next_change(found, as_of)
    took_part = attended(accounts, facts, found, timeline, places, presences)  # of ONE human
    evidence += evidence_of_attendance(attendance, timeline, zone)
    standings = recognise(person, deeds, mapping, as_of, zone)

Reasons of Nothing: no_mapping, not_a_post, gone, private_reply, blank, own_post, no_author, unknown_place,
outside, not_open_yet, no_rule (``misses.misses(nothing)`` tells rule by rule why not). Of a session:
session_proposed, session_not_held, session_cancelled, session_without_time, too_short.
Reasons of an Entitlement: rule_limit, below_unit, same_minutes, day_cap, month_cap, semester_cap, year_cap.
"""
