"""What is remembered: the tables, and how they are opened.

Duty: typed SQLAlchemy models, the engines with their pragmas, the migrations.
May import: connector.domain.
Does not belong here: decisions. A model knows its columns; what they mean for a credit is a step's business.
"""
