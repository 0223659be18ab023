"""the staff room"""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

ROUND = ['watchdog_id', 'feedback_id', 'kind', 'is_blind', 'round', 'value']
NUMBERS = {
    'danger_hours': 1,
    'concern_hours': 24,
    'read_twice_percent': 10,
    'keep_contact_months': 12,
    'keep_words_months': 36,
}
"""What a watchdog of before starts with; staff choose others."""

# The index over approved words. Everything of it is named approved_search..., and `storage.search_index` asks it.
# SQLite: the places of one watchdog's words follow each other (`shelf` is its number), so that a search walks
# past nobody else's; the index itself keeps no copy of the words. PostgreSQL: a column that follows them, in
# which "@" and the watchdog's id is a word like others; words as common as "not" are found too.
WORDS_OF_PLACE = "FROM approved_search_place AS at WHERE at.watchdog_id = {row}.watchdog_id AND at.feedback_id = {row}.feedback_id"
ADD = f"INSERT INTO approved_search (rowid, words, should_happen, added) SELECT at.place, new.words, new.should_happen, new.added {WORDS_OF_PLACE.format(row='new')}"
REMOVE = f"INSERT INTO approved_search (approved_search, rowid, words, should_happen, added) SELECT 'delete', at.place, old.words, old.should_happen, old.added {WORDS_OF_PLACE.format(row='old')}"
SQLITE_UP = (
    "CREATE TABLE approved_search_shelf (number INTEGER PRIMARY KEY, watchdog_id VARCHAR(40) NOT NULL UNIQUE)",
    "CREATE TABLE approved_search_place (place INTEGER PRIMARY KEY, watchdog_id VARCHAR(40) NOT NULL, feedback_id CHAR(32) NOT NULL, UNIQUE (watchdog_id, feedback_id))",
    "CREATE VIEW approved_search_text AS SELECT at.place, kept.words, kept.should_happen, kept.added FROM approved_search_place AS at JOIN approved_words AS kept ON kept.watchdog_id = at.watchdog_id AND kept.feedback_id = at.feedback_id",
    "CREATE VIRTUAL TABLE approved_search USING fts5(words, should_happen, added, content='approved_search_text', content_rowid='place', tokenize=\"porter unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\")",
    f"""CREATE TRIGGER approved_search_added AFTER INSERT ON approved_words BEGIN
        INSERT INTO approved_search_shelf (watchdog_id)
        SELECT new.watchdog_id WHERE new.watchdog_id NOT IN (SELECT watchdog_id FROM approved_search_shelf);
        INSERT INTO approved_search_place (place, watchdog_id, feedback_id)
        SELECT 1 + coalesce((SELECT max(place) FROM approved_search_place WHERE place >= number << 40 AND place < (number + 1) << 40), number << 40), new.watchdog_id, new.feedback_id
        FROM approved_search_shelf WHERE watchdog_id = new.watchdog_id;
        {ADD};
    END""",
    f"CREATE TRIGGER approved_search_changed AFTER UPDATE ON approved_words BEGIN {REMOVE}; {ADD}; END",
    f"""CREATE TRIGGER approved_search_removed AFTER DELETE ON approved_words BEGIN
        {REMOVE};
        DELETE FROM approved_search_place WHERE watchdog_id = old.watchdog_id AND feedback_id = old.feedback_id;
    END""",
)
SQLITE_DOWN = ("DROP TABLE approved_search", "DROP VIEW approved_search_text", "DROP TABLE approved_search_place", "DROP TABLE approved_search_shelf")
BETWEEN_WORDS = "!\"#$%&''()*+,-./:;<=>?@[\\]^_`{|}~\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00b7\u2022\u00ab\u00bb\u060c\u061b\u061f\u06d4"
"""What PostgreSQL would read as part of an address or a number, as SQLite never does; the quote is one."""
POSTGRESQL_UP = (
    "CREATE TEXT SEARCH DICTIONARY approved_search (TEMPLATE = snowball, Language = english)",
    "CREATE TEXT SEARCH CONFIGURATION approved_search (COPY = english)",
    "ALTER TEXT SEARCH CONFIGURATION approved_search ALTER MAPPING REPLACE english_stem WITH approved_search",
    f"""ALTER TABLE approved_words ADD COLUMN approved_search tsvector GENERATED ALWAYS AS (
        to_tsvector('approved_search', translate(left(words || ' ' || should_happen || ' ' || added, 100000), '{BETWEEN_WORDS}', '{' ' * len(BETWEEN_WORDS)}'))
        || array_to_tsvector(ARRAY['@' || watchdog_id])
    ) STORED""",
    "CREATE INDEX approved_search_words ON approved_words USING gin (approved_search)",
)
POSTGRESQL_DOWN = (
    "ALTER TABLE approved_words DROP COLUMN approved_search",
    "DROP TEXT SEARCH CONFIGURATION approved_search",
    "DROP TEXT SEARCH DICTIONARY approved_search",
)

INDEXES = [
    ('ix_audit_event_watchdog_id_subject', 'audit_event', ['watchdog_id', 'subject']),
    ('ix_feedback_watchdog_id_received_at', 'feedback', ['watchdog_id', 'received_at']),
    ('ix_moderation_decision_watchdog_id_decided_at', 'moderation_decision', ['watchdog_id', 'decided_at']),
]
"""On tables of before: what happened to one piece of feedback, and what happened this week."""

threshold = sa.table(
    'threshold',
    sa.column('watchdog_id', sa.String()),
    sa.column('id', sa.Uuid()),
    sa.column('kind', sa.String()),
    sa.column('value', sa.Integer()),
)


def run(statements: tuple[str, ...]) -> None:
    for statement in statements:
        op.execute(sa.text(statement.replace(':', r'\:')))


def upgrade() -> None:
    op.create_table('approved_words',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('feedback_id', sa.Uuid(), nullable=False),
    sa.Column('decision', sa.Integer(), nullable=False),
    sa.Column('is_publishable', sa.Boolean(), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('should_happen', sa.String(), nullable=False),
    sa.Column('added', sa.String(), nullable=False),
    sa.Column('approved_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'feedback_id'], ['feedback.watchdog_id', 'feedback.id'], name=op.f('fk_approved_words_watchdog_id_feedback_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_approved_words_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_approved_words')),
    sa.UniqueConstraint('watchdog_id', 'feedback_id', name=op.f('uq_approved_words_watchdog_id_feedback_id'))
    )
    op.create_table('concern_reading',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('feedback_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.String(length=80), nullable=False),
    sa.Column('texts', sa.Integer(), nullable=False),
    sa.Column('read_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'feedback_id'], ['feedback.watchdog_id', 'feedback.id'], name=op.f('fk_concern_reading_watchdog_id_feedback_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_concern_reading_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_concern_reading')),
    sa.UniqueConstraint('watchdog_id', 'feedback_id', 'version', 'texts', name=op.f('uq_concern_reading_watchdog_id_feedback_id_version_texts'))
    )
    op.create_table('escalation',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('feedback_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('kinds', sa.JSON(), nullable=False),
    sa.Column('reasons', sa.JSON(), nullable=False),
    sa.Column('raised_by', sa.String(length=120), nullable=False),
    sa.Column('raised_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('lead_id', sa.Uuid(), nullable=True),
    sa.Column('overdue_told_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('outcome', sa.String(length=40), nullable=True),
    sa.ForeignKeyConstraint(['watchdog_id', 'feedback_id'], ['feedback.watchdog_id', 'feedback.id'], name=op.f('fk_escalation_watchdog_id_feedback_id')),
    sa.ForeignKeyConstraint(['watchdog_id', 'lead_id'], ['staff_member.watchdog_id', 'staff_member.id'], name=op.f('fk_escalation_watchdog_id_lead_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_escalation_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_escalation'))
    )
    with op.batch_alter_table('escalation', schema=None) as batch_op:
        batch_op.create_index('ix_escalation_watchdog_id_decided_at', ['watchdog_id', 'decided_at'], unique=False)
        batch_op.create_index('ix_escalation_watchdog_id_feedback_id', ['watchdog_id', 'feedback_id'], unique=False)

    op.create_table('redaction',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('feedback_id', sa.Uuid(), nullable=False),
    sa.Column('decision', sa.Integer(), nullable=False),
    sa.Column('part', sa.String(length=40), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('end', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('instead', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'feedback_id'], ['feedback.watchdog_id', 'feedback.id'], name=op.f('fk_redaction_watchdog_id_feedback_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_redaction_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_redaction')),
    sa.UniqueConstraint('watchdog_id', 'feedback_id', 'decision', 'part', 'start', name=op.f('uq_redaction_watchdog_id_feedback_id_decision_part_start'))
    )
    op.create_table('to_tell',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('feedback_id', sa.Uuid(), nullable=False),
    sa.Column('decision', sa.Integer(), nullable=False),
    sa.Column('changes', sa.JSON(), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('told_by', sa.String(length=120), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'feedback_id'], ['feedback.watchdog_id', 'feedback.id'], name=op.f('fk_to_tell_watchdog_id_feedback_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_to_tell_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_to_tell')),
    sa.UniqueConstraint('watchdog_id', 'feedback_id', 'decision', name=op.f('uq_to_tell_watchdog_id_feedback_id_decision'))
    )
    with op.batch_alter_table('to_tell', schema=None) as batch_op:
        batch_op.create_index('ix_to_tell_watchdog_id_told_at', ['watchdog_id', 'told_at'], unique=False)

    op.create_table('escalation_step',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('escalation_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('outcome', sa.String(length=40), nullable=True),
    sa.Column('note', sa.LargeBinary(), nullable=False),
    sa.Column('to_staff_id', sa.Uuid(), nullable=True),
    sa.Column('taken_by', sa.String(length=120), nullable=False),
    sa.Column('taken_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'escalation_id'], ['escalation.watchdog_id', 'escalation.id'], name=op.f('fk_escalation_step_watchdog_id_escalation_id')),
    sa.ForeignKeyConstraint(['watchdog_id', 'to_staff_id'], ['staff_member.watchdog_id', 'staff_member.id'], name=op.f('fk_escalation_step_watchdog_id_to_staff_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_escalation_step_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_escalation_step')),
    sa.UniqueConstraint('watchdog_id', 'escalation_id', 'number', name=op.f('uq_escalation_step_watchdog_id_escalation_id_number'))
    )
    op.create_table('reviewed_join',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('feedback_id', sa.Uuid(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('from_service_id', sa.Uuid(), nullable=True),
    sa.Column('from_sector', sa.String(length=40), nullable=False),
    sa.Column('to_service_id', sa.Uuid(), nullable=True),
    sa.Column('to_sector', sa.String(length=40), nullable=False),
    sa.Column('problems', sa.JSON(), nullable=False),
    sa.Column('decided_by', sa.String(length=120), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'feedback_id'], ['feedback.watchdog_id', 'feedback.id'], name=op.f('fk_reviewed_join_watchdog_id_feedback_id')),
    sa.ForeignKeyConstraint(['watchdog_id', 'from_service_id'], ['service.watchdog_id', 'service.id'], name=op.f('fk_reviewed_join_watchdog_id_from_service_id')),
    sa.ForeignKeyConstraint(['watchdog_id', 'to_service_id'], ['service.watchdog_id', 'service.id'], name=op.f('fk_reviewed_join_watchdog_id_to_service_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_reviewed_join_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_reviewed_join')),
    sa.UniqueConstraint('watchdog_id', 'feedback_id', 'round', 'position', name=op.f('uq_reviewed_join_watchdog_id_feedback_id_round_position'))
    )
    with op.batch_alter_table('feedback', schema=None) as batch_op:
        batch_op.add_column(sa.Column('words_gone_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('word_count', sa.Integer(), nullable=True))

    with op.batch_alter_table('outbox_message', schema=None) as batch_op:
        batch_op.add_column(sa.Column('about_id', sa.Uuid(), nullable=True))

    with op.batch_alter_table('moderation_decision', schema=None) as batch_op:
        batch_op.add_column(sa.Column('hold_reason', sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column('criticality', sa.Integer(), nullable=True))

    with op.batch_alter_table('tag_decision', schema=None) as batch_op:
        batch_op.add_column(sa.Column('is_blind', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.drop_constraint(batch_op.f('uq_tag_decision_watchdog_id_feedback_id_kind_round_value'), type_='unique')
        batch_op.create_unique_constraint('uq_tag_decision_round', ROUND)
    with op.batch_alter_table('tag_decision', schema=None) as batch_op:
        batch_op.alter_column('is_blind', server_default=None)

    with op.batch_alter_table('watchdog', schema=None) as batch_op:
        batch_op.add_column(sa.Column('lead_id', sa.Uuid(), nullable=True))

    for name, table, columns in INDEXES:
        op.create_index(name, table, columns)

    connection = op.get_bind()
    run(SQLITE_UP if connection.dialect.name == 'sqlite' else POSTGRESQL_UP)
    for watchdog_id in connection.execute(sa.text("SELECT id FROM watchdog")).scalars().all():
        op.bulk_insert(
            threshold,
            [
                {'watchdog_id': watchdog_id, 'id': uuid4(), 'kind': kind, 'value': value}
                for kind, value in NUMBERS.items()
            ],
        )


def downgrade() -> None:
    for name, table, _ in INDEXES:
        op.drop_index(name, table)

    with op.batch_alter_table('watchdog', schema=None) as batch_op:
        batch_op.drop_column('lead_id')

    decision = sa.table('tag_decision', sa.column('is_blind', sa.Boolean()))
    op.execute(decision.delete().where(decision.c.is_blind))
    with op.batch_alter_table('tag_decision', schema=None) as batch_op:
        batch_op.drop_constraint('uq_tag_decision_round', type_='unique')
        batch_op.create_unique_constraint(batch_op.f('uq_tag_decision_watchdog_id_feedback_id_kind_round_value'), [name for name in ROUND if name != 'is_blind'])
        batch_op.drop_column('is_blind')

    op.execute(threshold.delete().where(threshold.c.kind.in_(NUMBERS)))
    verdict = sa.table('moderation_decision', sa.column('outcome', sa.String()), sa.column('reason', sa.String()))
    was = verdict.c.outcome
    op.execute(verdict.update().where(was == 'publishable').values(outcome='approved'))
    op.execute(verdict.update().where(was == 'on_hold').values(outcome='withheld', reason='other'))
    with op.batch_alter_table('moderation_decision', schema=None) as batch_op:
        batch_op.drop_column('criticality')
        batch_op.drop_column('hold_reason')

    message = sa.table('outbox_message', sa.column('about_id', sa.Uuid()))
    op.execute(message.delete().where(message.c.about_id.is_not(None)))
    with op.batch_alter_table('outbox_message', schema=None) as batch_op:
        batch_op.drop_column('about_id')

    with op.batch_alter_table('feedback', schema=None) as batch_op:
        batch_op.drop_column('word_count')
        batch_op.drop_column('words_gone_at')

    op.drop_table('reviewed_join')
    op.drop_table('escalation_step')
    with op.batch_alter_table('to_tell', schema=None) as batch_op:
        batch_op.drop_index('ix_to_tell_watchdog_id_told_at')

    op.drop_table('to_tell')
    op.drop_table('redaction')
    with op.batch_alter_table('escalation', schema=None) as batch_op:
        batch_op.drop_index('ix_escalation_watchdog_id_feedback_id')
        batch_op.drop_index('ix_escalation_watchdog_id_decided_at')

    op.drop_table('escalation')
    op.drop_table('concern_reading')
    run(SQLITE_DOWN if op.get_bind().dialect.name == 'sqlite' else POSTGRESQL_DOWN)
    op.drop_table('approved_words')
