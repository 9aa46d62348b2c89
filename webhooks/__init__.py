"""Receive what an LMS sends: ``POST /webhooks/moodle/<source>``.

Duty: verify the secret, reduce the body to an event, hand it to the inbox, answer. One file for each sender.
May import: schemas, config, connector.domain, connector.errors, connector.steps.inbox.
Does not belong here: what an event means, reading anything back, work that could be done after the answer.

Common senders post from inside a member's page request and wait for the answer: each millisecond is theirs.
"""
