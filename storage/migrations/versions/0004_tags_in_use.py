"""tags in use: what the machine was sure of, what it read only in part, and which reading counts"""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

NEW_COLUMNS = (
    ('tagging', 'is_cut', sa.Boolean(), sa.false()),
    ('sentiment_tag', 'confidence', sa.Float(), '0'),
    ('sentiment_tag', 'is_mixed', sa.Boolean(), sa.false()),
)
tagging = sa.table(
    'tagging',
    sa.column('watchdog_id', sa.String),
    sa.column('id', sa.Uuid),
    sa.column('taxonomy_version', sa.String),
    sa.column('model_version', sa.String),
    sa.column('outcome', sa.String),
    sa.column('tagged_at', sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    in_use = op.create_table('tags_in_use',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('taxonomy_version', sa.String(length=40), nullable=False),
    sa.Column('model_version', sa.String(length=80), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('chosen_by', sa.String(length=120), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_tags_in_use_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_tags_in_use'))
    )
    for table, name, kind, default in NEW_COLUMNS:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column(name, kind, nullable=False, server_default=default))
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column(name, server_default=None)
    _keep_what_was_shown(in_use)


def _keep_what_was_shown(in_use: sa.Table) -> None:
    """The figures went by the newest release that had tagged; they go on doing so."""
    connection = op.get_bind()
    for watchdog_id in connection.execute(sa.text("SELECT id FROM watchdog")).scalars().all():
        tagged = sa.and_(tagging.c.watchdog_id == watchdog_id, tagging.c.outcome == 'tagged')
        newest = connection.execute(
            sa.select(tagging.c.taxonomy_version, tagging.c.model_version)
            .where(tagged)
            .order_by(tagging.c.tagged_at.desc(), tagging.c.id.desc())
            .limit(1)
        ).one_or_none()
        if newest is None:
            continue
        since = connection.execute(
            sa.select(sa.func.min(tagging.c.tagged_at)).where(
                tagged,
                tagging.c.taxonomy_version == newest.taxonomy_version,
                tagging.c.model_version == newest.model_version,
            )
        ).scalar_one()
        op.bulk_insert(in_use, [{
            'watchdog_id': watchdog_id,
            'id': uuid4(),
            'taxonomy_version': newest.taxonomy_version,
            'model_version': newest.model_version,
            'since': since,
            'chosen_by': 'job:upgrade',
        }])


def downgrade() -> None:
    for table, name, _, _ in reversed(NEW_COLUMNS):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column(name)
    op.drop_table('tags_in_use')
