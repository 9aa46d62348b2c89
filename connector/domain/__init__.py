"""The nouns, as small frozen types.

Duty: say what an event, a fact, a contribution, an entitlement … is, with its units.
May import: the standard library only.
Does not belong here: anything that reads, writes, waits or knows the time.

Times are epoch seconds (UTC) as Moodle gives them; a *day* is an ISO date in the institution's time zone;
an *amount* is a whole number of a scheme's smallest steps (see :class:`connector.domain.scheme.Scheme`).
"""
