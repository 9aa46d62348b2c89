"""Lists of everything that is remembered: what can be searched, chosen, sorted, and went through page by page.

Duty: one :class:`~connector.steps.lists.listing.Listing` each, which gives plain rows: the desk's pages, CSV files
and whoever else lists them ask the same one. May import: what steps may.
Does not belong here: HTML, HTTP, who may see a list.
"""
