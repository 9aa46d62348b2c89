"""Looking over a site and HR's targets before they are trusted: each check says what is wrong, why, and what to do.

Duty: checks that change nothing, each by itself; one that fails stops no other. May import: as ``connector.steps``.
Does not belong here: mending anything; alarms, which watch by themselves (``alarm_signs``).
"""
