"""What may cross each border, in and out: events, answers of an LMS, documents that people write.

Duty: check shape and reduce to what we keep, with errors that say where and what would be right.
May import: connector.domain only.
Does not belong here: what a value means for a credit; anything between two of our own rooms.
"""
