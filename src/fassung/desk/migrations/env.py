"""Alembic's entry; the connection is handed in by :meth:`fassung.desk.store.Store.migrate`."""

from alembic import context

from fassung.desk.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    user_module_prefix="columns.",
)
with context.begin_transaction():
    context.run_migrations()
