"""The outbox: what is said of a piece to each portal's targets."""

import sqlalchemy as sa
from alembic import op

from fassung.desk import columns

revision = "0003"
down_revision = "0002"

_PORTAL, _SITE = "portal", "site"
"""Of the network that a desk without a file has, as all had before."""


def upgrade() -> None:
    op.create_table(
        "place",
        sa.Column("piece_id", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("receipt", sa.JSON(), nullable=True),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("held", sa.Integer(), nullable=True),
        sa.Column("until", columns.AwareTime(timezone=True), nullable=True),
        sa.Column("unsure", columns.AwareTime(timezone=True), nullable=True),
        sa.Column("unsure_of", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["piece_id"], ["piece.id"], name=op.f("fk_place_piece_id_piece")),
        sa.PrimaryKeyConstraint("piece_id", "target", "outlet", name=op.f("pk_place")),
    )
    op.create_table(
        "outgoing",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("piece_id", sa.Text(), nullable=False),
        sa.Column("version_id", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due", columns.AwareTime(timezone=True), nullable=False),
        sa.Column("error", sa.JSON(), nullable=True),
        sa.Column("receipt", sa.JSON(), nullable=True),
        sa.Column("at", columns.AwareTime(timezone=True), nullable=False),
        sa.Column("ended", columns.AwareTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["piece_id"], ["piece.id"], name=op.f("fk_outgoing_piece_id_piece")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_outgoing_version_id_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing")),
        sa.UniqueConstraint(
            "piece_id",
            "target",
            "outlet",
            "number",
            name=op.f("uq_outgoing_piece_id_target_outlet_number"),
        ),
    )
    with op.batch_alter_table("outgoing", schema=None) as batch_op:
        batch_op.create_index("ix_outgoing_state_at", ["state", "at"], unique=False)
    _keep_what_is_up()
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.drop_column("file")


def _keep_what_is_up() -> None:
    """What stands in the one site that there was, so that an update and a withdrawal find it."""
    publication = sa.table(
        "publication",
        sa.column("id"),
        sa.column("piece_id"),
        sa.column("version_id"),
        sa.column("portal"),
        sa.column("address"),
        sa.column("file"),
        sa.column("at", columns.AwareTime(timezone=True)),
        sa.column("taken_down"),
    )
    place = sa.table(
        "place",
        *(sa.column(n) for n in ("piece_id", "target", "outlet", "wanted", "kind", "shown")),
        sa.column("receipt", sa.JSON()),
        sa.column("holder"),
    )
    outgoing = sa.table(
        "outgoing",
        *(sa.column(n) for n in ("id", "piece_id", "version_id", "target", "outlet", "number")),
        *(sa.column(n) for n in ("kind", "state", "turn", "attempts")),
        sa.column("receipt", sa.JSON()),
        *(sa.column(n, columns.AwareTime(timezone=True)) for n in ("due", "at", "ended")),
    )
    version = sa.table("version", sa.column("id"), sa.column("state"))
    connection = op.get_bind()
    connection.execute(sa.update(publication).values(portal=_PORTAL))
    rows = connection.execute(
        sa.select(publication, version.c.state)
        .join_from(publication, version, version.c.id == publication.c.version_id)
        .where(publication.c.taken_down.is_(None))
        .order_by(publication.c.piece_id, publication.c.at)
    ).all()
    places, lines = [], []
    for row in {row.piece_id: row for row in rows}.values():
        receipt = {"number": 1, "remote": row.file}
        of = {"piece_id": row.piece_id, "target": _SITE, "outlet": _PORTAL}
        out = {**of, "version_id": row.version_id, "turn": 0, "due": row.at, "at": row.at}
        done = {"number": 1, "kind": "publish", "state": "done", "attempts": 1, "ended": row.at}
        lines.append({**out, **done, "id": row.id, "receipt": receipt})
        # A worker of before was to take it off, and did not come to it: the new one does.
        ends = row.state in ("withdrawn", "expired")
        if ends:
            waits = {"number": 2, "kind": "withdraw", "state": "waiting", "attempts": 0}
            id = f"{row.id[:-2]}-2"
            lines.append({**out, **waits, "ended": None, "id": id, "receipt": None})
        kind = "withdraw" if ends else "publish"
        shown = {"wanted": 2 if ends else 1, "kind": kind, "shown": 1, "receipt": receipt}
        places.append({**of, **shown, "holder": ""})
    if places:
        connection.execute(sa.insert(place), places)
        connection.execute(sa.insert(outgoing), lines)


def downgrade() -> None:
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.add_column(sa.Column("file", sa.Text(), server_default="", nullable=False))
    op.drop_table("outgoing")
    op.drop_table("place")
