"""What is published and answered: recommendations, responses, reports, the clock's settings."""

import uuid

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

NUMBERS = {"answer_days": 20, "longer_answer_days": 30, "recheck_months": 12}
POWERS = {
    "asks_under": "section 221 of the Local Government and Public Involvement in Health Act 2007",
    "answers_under": (
        "section 224 of the Local Government and Public Involvement in Health Act 2007 and Part 6 of the NHS "
        "Bodies and Local Authorities (Partnership Arrangements, Care Trusts, Public Health and Local "
        "Healthwatch) Regulations 2012"
    ),
    "copies_to": [
        "Healthwatch England",
        "Care Quality Commission",
        "The council’s health scrutiny committee",
        "The health and wellbeing board",
    ],
    "ladder": [
        "The commissioner of the service",
        "The council’s health scrutiny committee",
        "Care Quality Commission",
    ],
    "annual_report_day": "06-30",
}
"""What a watchdog that is here already starts with."""

watchdog = sa.table("watchdog", sa.column("id", sa.String))
threshold = sa.table(
    "threshold",
    sa.column("watchdog_id", sa.String),
    sa.column("id", sa.Uuid),
    sa.column("kind", sa.String),
    sa.column("value", sa.Integer),
)
powers = sa.table(
    "powers",
    sa.column("watchdog_id", sa.String),
    sa.column("id", sa.Uuid),
    sa.column("asks_under", sa.String),
    sa.column("answers_under", sa.String),
    sa.column("copies_to", sa.JSON),
    sa.column("ladder", sa.JSON),
    sa.column("annual_report_day", sa.String),
)


def upgrade() -> None:
    op.create_table('bank_holiday_change',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('is_holiday', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_bank_holiday_change_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_bank_holiday_change')),
    sa.UniqueConstraint('watchdog_id', 'day', name=op.f('uq_bank_holiday_change_watchdog_id_day'))
    )
    op.create_table('powers',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('asks_under', sa.String(length=500), nullable=False),
    sa.Column('answers_under', sa.String(length=500), nullable=False),
    sa.Column('copies_to', sa.JSON(), nullable=False),
    sa.Column('ladder', sa.JSON(), nullable=False),
    sa.Column('annual_report_day', sa.String(length=5), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_powers_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_powers')),
    sa.UniqueConstraint('watchdog_id', name=op.f('uq_powers_watchdog_id'))
    )
    op.create_table('recommendation',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('asks', sa.String(length=300), nullable=False),
    sa.Column('details', sa.String(length=2000), nullable=False),
    sa.Column('finding', sa.String(length=1000), nullable=False),
    sa.Column('measure', sa.String(length=120), nullable=False),
    sa.Column('scope', sa.String(length=1000), nullable=False),
    sa.Column('programme_id', sa.Uuid(), nullable=True),
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.Column('body', sa.String(length=200), nullable=False),
    sa.Column('addressed_to', sa.String(length=200), nullable=False),
    sa.Column('copied_to', sa.JSON(), nullable=False),
    sa.Column('added_by', sa.String(length=120), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('published_by', sa.String(length=120), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_by', sa.String(length=120), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_because', sa.String(length=500), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'organisation_id'], ['organisation.watchdog_id', 'organisation.id'], name=op.f('fk_recommendation_watchdog_id_organisation_id')),
    sa.ForeignKeyConstraint(['watchdog_id', 'programme_id'], ['programme.watchdog_id', 'programme.id'], name=op.f('fk_recommendation_watchdog_id_programme_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_recommendation_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_recommendation')),
    sa.UniqueConstraint('watchdog_id', 'number', name=op.f('uq_recommendation_watchdog_id_number'))
    )
    op.create_table('recommendation_step',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('recommendation_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('days', sa.Integer(), nullable=True),
    sa.Column('longer_days', sa.Integer(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('longer_due_on', sa.Date(), nullable=True),
    sa.Column('to_name', sa.String(length=200), nullable=False),
    sa.Column('recheck', sa.String(length=40), nullable=True),
    sa.Column('note', sa.String(length=500), nullable=False),
    sa.Column('signed_by', sa.String(length=120), nullable=False),
    sa.Column('signed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_by', sa.String(length=120), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['watchdog_id', 'recommendation_id'], ['recommendation.watchdog_id', 'recommendation.id'], name=op.f('fk_recommendation_step_watchdog_id_recommendation_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_recommendation_step_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_recommendation_step')),
    sa.UniqueConstraint('watchdog_id', 'recommendation_id', 'number', name=op.f('uq_recommendation_step_watchdog_id_recommendation_id_number'))
    )
    op.create_table('report',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('template', sa.String(length=40), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('scope', sa.String(length=1000), nullable=False),
    sa.Column('programme_id', sa.Uuid(), nullable=True),
    sa.Column('service_id', sa.Uuid(), nullable=True),
    sa.Column('visited_on', sa.Date(), nullable=True),
    sa.Column('year_ended', sa.Date(), nullable=True),
    sa.Column('parts', sa.JSON(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('begun_by', sa.String(length=120), nullable=False),
    sa.Column('begun_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_by', sa.String(length=120), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_by', sa.String(length=120), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['watchdog_id', 'programme_id'], ['programme.watchdog_id', 'programme.id'], name=op.f('fk_report_watchdog_id_programme_id')),
    sa.ForeignKeyConstraint(['watchdog_id', 'service_id'], ['service.watchdog_id', 'service.id'], name=op.f('fk_report_watchdog_id_service_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_report_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_report')),
    sa.UniqueConstraint('watchdog_id', 'number', name=op.f('uq_report_watchdog_id_number'))
    )
    op.create_table('provider_response',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('recommendation_id', sa.Uuid(), nullable=True),
    sa.Column('feedback_id', sa.Uuid(), nullable=True),
    sa.Column('organisation_id', sa.Uuid(), nullable=True),
    sa.Column('body', sa.String(length=200), nullable=False),
    sa.Column('dated_on', sa.Date(), nullable=False),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.Column('came_by', sa.String(length=40), nullable=False),
    sa.Column('words', sa.LargeBinary(), nullable=False),
    sa.Column('from_whom', sa.LargeBinary(), nullable=False),
    sa.Column('shown', sa.String(), nullable=False),
    sa.Column('stance', sa.String(length=40), nullable=True),
    sa.Column('reason', sa.String(length=1000), nullable=False),
    sa.Column('change', sa.String(length=40), nullable=False),
    sa.Column('change_what', sa.String(length=1000), nullable=False),
    sa.Column('change_by', sa.Date(), nullable=True),
    sa.Column('entered_by', sa.String(length=120), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('checked_by', sa.String(length=120), nullable=False),
    sa.Column('checked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('published_by', sa.String(length=120), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_by', sa.String(length=120), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_because', sa.String(length=500), nullable=False),
    sa.CheckConstraint('(recommendation_id IS NULL) <> (feedback_id IS NULL)', name=op.f('ck_provider_response_answers_one_thing')),
    sa.ForeignKeyConstraint(['watchdog_id', 'feedback_id'], ['feedback.watchdog_id', 'feedback.id'], name=op.f('fk_provider_response_watchdog_id_feedback_id')),
    sa.ForeignKeyConstraint(['watchdog_id', 'organisation_id'], ['organisation.watchdog_id', 'organisation.id'], name=op.f('fk_provider_response_watchdog_id_organisation_id')),
    sa.ForeignKeyConstraint(['watchdog_id', 'recommendation_id'], ['recommendation.watchdog_id', 'recommendation.id'], name=op.f('fk_provider_response_watchdog_id_recommendation_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_provider_response_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_provider_response'))
    )
    with op.batch_alter_table('provider_response', schema=None) as batch_op:
        batch_op.create_index('ix_provider_response_watchdog_id_feedback_id', ['watchdog_id', 'feedback_id'], unique=False)
        batch_op.create_index('ix_provider_response_watchdog_id_recommendation_id', ['watchdog_id', 'recommendation_id'], unique=False)

    op.create_table('answer_link',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('recommendation_id', sa.Uuid(), nullable=False),
    sa.Column('token', sa.LargeBinary(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('made_by', sa.String(length=120), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('ended_by', sa.String(length=120), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['watchdog_id', 'recommendation_id'], ['recommendation.watchdog_id', 'recommendation.id'], name=op.f('fk_answer_link_watchdog_id_recommendation_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_answer_link_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_answer_link')),
    sa.UniqueConstraint('watchdog_id', 'token_hash', name=op.f('uq_answer_link_watchdog_id_token_hash'))
    )
    with op.batch_alter_table('answer_link', schema=None) as batch_op:
        batch_op.create_index('ix_answer_link_watchdog_id_recommendation_id', ['watchdog_id', 'recommendation_id'], unique=False)

    op.create_table('published_document',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('report_id', sa.Uuid(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('document', sa.Text(), nullable=False),
    sa.Column('fingerprint', sa.String(length=64), nullable=False),
    sa.Column('published_by', sa.String(length=120), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('ended_by', sa.String(length=120), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_because', sa.String(length=500), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'report_id'], ['report.watchdog_id', 'report.id'], name=op.f('fk_published_document_watchdog_id_report_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_published_document_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_published_document')),
    sa.UniqueConstraint('watchdog_id', 'kind', 'report_id', 'version', name=op.f('uq_published_document_watchdog_id_kind_report_id_version'))
    )
    op.create_table('quoted',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('document_id', sa.Uuid(), nullable=False),
    sa.Column('feedback_id', sa.Uuid(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('settled_by', sa.String(length=120), nullable=False),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('settled_how', sa.String(length=500), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'document_id'], ['published_document.watchdog_id', 'published_document.id'], name=op.f('fk_quoted_watchdog_id_document_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_quoted_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_quoted')),
    sa.UniqueConstraint('watchdog_id', 'document_id', 'feedback_id', name=op.f('uq_quoted_watchdog_id_document_id_feedback_id'))
    )
    with op.batch_alter_table('quoted', schema=None) as batch_op:
        batch_op.create_index('ix_quoted_watchdog_id_feedback_id', ['watchdog_id', 'feedback_id'], unique=False)
    here = [row.id for row in op.get_bind().execute(sa.select(watchdog.c.id))]
    op.bulk_insert(
        threshold,
        [
            {"watchdog_id": one, "id": uuid.uuid4(), "kind": kind, "value": value}
            for one in here
            for kind, value in NUMBERS.items()
        ],
    )
    op.bulk_insert(powers, [{"watchdog_id": one, "id": uuid.uuid4(), **POWERS} for one in here])


def downgrade() -> None:
    op.execute(threshold.delete().where(threshold.c.kind.in_([*NUMBERS])))
    with op.batch_alter_table('quoted', schema=None) as batch_op:
        batch_op.drop_index('ix_quoted_watchdog_id_feedback_id')

    op.drop_table('quoted')
    op.drop_table('published_document')
    with op.batch_alter_table('answer_link', schema=None) as batch_op:
        batch_op.drop_index('ix_answer_link_watchdog_id_recommendation_id')

    op.drop_table('answer_link')
    with op.batch_alter_table('provider_response', schema=None) as batch_op:
        batch_op.drop_index('ix_provider_response_watchdog_id_recommendation_id')
        batch_op.drop_index('ix_provider_response_watchdog_id_feedback_id')

    op.drop_table('provider_response')
    op.drop_table('report')
    op.drop_table('recommendation_step')
    op.drop_table('recommendation')
    op.drop_table('powers')
    op.drop_table('bank_holiday_change')
