"""Trials of two engines on real traffic."""

import sqlalchemy as sa
from alembic import op

from fassung.desk import columns

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "trial",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("started", columns.AwareTime(timezone=True), nullable=False),
        sa.Column("ended", columns.AwareTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trial")),
        sa.UniqueConstraint("name", name=op.f("uq_trial_name")),
    )


def downgrade() -> None:
    op.drop_table("trial")
