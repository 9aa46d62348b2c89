"""How fast the connector is, as ratios that hold on any machine: ``make bench``.

Duty: one module for each group of rows of docs/performance.md; ``report`` writes them down.
May import: everything.
Does not belong here: anything the connector needs to run.
"""
