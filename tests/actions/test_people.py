"""Accounts: who may have one, what they may do with it, and how it ends."""

from email.headerregistry import Address

import pytest
import zxcvbn
from sqlmodel import select

from actions.one_time_links import PATH
from actions.passwords import LEAST_SCORE, LONGEST_PASSWORD, check_password
from actions.people import (
    add_staff_member,
    change_roles,
    disable_staff_member,
    enable_staff_member,
    invite,
    send_link,
    staff_member_called,
)
from actions.second_factor import code_at
from actions.use_link import see_link
from models.errors import FeedbackError, NotAllowed, SomebodyElseDecided
from models.events import Event
from models.outbox import MailKind, OutboxMessage
from models.people import WORKERS, Viewer, job
from models.staff import LinkPurpose, StaffMember
from models.vocabulary import Role
from tests.actions.signing_in import BROWSER, acts, open_path, person_of, sign_in, who
from tests.conftest import NOW, PASSWORD, WATCHDOG

TERMINAL = job(WATCHDOG, "terminal")
ELSEWHERE = job("elsewhere", "terminal")
DI = {"name": "Di Newcomer", "email": "di@example.org", "roles": [Role.VOLUNTEER], "password": PASSWORD}

NO_ADDRESSES = [
    "di@example.org,eve@example.org",
    "di@example.org;eve@example.org",
    "di <di@example.org>",
    "<di@example.org>",
    "di@eve@example.org",
    '"di"@example.org',
    "di@",
    "@example.org",
    "di@.org",
    "di@example..org",
    "di@example.org.",
    "di..newcomer@example.org",
    "di@[192.0.2.1]",
    "di@exam\nple.org",
    "di@example.org\x1b",
    "di\u200b@example.org",
    "di\u202e@example.org",
]
ADDRESSES = ["di@example.org", "di@hub", "o'brien+leads.di_1@mail.example-trust.nhs.uk", "DI@Example.org"]


def add(store, by=TERMINAL, **changes):
    with store.writing() as session:
        return add_staff_member(session, **(DI | changes), by=by, at=NOW)


def invited(store, by=TERMINAL, roles=(Role.ADMINISTRATOR,)):
    with store.writing() as session:
        return invite(session, name="Di", email="di@example.org", roles=roles, by=by, at=NOW)


def change(store, staff_id, roles, *, had, by=TERMINAL):
    with store.writing() as session:
        change_roles(session, staff_id, roles, had=had, by=by, at=NOW)


def disable(store, staff_id, by=TERMINAL):
    with store.writing() as session:
        return disable_staff_member(session, staff_id, by=by, at=NOW)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": "  "}, "name"),
        ({"email": "nonsense"}, "email"),
        ({"email": "@"}, "email"),
        ({"email": "d i@example.org"}, "email"),
        *(({"email": email}, "email") for email in NO_ADDRESSES),
        ({"name": "D" * 201}, "at most 200"),
        ({"email": "d" * 200 + "@example.org"}, "at most 200"),
        ({"roles": []}, "at least one role"),
        ({"roles": [Role.RESIDENT]}, "at least one role"),
        ({"roles": [Role.MODERATOR, Role.JOB]}, "at least one role"),
        ({"email": " ASH@example.org"}, "already"),
    ],
)
def test_an_account_that_will_not_do_is_refused_with_a_sentence(store, moderator, changed, said):
    before = acts(store)
    with pytest.raises(FeedbackError, match=said):
        add(store, **changed)
    with pytest.raises(FeedbackError, match=said), store.writing() as session:
        given = {name: value for name, value in (DI | changed).items() if name != "password"}
        invite(session, **given, by=TERMINAL, at=NOW)
    assert acts(store) == before


@pytest.mark.parametrize("email", ADDRESSES)
def test_an_address_that_mail_can_be_sent_to_will_do(store, email):
    staff_id = add(store, email=email)
    with store.reading() as session:
        kept = session.get_one(StaffMember, (WATCHDOG, staff_id)).email
    assert kept == email.lower() == Address(addr_spec=kept).addr_spec


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword", "123456789012", "qwertyuiop12", "password1234", "iloveyou1234", "111111111111",
        "letmein12345", "administrator", "1q2w3e4r5t6y", "abcdefghijkl", "trustno1trustno1", "Password123!",
    ],
)  # fmt: skip
def test_a_common_password_is_refused_however_long(store, password):
    assert len(password) >= 12
    with pytest.raises(FeedbackError, match="easy to guess"):
        add(store, password=password)


@pytest.mark.parametrize(
    "password",
    [
        "di newcomer 1", "DiNewcomer2026", "Newcomer1234", "di@example.org", "di.example.org",
        "west testford voice", "westtestfordvoice", "WestTestford2026", "testfordvoice1",
        "NEWCOMER.2026.west",
    ],
)  # fmt: skip
def test_a_password_made_of_what_is_known_about_somebody_is_refused(store, password):
    with pytest.raises(FeedbackError, match="easy to guess"):
        add(store, password=password)


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("otter piano", "at least 12"),
        ("otter pianos", ""),
        ("otter piano " + "x" * 244, ""),
        ("otter piano " + "x" * 245, "at most 256"),
    ],
)
def test_passwords_from_12_to_256_characters_will_do(store, password, said):
    if not said:
        assert add(store, password=password)
        return
    with pytest.raises(FeedbackError, match=said):
        add(store, password=password)


def test_only_so_much_of_a_password_is_looked_at_that_nobody_waits(monkeypatch):
    looked_at = []
    monkeypatch.setattr(zxcvbn, "zxcvbn", lambda said: looked_at.append(said) or {"score": LEAST_SCORE})
    check_password("x" * LONGEST_PASSWORD)
    assert looked_at == ["x" * 32]


def test_adding_disabling_enabling_and_changing_roles_are_one_act_each(store, administrator):
    staff_id = add(store)
    change(store, staff_id, [Role.MODERATOR, Role.ANALYST], had=[Role.VOLUNTEER])
    for _ in range(2):
        with store.writing() as session:
            enable_staff_member(session, staff_id, by=TERMINAL, at=NOW)
    change(store, staff_id, [Role.MODERATOR, Role.ANALYST], had=[Role.ANALYST, Role.MODERATOR])
    disable(store, staff_id)
    with store.writing() as session:
        enable_staff_member(session, staff_id, by=TERMINAL, at=NOW)
    assert acts(store)[2:] == [
        Event.STAFF_ADDED,
        Event.ROLES_CHANGED,
        Event.STAFF_DISABLED,
        Event.STAFF_ENABLED,
    ]


@pytest.mark.parametrize("role", [role for role in WORKERS if role is not Role.ADMINISTRATOR])
def test_only_an_administrator_manages_people(store, administrator, moderator, role):
    by = Viewer(WATCHDOG, frozenset({role}), staff_id=moderator.staff_id)
    before = acts(store)
    for act in (
        lambda: add(store, by=by),
        lambda: invited(store, by=by),
        lambda: change(store, moderator.staff_id, [Role.ADMINISTRATOR], had=moderator.roles, by=by),
        lambda: disable(store, administrator.staff_id, by=by),
    ):
        with pytest.raises(NotAllowed):
            act()
    with store.writing() as session:
        for refused in (
            lambda: enable_staff_member(session, moderator.staff_id, by=by, at=NOW),
            lambda: send_link(session, moderator.staff_id, LinkPurpose.NEW_PASSWORD, by=by, at=NOW),
            lambda: staff_member_called(session, "ash@example.org", by=by),
        ):
            with pytest.raises(NotAllowed):
                refused()
    assert acts(store) == before


def test_another_watchdogs_people_are_not_here(store, moderator, administrator):
    for act in (
        lambda session: change_roles(
            session, moderator.staff_id, [Role.ADMINISTRATOR], had=moderator.roles, by=ELSEWHERE, at=NOW
        ),
        lambda session: disable_staff_member(session, moderator.staff_id, by=ELSEWHERE, at=NOW),
        lambda session: send_link(session, moderator.staff_id, LinkPurpose.START_AGAIN, by=ELSEWHERE, at=NOW),
    ):
        with pytest.raises((FeedbackError, LookupError)), store.writing() as session:
            act(session)
    assert person_of(store, moderator).disabled_at is None
    assert person_of(store, moderator).roles == moderator.roles


def test_the_last_administrator_keeps_the_role_and_the_account(store, administrator):
    for act in (
        lambda: disable(store, administrator.staff_id),
        lambda: change(store, administrator.staff_id, [Role.MODERATOR], had=administrator.roles),
    ):
        with pytest.raises(FeedbackError, match="last administrator"):
            act()
    change(store, administrator.staff_id, [Role.ADMINISTRATOR, Role.ANALYST], had=administrator.roles)


def test_somebody_invited_who_has_not_come_yet_is_no_other_administrator(desk, store, administrator):
    staff_id, path = invited(store)
    with pytest.raises(FeedbackError, match="last administrator"):
        disable(store, administrator.staff_id)
    with store.reading() as session:
        token = path.removeprefix(PATH)
        secret = see_link(session, token, watchdog_id=WATCHDOG, browser=BROWSER, at=NOW).secret

    open_path(desk, store, path, code=code_at(secret, NOW))

    assert disable(store, administrator.staff_id) == 0
    with pytest.raises(FeedbackError, match="last administrator"):
        disable(store, staff_id)


def test_a_disabled_administrator_is_no_other_administrator(store, administrator):
    other = add(store, roles=[Role.ADMINISTRATOR])
    disable(store, other)
    with pytest.raises(FeedbackError, match="last administrator"):
        disable(store, administrator.staff_id)


def test_of_two_who_change_roles_the_second_is_told_and_nothing_is_overwritten(store, moderator):
    change(store, moderator.staff_id, [Role.PUBLISHER], had=moderator.roles)
    with pytest.raises(SomebodyElseDecided):
        change(store, moderator.staff_id, [Role.VOLUNTEER], had=moderator.roles)
    assert person_of(store, moderator).roles == {Role.PUBLISHER}


def test_roles_taken_away_are_gone_from_a_sign_in_that_is_open(desk, store, moderator):
    token = sign_in(desk, store)
    change(store, moderator.staff_id, [Role.VOLUNTEER], had=moderator.roles)
    assert who(desk, store, token).roles == {Role.VOLUNTEER}


def test_an_invitation_is_an_account_without_a_way_in_and_a_message_in_the_outbox(store, administrator):
    staff_id, path = invited(store, by=administrator, roles=[Role.MODERATOR])
    with store.reading() as session:
        person = session.get_one(StaffMember, (WATCHDOG, staff_id))
        message = session.exec(select(OutboxMessage)).one()
    assert (person.password_hash, person.second_factor) == ("", "")
    assert (message.kind, message.to_address, message.link) == (MailKind.INVITATION, "di@example.org", path)
    assert acts(store)[-1] is Event.STAFF_ADDED
