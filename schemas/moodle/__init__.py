"""What Moodle's web services answer, reduced to the fields that are used.

Duty: refuse an answer of another shape; turn Moodle's many ways to write one thing into one.
May import: marshmallow.
Does not belong here: what an answer means, how it was asked for, anything that is not a field's shape.

Unknown fields are dropped, so a newer Moodle that says more is still understood.
"""
