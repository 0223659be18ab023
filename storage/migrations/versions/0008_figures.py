"""figures"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('limits_decision',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('measure', sa.String(length=120), nullable=False),
    sa.Column('scope', sa.String(length=1000), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('month', sa.Date(), nullable=False),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('signed_by', sa.String(length=120), nullable=False),
    sa.Column('signed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_by', sa.String(length=120), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_limits_decision_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_limits_decision'))
    )
    with op.batch_alter_table('limits_decision', schema=None) as batch_op:
        batch_op.create_index('ix_limits_decision_watchdog_id_measure', ['watchdog_id', 'measure'], unique=False)

    with op.batch_alter_table('about_you', schema=None) as batch_op:
        batch_op.add_column(sa.Column('area', sa.String(length=4), nullable=False, server_default=''))
        batch_op.alter_column('area', server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('about_you', schema=None) as batch_op:
        batch_op.drop_column('area')

    with op.batch_alter_table('limits_decision', schema=None) as batch_op:
        batch_op.drop_index('ix_limits_decision_watchdog_id_measure')

    op.drop_table('limits_decision')
