"""Mail to the people who run this: alarms, nothing about members.

Duty: hand one message to one mail server. May import: connector.errors.
Does not belong here: what is worth a mail, sentences (they are in ``texts``).
"""
