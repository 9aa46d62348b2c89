"""How alembic runs here: on a given connection, in batch mode (SQLite cannot alter a table otherwise)."""

from alembic import context

attributes = context.config.attributes
context.configure(
    connection=attributes["connection"],
    target_metadata=attributes["metadata"],
    version_table=attributes["version_table"],
    render_as_batch=True,
    compare_type=True,
    include_object=attributes["include_object"],
)
with context.begin_transaction():
    context.run_migrations()
