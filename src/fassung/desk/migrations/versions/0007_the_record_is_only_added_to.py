"""Lines of the record can be added, and neither changed nor removed, by whatever means.

Digests show a line that was changed or is missing among others; that the last lines are missing
they cannot show, so the database itself refuses.
"""

from alembic import op

revision = "0007"
down_revision = "0006"

_SAYS = "the record is only added to"


def upgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER event_no_{deed.lower()} BEFORE {deed} ON event "
                f"BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION event_stays() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_SAYS}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER event_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON event "
        "FOR EACH STATEMENT EXECUTE FUNCTION event_stays()"
    )


def downgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        for deed in ("update", "delete"):
            op.execute(f"DROP TRIGGER event_no_{deed}")
        return
    op.execute("DROP TRIGGER event_stays ON event")
    op.execute("DROP FUNCTION event_stays()")
