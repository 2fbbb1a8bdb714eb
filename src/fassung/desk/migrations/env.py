"""Alembic's entry; the connection is handed in by :meth:`fassung.desk.store.Store.migrate`."""

from alembic import context

# Every module that has tables, so that Alembic can compare them all.
from fassung.desk import accounts, places, reader_reports, schema, trials  # noqa: F401
from fassung.desk.base import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    user_module_prefix="columns.",
)
with context.begin_transaction():
    context.run_migrations()
