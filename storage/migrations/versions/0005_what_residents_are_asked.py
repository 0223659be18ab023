"""what residents are asked and may come back to"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

FILLED = (
    ('feedback', sa.column('should_happen', sa.LargeBinary()), b''),
    ('feedback', sa.column('collected_by', sa.String(length=200)), ''),
    ('feedback', sa.column('secret_digest', sa.String(length=64)), ''),
    ('feedback', sa.column('words_digest', sa.String(length=64)), ''),
    ('handover', sa.column('problems', sa.JSON()), []),
    ('programme', sa.column('question_sets', sa.JSON()), []),
)
"""Columns that no row may lack, and what the rows of before have in them."""

EMPTY = (
    ('feedback', sa.column('held_because', sa.String(length=40))),
    ('handover', sa.column('times_sent_back', sa.Integer())),
    ('handover', sa.column('who_chased', sa.String(length=40))),
    ('handover', sa.column('days_lost', sa.Integer())),
    ('handover', sa.column('is_sorted', sa.String(length=40))),
)
"""Columns that the rows of before have nothing in."""


def upgrade() -> None:
    op.create_table('draft',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('key_digest', sa.String(length=64), nullable=False),
    sa.Column('code_digest', sa.String(length=64), nullable=False),
    sa.Column('state', sa.LargeBinary(), nullable=False),
    sa.Column('begun_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_draft_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_draft')),
    sa.UniqueConstraint('watchdog_id', 'key_digest', name=op.f('uq_draft_watchdog_id_key_digest'))
    )
    with op.batch_alter_table('draft', schema=None) as batch_op:
        batch_op.create_index('ix_draft_watchdog_id_code_digest', ['watchdog_id', 'code_digest'], unique=False)
        batch_op.create_index('ix_draft_watchdog_id_ends_at', ['watchdog_id', 'ends_at'], unique=False)

    op.create_table('about_you',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('feedback_id', sa.Uuid(), nullable=False),
    sa.Column('question_set', sa.String(length=60), nullable=False),
    sa.Column('answers', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'feedback_id'], ['feedback.watchdog_id', 'feedback.id'], name=op.f('fk_about_you_watchdog_id_feedback_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_about_you_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_about_you')),
    sa.UniqueConstraint('watchdog_id', 'feedback_id', name=op.f('uq_about_you_watchdog_id_feedback_id'))
    )
    op.create_table('correction',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('feedback_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('words', sa.LargeBinary(), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'feedback_id'], ['feedback.watchdog_id', 'feedback.id'], name=op.f('fk_correction_watchdog_id_feedback_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_correction_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_correction')),
    sa.UniqueConstraint('watchdog_id', 'feedback_id', 'number', name=op.f('uq_correction_watchdog_id_feedback_id_number'))
    )
    op.create_table('programme_date',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('programme_id', sa.Uuid(), nullable=False),
    sa.Column('what', sa.String(length=200), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('source', sa.String(length=500), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'programme_id'], ['programme.watchdog_id', 'programme.id'], name=op.f('fk_programme_date_watchdog_id_programme_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_programme_date_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_programme_date'))
    )
    op.create_table('programme_service',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('programme_id', sa.Uuid(), nullable=False),
    sa.Column('service_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'programme_id'], ['programme.watchdog_id', 'programme.id'], name=op.f('fk_programme_service_watchdog_id_programme_id')),
    sa.ForeignKeyConstraint(['watchdog_id', 'service_id'], ['service.watchdog_id', 'service.id'], name=op.f('fk_programme_service_watchdog_id_service_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_programme_service_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_programme_service')),
    sa.UniqueConstraint('watchdog_id', 'programme_id', 'service_id', name=op.f('uq_programme_service_watchdog_id_programme_id_service_id'))
    )
    for table, column, value in FILLED:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column(column.name, column.type, nullable=True))
        op.execute(sa.table(table, column).update().values({column.name: value}))
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column(column.name, existing_type=column.type, nullable=False)
    for table, column in EMPTY:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column(column.name, column.type, nullable=True))
    with op.batch_alter_table('feedback', schema=None) as batch_op:
        batch_op.create_index('ix_feedback_watchdog_id_words_digest', ['watchdog_id', 'words_digest'], unique=False)
    programme = sa.table('programme', sa.column('id', sa.Uuid()), sa.column('code', sa.String()))
    with op.batch_alter_table('programme', schema=None) as batch_op:
        batch_op.add_column(sa.Column('code', sa.String(length=60), nullable=True))
    connection = op.get_bind()
    for programme_id in connection.execute(sa.select(programme.c.id)).scalars().all():
        named = programme.update().where(programme.c.id == programme_id)
        connection.execute(named.values(code=f'programme-{programme_id.hex[-8:]}'))
    with op.batch_alter_table('programme', schema=None) as batch_op:
        batch_op.alter_column('code', existing_type=sa.String(length=60), nullable=False)
        batch_op.create_unique_constraint(batch_op.f('uq_programme_watchdog_id_code'), ['watchdog_id', 'code'])


def downgrade() -> None:
    with op.batch_alter_table('programme', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_programme_watchdog_id_code'), type_='unique')
        batch_op.drop_column('code')

    with op.batch_alter_table('feedback', schema=None) as batch_op:
        batch_op.drop_index('ix_feedback_watchdog_id_words_digest')
    for table, column in reversed(EMPTY):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column(column.name)
    for table, column, _ in reversed(FILLED):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column(column.name)
    decision = sa.table('moderation_decision', sa.column('outcome', sa.String()), sa.column('reason', sa.String()))
    withdrawn = decision.update().where(decision.c.outcome == 'withdrawn')  # the earlier release knows no such word
    op.execute(withdrawn.values(outcome='withheld', reason='other'))
    op.drop_table('programme_service')
    op.drop_table('programme_date')
    op.drop_table('correction')
    op.drop_table('about_you')
    with op.batch_alter_table('draft', schema=None) as batch_op:
        batch_op.drop_index('ix_draft_watchdog_id_ends_at')
        batch_op.drop_index('ix_draft_watchdog_id_code_digest')

    op.drop_table('draft')
