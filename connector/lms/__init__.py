"""Speaks to one LMS: reads objects back as facts, writes credit figures, posts and cohorts.

Duty: ask, understand every form of refusal, reduce the answers to facts. What an LMS must be able to do is
:mod:`connector.lms.port`; the one that there is: :class:`connector.lms.moodle.Moodle`.
May import: connector.domain, schemas, connector.errors; of connector.summary the likeness that is kept of a text.
Does not belong here: what a fact means, whether something absent was deleted, when to ask again, a memory.
"""
