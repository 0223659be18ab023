"""phone and paper"""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('do_not_call',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('telephone', sa.LargeBinary(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('noted_by', sa.String(length=120), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_by', sa.String(length=120), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_do_not_call_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_do_not_call'))
    )
    op.create_table('outreach_event',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('place', sa.String(length=200), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('communities', sa.String(length=300), nullable=False),
    sa.Column('who_spoke', sa.Integer(), nullable=True),
    sa.Column('added_by', sa.String(length=120), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_outreach_event_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_outreach_event'))
    )
    with op.batch_alter_table('outreach_event', schema=None) as batch_op:
        batch_op.create_index('ix_outreach_event_watchdog_id_held_on', ['watchdog_id', 'held_on'], unique=False)

    op.create_table('saved_search',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('staff_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('asked', sa.LargeBinary(), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'staff_id'], ['staff_member.watchdog_id', 'staff_member.id'], name=op.f('fk_saved_search_watchdog_id_staff_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_saved_search_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_saved_search')),
    sa.UniqueConstraint('watchdog_id', 'staff_id', 'name', name=op.f('uq_saved_search_watchdog_id_staff_id_name'))
    )
    op.create_table('entry_change',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('feedback_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('before', sa.LargeBinary(), nullable=False),
    sa.Column('changed_by', sa.String(length=120), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'feedback_id'], ['feedback.watchdog_id', 'feedback.id'], name=op.f('fk_entry_change_watchdog_id_feedback_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_entry_change_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_entry_change')),
    sa.UniqueConstraint('watchdog_id', 'feedback_id', 'number', name=op.f('uq_entry_change_watchdog_id_feedback_id_number'))
    )
    op.create_table('entry_draft',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('staff_id', sa.Uuid(), nullable=False),
    sa.Column('channel', sa.String(length=40), nullable=False),
    sa.Column('state', sa.LargeBinary(), nullable=False),
    sa.Column('begun_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('feedback_id', sa.Uuid(), nullable=True),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['watchdog_id', 'feedback_id'], ['feedback.watchdog_id', 'feedback.id'], name=op.f('fk_entry_draft_watchdog_id_feedback_id')),
    sa.ForeignKeyConstraint(['watchdog_id', 'staff_id'], ['staff_member.watchdog_id', 'staff_member.id'], name=op.f('fk_entry_draft_watchdog_id_staff_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_entry_draft_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_entry_draft'))
    )
    with op.batch_alter_table('entry_draft', schema=None) as batch_op:
        batch_op.create_index('ix_entry_draft_watchdog_id_staff_id', ['watchdog_id', 'staff_id'], unique=False)

    op.create_table('spoken_consent',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('feedback_id', sa.Uuid(), nullable=False),
    sa.Column('use', sa.String(length=40), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('said', sa.String(length=40), nullable=False),
    sa.Column('wording', sa.String(length=20), nullable=False),
    sa.Column('initials', sa.String(length=10), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'feedback_id'], ['feedback.watchdog_id', 'feedback.id'], name=op.f('fk_spoken_consent_watchdog_id_feedback_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_spoken_consent_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_spoken_consent')),
    sa.UniqueConstraint('watchdog_id', 'feedback_id', 'use', 'number', name=op.f('uq_spoken_consent_watchdog_id_feedback_id_use_number'))
    )
    op.create_table('theme_heard',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('feedback_id', sa.Uuid(), nullable=False),
    sa.Column('theme', sa.String(length=60), nullable=False),
    sa.Column('heard_by', sa.String(length=120), nullable=False),
    sa.Column('heard_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'feedback_id'], ['feedback.watchdog_id', 'feedback.id'], name=op.f('fk_theme_heard_watchdog_id_feedback_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_theme_heard_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_theme_heard')),
    sa.UniqueConstraint('watchdog_id', 'feedback_id', 'theme', name=op.f('uq_theme_heard_watchdog_id_feedback_id_theme'))
    )
    op.create_table('callback',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('feedback_id', sa.Uuid(), nullable=True),
    sa.Column('draft_id', sa.Uuid(), nullable=True),
    sa.Column('rings_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.LargeBinary(), nullable=False),
    sa.Column('telephone', sa.LargeBinary(), nullable=False),
    sa.Column('why', sa.LargeBinary(), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('asked_by', sa.String(length=120), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('outcome', sa.String(length=40), nullable=True),
    sa.ForeignKeyConstraint(['watchdog_id', 'draft_id'], ['entry_draft.watchdog_id', 'entry_draft.id'], name=op.f('fk_callback_watchdog_id_draft_id')),
    sa.ForeignKeyConstraint(['watchdog_id', 'feedback_id'], ['feedback.watchdog_id', 'feedback.id'], name=op.f('fk_callback_watchdog_id_feedback_id')),
    sa.ForeignKeyConstraint(['watchdog_id', 'rings_id'], ['staff_member.watchdog_id', 'staff_member.id'], name=op.f('fk_callback_watchdog_id_rings_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_callback_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_callback'))
    )
    with op.batch_alter_table('callback', schema=None) as batch_op:
        batch_op.create_index('ix_callback_watchdog_id_due_at', ['watchdog_id', 'due_at'], unique=False)

    op.create_table('callback_attempt',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('callback_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('result', sa.String(length=40), nullable=False),
    sa.Column('note', sa.LargeBinary(), nullable=False),
    sa.Column('tried_by', sa.String(length=120), nullable=False),
    sa.Column('tried_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'callback_id'], ['callback.watchdog_id', 'callback.id'], name=op.f('fk_callback_attempt_watchdog_id_callback_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_callback_attempt_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_callback_attempt')),
    sa.UniqueConstraint('watchdog_id', 'callback_id', 'number', name=op.f('uq_callback_attempt_watchdog_id_callback_id_number'))
    )
    with op.batch_alter_table('feedback', schema=None) as batch_op:
        batch_op.add_column(sa.Column('entered_by', sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column('taken_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('caller_digest', sa.String(length=64), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('same_story_as', sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column('spoken_language', sa.String(length=12), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('interpreter', sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column('outreach_event_id', sa.Uuid(), nullable=True))
        batch_op.create_index('ix_feedback_watchdog_id_caller_digest', ['watchdog_id', 'caller_digest'], unique=False)
        batch_op.create_index('ix_feedback_watchdog_id_entered_by', ['watchdog_id', 'entered_by'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_feedback_watchdog_id_entered_by'), 'staff_member', ['watchdog_id', 'entered_by'], ['watchdog_id', 'id'])
        batch_op.create_foreign_key(batch_op.f('fk_feedback_watchdog_id_outreach_event_id'), 'outreach_event', ['watchdog_id', 'outreach_event_id'], ['watchdog_id', 'id'])
    with op.batch_alter_table('feedback', schema=None) as batch_op:
        batch_op.alter_column('caller_digest', server_default=None)
        batch_op.alter_column('spoken_language', server_default=None)
    op.create_index('ix_theme_tag_watchdog_id_theme', 'theme_tag', ['watchdog_id', 'theme', 'tagging_id', 'feedback_id'])


def downgrade() -> None:
    op.drop_index('ix_theme_tag_watchdog_id_theme', 'theme_tag')
    with op.batch_alter_table('feedback', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_feedback_watchdog_id_outreach_event_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_feedback_watchdog_id_entered_by'), type_='foreignkey')
        batch_op.drop_index('ix_feedback_watchdog_id_entered_by')
        batch_op.drop_index('ix_feedback_watchdog_id_caller_digest')
        batch_op.drop_column('outreach_event_id')
        batch_op.drop_column('interpreter')
        batch_op.drop_column('spoken_language')
        batch_op.drop_column('same_story_as')
        batch_op.drop_column('caller_digest')
        batch_op.drop_column('taken_at')
        batch_op.drop_column('entered_by')

    op.drop_table('callback_attempt')
    with op.batch_alter_table('callback', schema=None) as batch_op:
        batch_op.drop_index('ix_callback_watchdog_id_due_at')

    op.drop_table('callback')
    op.drop_table('theme_heard')
    op.drop_table('spoken_consent')
    with op.batch_alter_table('entry_draft', schema=None) as batch_op:
        batch_op.drop_index('ix_entry_draft_watchdog_id_staff_id')

    op.drop_table('entry_draft')
    op.drop_table('entry_change')
    op.drop_table('saved_search')
    with op.batch_alter_table('outreach_event', schema=None) as batch_op:
        batch_op.drop_index('ix_outreach_event_watchdog_id_held_on')

    op.drop_table('outreach_event')
    op.drop_table('do_not_call')
