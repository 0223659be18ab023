"""the first store"""

import sqlalchemy as sa
from alembic import op

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('watchdog',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('area', sa.String(length=200), nullable=False),
    sa.Column('telephone', sa.String(length=40), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('is_demonstration', sa.Boolean(), nullable=False),
    sa.Column('key_check', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_watchdog'))
    )
    op.create_table('audit_event',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor', sa.String(length=120), nullable=False),
    sa.Column('event', sa.String(length=40), nullable=False),
    sa.Column('subject', sa.String(length=80), nullable=False),
    sa.Column('detail', sa.JSON(), nullable=False),
    sa.Column('previous_hash', sa.String(length=64), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_audit_event_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'sequence', name=op.f('pk_audit_event'))
    )
    op.create_table('audit_head',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_audit_head_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', name=op.f('pk_audit_head'))
    )
    op.create_table('feedback',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('reference', sa.String(length=20), nullable=False),
    sa.Column('submission_token', sa.String(length=128), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('counted_on', sa.Date(), nullable=False),
    sa.Column('happened_on', sa.Date(), nullable=True),
    sa.Column('happened_in_month', sa.Boolean(), nullable=False),
    sa.Column('channel', sa.String(length=40), nullable=False),
    sa.Column('language', sa.String(length=12), nullable=False),
    sa.Column('journey', sa.String(length=40), nullable=False),
    sa.Column('speaker', sa.String(length=40), nullable=False),
    sa.Column('standing', sa.String(length=40), nullable=False),
    sa.Column('rating', sa.String(length=40), nullable=True),
    sa.Column('words', sa.LargeBinary(), nullable=False),
    sa.Column('service_not_listed', sa.LargeBinary(), nullable=False),
    sa.Column('answers', sa.JSON(), nullable=False),
    sa.Column('question_set', sa.String(length=60), nullable=False),
    sa.Column('consent_reports', sa.Boolean(), nullable=False),
    sa.Column('consent_quotation', sa.Boolean(), nullable=False),
    sa.Column('consent_pass_on', sa.Boolean(), nullable=False),
    sa.Column('consent_contact', sa.Boolean(), nullable=False),
    sa.Column('consent_wording', sa.String(length=20), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_feedback_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_feedback')),
    sa.UniqueConstraint('watchdog_id', 'reference', name=op.f('uq_feedback_watchdog_id_reference')),
    sa.UniqueConstraint('watchdog_id', 'submission_token', name=op.f('uq_feedback_watchdog_id_submission_token'))
    )
    with op.batch_alter_table('feedback', schema=None) as batch_op:
        batch_op.create_index('ix_feedback_watchdog_id_counted_on', ['watchdog_id', 'counted_on'], unique=False)

    op.create_table('organisation',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('sector', sa.String(length=40), nullable=False),
    sa.Column('ods_code', sa.String(length=20), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('successor_id', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['watchdog_id', 'successor_id'], ['organisation.watchdog_id', 'organisation.id'], name=op.f('fk_organisation_watchdog_id_successor_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_organisation_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_organisation')),
    sa.UniqueConstraint('watchdog_id', 'name', name=op.f('uq_organisation_watchdog_id_name'))
    )
    op.create_table('programme',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('started_on', sa.Date(), nullable=True),
    sa.Column('source', sa.String(length=500), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_programme_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_programme')),
    sa.UniqueConstraint('watchdog_id', 'name', name=op.f('uq_programme_watchdog_id_name'))
    )
    op.create_table('signpost',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('number', sa.String(length=60), nullable=False),
    sa.Column('hours', sa.String(length=200), nullable=False),
    sa.Column('checked_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_signpost_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_signpost')),
    sa.UniqueConstraint('watchdog_id', 'kind', name=op.f('uq_signpost_watchdog_id_kind'))
    )
    op.create_table('staff_member',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('email', sa.String(length=200), nullable=False),
    sa.Column('role', sa.String(length=40), nullable=False),
    sa.Column('password_hash', sa.String(length=300), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('disabled_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_staff_member_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_staff_member')),
    sa.UniqueConstraint('watchdog_id', 'email', name=op.f('uq_staff_member_watchdog_id_email'))
    )
    op.create_table('contact',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('feedback_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.LargeBinary(), nullable=False),
    sa.Column('telephone', sa.LargeBinary(), nullable=False),
    sa.Column('email', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'feedback_id'], ['feedback.watchdog_id', 'feedback.id'], name=op.f('fk_contact_watchdog_id_feedback_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_contact_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_contact')),
    sa.UniqueConstraint('watchdog_id', 'feedback_id', name=op.f('uq_contact_watchdog_id_feedback_id'))
    )
    op.create_table('moderation_decision',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('feedback_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('outcome', sa.String(length=40), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=True),
    sa.Column('note', sa.LargeBinary(), nullable=False),
    sa.Column('decided_by', sa.String(length=120), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'feedback_id'], ['feedback.watchdog_id', 'feedback.id'], name=op.f('fk_moderation_decision_watchdog_id_feedback_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_moderation_decision_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_moderation_decision')),
    sa.UniqueConstraint('watchdog_id', 'feedback_id', 'number', name=op.f('uq_moderation_decision_watchdog_id_feedback_id_number'))
    )
    op.create_table('service',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('sector', sa.String(length=40), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('successor_id', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['watchdog_id', 'organisation_id'], ['organisation.watchdog_id', 'organisation.id'], name=op.f('fk_service_watchdog_id_organisation_id')),
    sa.ForeignKeyConstraint(['watchdog_id', 'successor_id'], ['service.watchdog_id', 'service.id'], name=op.f('fk_service_watchdog_id_successor_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_service_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_service')),
    sa.UniqueConstraint('watchdog_id', 'name', name=op.f('uq_service_watchdog_id_name'))
    )
    op.create_table('sign_in',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('staff_id', sa.Uuid(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['watchdog_id', 'staff_id'], ['staff_member.watchdog_id', 'staff_member.id'], name=op.f('fk_sign_in_watchdog_id_staff_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_sign_in_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_sign_in')),
    sa.UniqueConstraint('watchdog_id', 'token_hash', name=op.f('uq_sign_in_watchdog_id_token_hash'))
    )
    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.create_index('ix_sign_in_watchdog_id_staff_id', ['watchdog_id', 'staff_id'], unique=False)

    op.create_table('tag_decision',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('feedback_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('value', sa.String(length=60), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('decided_by', sa.String(length=120), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'feedback_id'], ['feedback.watchdog_id', 'feedback.id'], name=op.f('fk_tag_decision_watchdog_id_feedback_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_tag_decision_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_tag_decision')),
    sa.UniqueConstraint('watchdog_id', 'feedback_id', 'kind', 'round', 'value', name=op.f('uq_tag_decision_watchdog_id_feedback_id_kind_round_value'))
    )
    op.create_table('tagging',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('feedback_id', sa.Uuid(), nullable=False),
    sa.Column('taxonomy_version', sa.String(length=40), nullable=False),
    sa.Column('model_version', sa.String(length=80), nullable=False),
    sa.Column('outcome', sa.String(length=40), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('tagged_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'feedback_id'], ['feedback.watchdog_id', 'feedback.id'], name=op.f('fk_tagging_watchdog_id_feedback_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_tagging_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_tagging')),
    sa.UniqueConstraint('watchdog_id', 'feedback_id', 'taxonomy_version', 'model_version', name=op.f('uq_tagging_watchdog_id_feedback_id_taxonomy_version_model_version'))
    )
    op.create_table('feedback_service',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('feedback_id', sa.Uuid(), nullable=False),
    sa.Column('service_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'feedback_id'], ['feedback.watchdog_id', 'feedback.id'], name=op.f('fk_feedback_service_watchdog_id_feedback_id')),
    sa.ForeignKeyConstraint(['watchdog_id', 'service_id'], ['service.watchdog_id', 'service.id'], name=op.f('fk_feedback_service_watchdog_id_service_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_feedback_service_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_feedback_service')),
    sa.UniqueConstraint('watchdog_id', 'feedback_id', 'service_id', name=op.f('uq_feedback_service_watchdog_id_feedback_id_service_id'))
    )
    op.create_table('handover',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('feedback_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('from_service_id', sa.Uuid(), nullable=True),
    sa.Column('from_sector', sa.String(length=40), nullable=False),
    sa.Column('to_service_id', sa.Uuid(), nullable=True),
    sa.Column('to_sector', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'feedback_id'], ['feedback.watchdog_id', 'feedback.id'], name=op.f('fk_handover_watchdog_id_feedback_id')),
    sa.ForeignKeyConstraint(['watchdog_id', 'from_service_id'], ['service.watchdog_id', 'service.id'], name=op.f('fk_handover_watchdog_id_from_service_id')),
    sa.ForeignKeyConstraint(['watchdog_id', 'to_service_id'], ['service.watchdog_id', 'service.id'], name=op.f('fk_handover_watchdog_id_to_service_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_handover_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_handover')),
    sa.UniqueConstraint('watchdog_id', 'feedback_id', 'position', name=op.f('uq_handover_watchdog_id_feedback_id_position'))
    )
    op.create_table('sentiment_tag',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('tagging_id', sa.Uuid(), nullable=False),
    sa.Column('feedback_id', sa.Uuid(), nullable=False),
    sa.Column('sentiment', sa.String(length=40), nullable=False),
    sa.Column('score', sa.Float(), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'feedback_id'], ['feedback.watchdog_id', 'feedback.id'], name=op.f('fk_sentiment_tag_watchdog_id_feedback_id')),
    sa.ForeignKeyConstraint(['watchdog_id', 'tagging_id'], ['tagging.watchdog_id', 'tagging.id'], name=op.f('fk_sentiment_tag_watchdog_id_tagging_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_sentiment_tag_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_sentiment_tag')),
    sa.UniqueConstraint('watchdog_id', 'tagging_id', name=op.f('uq_sentiment_tag_watchdog_id_tagging_id'))
    )
    with op.batch_alter_table('sentiment_tag', schema=None) as batch_op:
        batch_op.create_index('ix_sentiment_tag_watchdog_id_feedback_id', ['watchdog_id', 'feedback_id'], unique=False)

    op.create_table('theme_tag',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('tagging_id', sa.Uuid(), nullable=False),
    sa.Column('feedback_id', sa.Uuid(), nullable=False),
    sa.Column('theme', sa.String(length=60), nullable=False),
    sa.Column('spans', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'feedback_id'], ['feedback.watchdog_id', 'feedback.id'], name=op.f('fk_theme_tag_watchdog_id_feedback_id')),
    sa.ForeignKeyConstraint(['watchdog_id', 'tagging_id'], ['tagging.watchdog_id', 'tagging.id'], name=op.f('fk_theme_tag_watchdog_id_tagging_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_theme_tag_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_theme_tag')),
    sa.UniqueConstraint('watchdog_id', 'tagging_id', 'theme', name=op.f('uq_theme_tag_watchdog_id_tagging_id_theme'))
    )
    with op.batch_alter_table('theme_tag', schema=None) as batch_op:
        batch_op.create_index('ix_theme_tag_watchdog_id_feedback_id', ['watchdog_id', 'feedback_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('theme_tag', schema=None) as batch_op:
        batch_op.drop_index('ix_theme_tag_watchdog_id_feedback_id')

    op.drop_table('theme_tag')
    with op.batch_alter_table('sentiment_tag', schema=None) as batch_op:
        batch_op.drop_index('ix_sentiment_tag_watchdog_id_feedback_id')

    op.drop_table('sentiment_tag')
    op.drop_table('handover')
    op.drop_table('feedback_service')
    op.drop_table('tagging')
    op.drop_table('tag_decision')
    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.drop_index('ix_sign_in_watchdog_id_staff_id')

    op.drop_table('sign_in')
    op.drop_table('service')
    op.drop_table('moderation_decision')
    op.drop_table('contact')
    op.drop_table('staff_member')
    op.drop_table('signpost')
    op.drop_table('programme')
    op.drop_table('organisation')
    with op.batch_alter_table('feedback', schema=None) as batch_op:
        batch_op.drop_index('ix_feedback_watchdog_id_counted_on')

    op.drop_table('feedback')
    op.drop_table('audit_head')
    op.drop_table('audit_event')
    op.drop_table('watchdog')
