"""Tell HR what people earned, in the form HR already takes.

Duty: one file for each kind of HR target; compose, deliver without doubling, look at what lies there.
May import: connector.domain, schemas, connector.errors.
Does not belong here: what is owed to whom, what was approved, when a run is due; those are steps.
"""
