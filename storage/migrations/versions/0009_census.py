"""census"""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('census_figure',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=60), nullable=False),
    sa.Column('answer', sa.String(length=60), nullable=False),
    sa.Column('people', sa.Integer(), nullable=False),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('as_of', sa.Date(), nullable=False),
    sa.Column('taken_in_by', sa.String(length=120), nullable=False),
    sa.Column('taken_in_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_census_figure_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_census_figure')),
    sa.UniqueConstraint('watchdog_id', 'kind', 'answer', name=op.f('uq_census_figure_watchdog_id_kind_answer'))
    )


def downgrade() -> None:
    op.drop_table('census_figure')
