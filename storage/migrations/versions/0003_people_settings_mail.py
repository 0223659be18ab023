"""people, settings and mail: roles instead of one role, a second factor, links, an outbox, changes

Going back gives nobody more than they had. Whoever has just the roles that one earlier role became has
that role again; whoever is administrator, moderator and analyst, and more, is administrator; everybody
else is a volunteer, who reads nothing, until the administrator says otherwise. A watchdog whose
administrators would all be volunteers then is told to give one of them the three roles first.
"""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

from models.errors import FeedbackError

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

BECOMES = {
    "volunteer": "volunteer",
    "staff": "analyst,moderator",
    "administrator": "administrator,analyst,moderator",
}
"""Nobody loses what they could do: an administrator could do all that staff could."""

THRESHOLDS = {"smallest_base": 10, "smallest_cell": 5, "round_to": 5}
QUESTION_SETS = ("have_your_say",)

staff = sa.table(
    "staff_member",
    sa.column("watchdog_id", sa.String),
    sa.column("id", sa.Uuid),
    sa.column("role", sa.String),
    sa.column("roles", sa.String),
    sa.column("disabled_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    op.create_table('question_set_switch',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('question_set', sa.String(length=60), nullable=False),
    sa.Column('is_on', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_question_set_switch_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_question_set_switch')),
    sa.UniqueConstraint('watchdog_id', 'question_set', name=op.f('uq_question_set_switch_watchdog_id_question_set'))
    )
    op.create_table('setting_change',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('subject', sa.String(length=80), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('changes', sa.JSON(), nullable=False),
    sa.Column('changed_by', sa.String(length=120), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_setting_change_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_setting_change')),
    sa.UniqueConstraint('watchdog_id', 'kind', 'subject', 'number', name=op.f('uq_setting_change_watchdog_id_kind_subject_number'))
    )
    op.create_table('threshold',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('value', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_threshold_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_threshold')),
    sa.UniqueConstraint('watchdog_id', 'kind', name=op.f('uq_threshold_watchdog_id_kind'))
    )
    op.create_table('one_time_link',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('staff_id', sa.Uuid(), nullable=False),
    sa.Column('purpose', sa.String(length=40), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('secret', sa.LargeBinary(), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('made_by', sa.String(length=120), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['watchdog_id', 'staff_id'], ['staff_member.watchdog_id', 'staff_member.id'], name=op.f('fk_one_time_link_watchdog_id_staff_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_one_time_link_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_one_time_link')),
    sa.UniqueConstraint('watchdog_id', 'token_hash', name=op.f('uq_one_time_link_watchdog_id_token_hash'))
    )
    with op.batch_alter_table('one_time_link', schema=None) as batch_op:
        batch_op.create_index('ix_one_time_link_watchdog_id_staff_id', ['watchdog_id', 'staff_id'], unique=False)

    op.create_table('recovery_code',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('staff_id', sa.Uuid(), nullable=False),
    sa.Column('code_hash', sa.LargeBinary(), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['watchdog_id', 'staff_id'], ['staff_member.watchdog_id', 'staff_member.id'], name=op.f('fk_recovery_code_watchdog_id_staff_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_recovery_code_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_recovery_code'))
    )
    with op.batch_alter_table('recovery_code', schema=None) as batch_op:
        batch_op.create_index('ix_recovery_code_watchdog_id_staff_id', ['watchdog_id', 'staff_id'], unique=False)

    op.create_table('outbox_message',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('to_name', sa.LargeBinary(), nullable=False),
    sa.Column('to_address', sa.LargeBinary(), nullable=False),
    sa.Column('link', sa.LargeBinary(), nullable=False),
    sa.Column('link_id', sa.Uuid(), nullable=True),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('next_try_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('fault', sa.String(length=120), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'link_id'], ['one_time_link.watchdog_id', 'one_time_link.id'], name=op.f('fk_outbox_message_watchdog_id_link_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_outbox_message_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_outbox_message'))
    )
    with op.batch_alter_table('outbox_message', schema=None) as batch_op:
        batch_op.create_index('ix_outbox_message_watchdog_id_next_try_at', ['watchdog_id', 'next_try_at'], unique=False)

    op.create_table('record_visit',
    sa.Column('watchdog_id', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('sign_in_id', sa.Uuid(), nullable=False),
    sa.Column('feedback_id', sa.Uuid(), nullable=False),
    sa.Column('visit', sa.String(length=64), nullable=False),
    sa.Column('began_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['watchdog_id', 'feedback_id'], ['feedback.watchdog_id', 'feedback.id'], name=op.f('fk_record_visit_watchdog_id_feedback_id')),
    sa.ForeignKeyConstraint(['watchdog_id', 'sign_in_id'], ['sign_in.watchdog_id', 'sign_in.id'], name=op.f('fk_record_visit_watchdog_id_sign_in_id')),
    sa.ForeignKeyConstraint(['watchdog_id'], ['watchdog.id'], name=op.f('fk_record_visit_watchdog_id')),
    sa.PrimaryKeyConstraint('watchdog_id', 'id', name=op.f('pk_record_visit')),
    sa.UniqueConstraint('watchdog_id', 'sign_in_id', 'feedback_id', 'visit', name=op.f('uq_record_visit_watchdog_id_sign_in_id_feedback_id_visit'))
    )
    with op.batch_alter_table('feedback_service', schema=None) as batch_op:
        batch_op.create_index('ix_feedback_service_watchdog_id_service_id', ['watchdog_id', 'service_id'], unique=False)

    with op.batch_alter_table('organisation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('merged_into_id', sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_organisation_watchdog_id_merged_into_id'), 'organisation', ['watchdog_id', 'merged_into_id'], ['watchdog_id', 'id'])

    with op.batch_alter_table('service', schema=None) as batch_op:
        batch_op.add_column(sa.Column('ods_code', sa.String(length=20), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('merged_into_id', sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_service_watchdog_id_merged_into_id'), 'service', ['watchdog_id', 'merged_into_id'], ['watchdog_id', 'id'])
    with op.batch_alter_table('service', schema=None) as batch_op:
        batch_op.alter_column('ods_code', server_default=None)

    op.execute("DELETE FROM sign_in")  # what somebody may do has changed: they sign in again
    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.add_column(sa.Column('device', sa.String(length=60), nullable=False))
        batch_op.add_column(sa.Column('by_office', sa.Boolean(), nullable=False))
        batch_op.add_column(sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False))

    with op.batch_alter_table('staff_member', schema=None) as batch_op:
        batch_op.add_column(sa.Column('roles', sa.String(length=200), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('second_factor', sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column('last_step', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('office_id', sa.String(length=400), nullable=False, server_default=''))
    for before, after in BECOMES.items():
        op.execute(sa.update(staff).where(staff.c.role == before).values(roles=after))
    nothing = sa.table("staff_member", sa.column("second_factor", sa.LargeBinary))
    op.execute(sa.update(nothing).values(second_factor=b""))
    with op.batch_alter_table('staff_member', schema=None) as batch_op:
        batch_op.alter_column('roles', server_default=None)
        batch_op.alter_column('second_factor', nullable=False)
        batch_op.alter_column('last_step', server_default=None)
        batch_op.alter_column('office_id', server_default=None)
        batch_op.drop_column('role')
    _copy_defaults()


def _copy_defaults() -> None:
    """Give each watchdog that is open already the rows that a new one starts with."""
    watchdogs = op.get_bind().execute(sa.text("SELECT id FROM watchdog")).scalars().all()
    thresholds = _table("threshold", sa.column("kind", sa.String), sa.column("value", sa.Integer))
    switches = _table(
        "question_set_switch", sa.column("question_set", sa.String), sa.column("is_on", sa.Boolean)
    )
    for watchdog_id in watchdogs:
        op.bulk_insert(
            thresholds,
            [
                {"watchdog_id": watchdog_id, "id": uuid4(), "kind": kind, "value": value}
                for kind, value in THRESHOLDS.items()
            ],
        )
        op.bulk_insert(
            switches,
            [
                {"watchdog_id": watchdog_id, "id": uuid4(), "question_set": name, "is_on": True}
                for name in QUESTION_SETS
            ],
        )

def _table(name, *columns):
    return sa.table(name, sa.column("watchdog_id", sa.String), sa.column("id", sa.Uuid), *columns)


def _role_before(roles: str) -> str:
    """The one role of an earlier release that gives somebody no more than `roles`."""
    held = set(roles.split(","))
    if held >= set(BECOMES["administrator"].split(",")):
        return "administrator"
    return next((before for before, became in BECOMES.items() if held == set(became.split(","))), "volunteer")


def _refuse_to_leave_nobody(people) -> None:
    """Raise FeedbackError for a watchdog whose administrators would all be volunteers."""
    working = [one for one in people if one.disabled_at is None]
    now = {one.watchdog_id for one in working if "administrator" in one.roles.split(",")}
    left = now - {one.watchdog_id for one in working if _role_before(one.roles) == "administrator"}
    if left:
        raise FeedbackError(
            f"Nobody at {', '.join(sorted(left))} would be an administrator in the earlier release. Give one "
            "administrator the roles moderator and analyst too, then go back"
        )


def downgrade() -> None:
    people = op.get_bind().execute(sa.select(staff.c["watchdog_id", "id", "roles", "disabled_at"])).all()
    _refuse_to_leave_nobody(people)
    with op.batch_alter_table('staff_member', schema=None) as batch_op:
        batch_op.add_column(sa.Column('role', sa.String(length=40), nullable=False, server_default='volunteer'))
    for one in people:
        this = (staff.c.watchdog_id == one.watchdog_id) & (staff.c.id == one.id)
        op.execute(sa.update(staff).where(this).values(role=_role_before(one.roles)))
    with op.batch_alter_table('staff_member', schema=None) as batch_op:
        batch_op.alter_column('role', server_default=None)
        batch_op.drop_column('office_id')
        batch_op.drop_column('last_step')
        batch_op.drop_column('second_factor')
        batch_op.drop_column('roles')

    op.drop_table('record_visit')
    op.execute("DELETE FROM sign_in")
    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.drop_column('expires_at')
        batch_op.drop_column('by_office')
        batch_op.drop_column('device')

    with op.batch_alter_table('service', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_service_watchdog_id_merged_into_id'), type_='foreignkey')
        batch_op.drop_column('merged_into_id')
        batch_op.drop_column('ods_code')

    with op.batch_alter_table('organisation', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_organisation_watchdog_id_merged_into_id'), type_='foreignkey')
        batch_op.drop_column('merged_into_id')

    with op.batch_alter_table('feedback_service', schema=None) as batch_op:
        batch_op.drop_index('ix_feedback_service_watchdog_id_service_id')

    with op.batch_alter_table('outbox_message', schema=None) as batch_op:
        batch_op.drop_index('ix_outbox_message_watchdog_id_next_try_at')

    op.drop_table('outbox_message')
    with op.batch_alter_table('recovery_code', schema=None) as batch_op:
        batch_op.drop_index('ix_recovery_code_watchdog_id_staff_id')

    op.drop_table('recovery_code')
    with op.batch_alter_table('one_time_link', schema=None) as batch_op:
        batch_op.drop_index('ix_one_time_link_watchdog_id_staff_id')

    op.drop_table('one_time_link')
    op.drop_table('threshold')
    op.drop_table('setting_change')
    op.drop_table('question_set_switch')
