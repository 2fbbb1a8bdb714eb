"""What readers report."""

import sqlalchemy as sa
from alembic import op

from fassung.desk import columns

revision = "0005"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "reader_report",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("piece_id", sa.Text(), nullable=False),
        sa.Column("version_id", sa.Text(), nullable=False),
        sa.Column("segment", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("at", columns.AwareTime(timezone=True), nullable=False),
        sa.Column("closed", columns.AwareTime(timezone=True), nullable=True),
        sa.Column("person_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["piece_id"], ["piece.id"], name=op.f("fk_reader_report_piece_id_piece")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_reader_report_version_id_version")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_reader_report_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reader_report")),
    )
    with op.batch_alter_table("reader_report", schema=None) as batch_op:
        batch_op.create_index("ix_reader_report_piece_id", ["piece_id"], unique=False)
        batch_op.create_index("ix_reader_report_closed", ["closed"], unique=False)


def downgrade() -> None:
    op.drop_table("reader_report")
