"""Who takes the turns, and when.

Duty: in one process (embedded), threads that take turns until nothing is due; or one call that does all that is due.
May import: steps, models, errors.
Does not belong here: what a turn does.
"""
