"""programmes"""

import uuid

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

QUESTION_SETS = ("healthcare_review", "high_intensity_user_scheme")
"""What this release asks besides, at every watchdog that is here already."""

watchdog = sa.table("watchdog", sa.column("id", sa.String))
switch = sa.table(
    "question_set_switch",
    sa.column("watchdog_id", sa.String),
    sa.column("id", sa.Uuid),
    sa.column("question_set", sa.String),
    sa.column("is_on", sa.Boolean),
)


def upgrade() -> None:
    op.create_table('newsletter_subscription',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('address', sa.LargeBinary(), nullable=False),
    sa.Column('address_digest', sa.String(length=64), nullable=False),
    sa.Column('token_digest', sa.String(length=64), nullable=False),
    sa.Column('language', sa.String(length=12), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('stopped_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_newsletter_subscription_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_newsletter_subscription')),
    sa.UniqueConstraint('watchdog_id', 'address_digest', name=op.f('uq_newsletter_subscription_watchdog_id_address_digest')),
    sa.UniqueConstraint('watchdog_id', 'token_digest', name=op.f('uq_newsletter_subscription_watchdog_id_token_digest'))
    )
    op.create_table('commitment',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('programme_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('quotation', sa.String(length=600), nullable=False),
    sa.Column('promised_by', sa.String(length=200), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=True),
    sa.Column('source', sa.String(length=500), nullable=False),
    sa.Column('said_on', sa.Date(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('measure', sa.String(length=120), nullable=False),
    sa.Column('scope', sa.String(length=1000), nullable=False),
    sa.Column('direction', sa.String(length=40), nullable=True),
    sa.Column('baseline', sa.Date(), nullable=True),
    sa.Column('look_again_on', sa.Date(), nullable=True),
    sa.Column('added_by', sa.String(length=120), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_by', sa.String(length=120), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_because', sa.String(length=500), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'organisation_id'], ['organisation.watchdog_id', 'organisation.id'], name=op.f('fk_commitment_watchdog_id_organisation_id')),
    sa.ForeignKeyConstraint(['watchdog_id', 'programme_id'], ['programme.watchdog_id', 'programme.id'], name=op.f('fk_commitment_watchdog_id_programme_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_commitment_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_commitment'))
    )
    with op.batch_alter_table('commitment', schema=None) as batch_op:
        batch_op.create_index('ix_commitment_watchdog_id_programme_id', ['watchdog_id', 'programme_id'], unique=False)

    op.create_table('indicator',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('programme_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('definition', sa.String(length=1000), nullable=False),
    sa.Column('unit', sa.String(length=40), nullable=False),
    sa.Column('published_by', sa.String(length=200), nullable=False),
    sa.Column('source', sa.String(length=500), nullable=False),
    sa.Column('better', sa.String(length=40), nullable=True),
    sa.Column('measure', sa.String(length=120), nullable=False),
    sa.Column('scope', sa.String(length=1000), nullable=False),
    sa.Column('added_by', sa.String(length=120), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'programme_id'], ['programme.watchdog_id', 'programme.id'], name=op.f('fk_indicator_watchdog_id_programme_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_indicator_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_indicator'))
    )
    op.create_table('scheme_sharing',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('programme_id', sa.Uuid(), nullable=False),
    sa.Column('basis', sa.String(length=500), nullable=False),
    sa.Column('agreed_with', sa.String(length=200), nullable=False),
    sa.Column('expires_on', sa.Date(), nullable=False),
    sa.Column('people', sa.Integer(), nullable=False),
    sa.Column('taken_in_by', sa.String(length=120), nullable=False),
    sa.Column('taken_in_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('erased_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['watchdog_id', 'programme_id'], ['programme.watchdog_id', 'programme.id'], name=op.f('fk_scheme_sharing_watchdog_id_programme_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_scheme_sharing_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_scheme_sharing'))
    )
    op.create_table('commitment_verdict',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('commitment_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('verdict', sa.String(length=40), nullable=False),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('seen', sa.String(length=800), nullable=False),
    sa.Column('signed_by', sa.String(length=120), nullable=False),
    sa.Column('signed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'commitment_id'], ['commitment.watchdog_id', 'commitment.id'], name=op.f('fk_commitment_verdict_watchdog_id_commitment_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_commitment_verdict_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_commitment_verdict')),
    sa.UniqueConstraint('watchdog_id', 'commitment_id', 'number', name=op.f('uq_commitment_verdict_watchdog_id_commitment_id_number'))
    )
    op.create_table('indicator_figure',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('indicator_id', sa.Uuid(), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('value', sa.Float(), nullable=True),
    sa.Column('source', sa.String(length=500), nullable=False),
    sa.Column('entered_by', sa.String(length=120), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'indicator_id'], ['indicator.watchdog_id', 'indicator.id'], name=op.f('fk_indicator_figure_watchdog_id_indicator_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_indicator_figure_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_indicator_figure'))
    )
    with op.batch_alter_table('indicator_figure', schema=None) as batch_op:
        batch_op.create_index('ix_indicator_figure_watchdog_id_indicator_id', ['watchdog_id', 'indicator_id'], unique=False)

    op.create_table('scheme_contacts',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('sharing_id', sa.Uuid(), nullable=False),
    sa.Column('person', sa.Integer(), nullable=False),
    sa.Column('pseudonym', sa.LargeBinary(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('phase', sa.String(length=40), nullable=False),
    sa.Column('days', sa.Integer(), nullable=False),
    sa.Column('contacts', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'sharing_id'], ['scheme_sharing.watchdog_id', 'scheme_sharing.id'], name=op.f('fk_scheme_contacts_watchdog_id_sharing_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_scheme_contacts_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_scheme_contacts')),
    sa.UniqueConstraint('watchdog_id', 'sharing_id', 'person', 'kind', 'phase', name=op.f('uq_scheme_contacts_watchdog_id_sharing_id_person_kind_phase'))
    )
    with op.batch_alter_table('feedback', schema=None) as batch_op:
        batch_op.add_column(sa.Column('programme_id', sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_feedback_watchdog_id_programme_id'), 'programme', ['watchdog_id', 'programme_id'], ['watchdog_id', 'id'])

    with op.batch_alter_table('outreach_event', schema=None) as batch_op:
        batch_op.add_column(sa.Column('programme_id', sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_outreach_event_watchdog_id_programme_id'), 'programme', ['watchdog_id', 'programme_id'], ['watchdog_id', 'id'])

    with op.batch_alter_table('programme', schema=None) as batch_op:
        batch_op.add_column(sa.Column('kind', sa.String(length=40), nullable=False, server_default='service'))
        batch_op.add_column(sa.Column('about', sa.String(length=1000), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('partners', sa.JSON(), nullable=False, server_default='[]'))
        batch_op.add_column(sa.Column('ended_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('covers_all', sa.Boolean(), nullable=False, server_default=sa.false()))

    # Apart from the columns: SQLite copies the rows only once they have their defaults.
    with op.batch_alter_table('programme', schema=None) as batch_op:
        batch_op.alter_column('kind', server_default=None)
        batch_op.alter_column('about', server_default=None)
        batch_op.alter_column('partners', server_default=None)
        batch_op.alter_column('covers_all', server_default=None)

    connection = op.get_bind()
    watchdogs = connection.execute(sa.select(watchdog.c.id)).scalars().all()
    op.bulk_insert(
        switch,
        [
            {"watchdog_id": one, "id": uuid.uuid4(), "question_set": name, "is_on": True}
            for one in watchdogs
            for name in QUESTION_SETS
        ],
    )


def downgrade() -> None:
    op.execute(switch.delete().where(switch.c.question_set.in_(QUESTION_SETS)))
    with op.batch_alter_table('programme', schema=None) as batch_op:
        batch_op.drop_column('covers_all')
        batch_op.drop_column('ended_on')
        batch_op.drop_column('partners')
        batch_op.drop_column('about')
        batch_op.drop_column('kind')

    with op.batch_alter_table('outreach_event', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_outreach_event_watchdog_id_programme_id'), type_='foreignkey')
        batch_op.drop_column('programme_id')

    with op.batch_alter_table('feedback', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_feedback_watchdog_id_programme_id'), type_='foreignkey')
        batch_op.drop_column('programme_id')

    op.drop_table('scheme_contacts')
    with op.batch_alter_table('indicator_figure', schema=None) as batch_op:
        batch_op.drop_index('ix_indicator_figure_watchdog_id_indicator_id')

    op.drop_table('indicator_figure')
    op.drop_table('commitment_verdict')
    op.drop_table('scheme_sharing')
    op.drop_table('indicator')
    with op.batch_alter_table('commitment', schema=None) as batch_op:
        batch_op.drop_index('ix_commitment_watchdog_id_programme_id')

    op.drop_table('commitment')
    op.drop_table('newsletter_subscription')
