"""Who somebody is, told by the institution's own sign-in (OpenID Connect).

Duty: lead a browser there and back, and verify what it brings. May import: connector.lms.address, connector.errors.
Does not belong here: what a person may do at the desk (``steps.desk``), pages.
"""
