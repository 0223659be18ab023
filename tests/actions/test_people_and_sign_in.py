"""Accounts and sign-ins: who gets in, for how long, and how quickly they are out."""

from datetime import timedelta

import pytest
from sqlmodel import select

from actions.people import add_staff_member, disable_staff_member
from actions.sign_in import TRIES_PER_ACCOUNT, SignInDesk
from models.audit import AuditEvent
from models.errors import FeedbackError, NotAllowed, StoreUnavailable
from models.people import job
from models.staff import SignIn, StaffMember
from models.vocabulary import Event, Role
from tests.conftest import NOW, PASSWORD, WATCHDOG

IDLE, LONGEST = timedelta(minutes=30), timedelta(hours=12)


@pytest.fixture
def desk():
    return SignInDesk(idle=IDLE, longest=LONGEST)


def sign_in(desk, store, *, email="ash@example.org", password=PASSWORD, address="192.0.2.7", at=NOW):
    return desk.sign_in(store, watchdog_id=WATCHDOG, email=email, password=password, address=address, at=at)


def who(desk, store, token, at=NOW):
    return desk.viewer(store, token, watchdog_id=WATCHDOG, at=at)


def test_the_right_password_opens_the_door_and_says_who_it_is(desk, store, moderator):
    assert who(desk, store, sign_in(desk, store)) == moderator


def test_an_address_is_the_same_in_capitals_and_with_spaces(desk, store, moderator):
    assert who(desk, store, sign_in(desk, store, email="  ASH@Example.org ")) == moderator


def test_a_wrong_password_and_an_unknown_person_get_the_same_sentence(desk, store, moderator):
    with pytest.raises(FeedbackError) as wrong:
        sign_in(desk, store, password="not this one")
    with pytest.raises(FeedbackError) as unknown:
        sign_in(desk, store, email="nobody@example.org")
    assert str(wrong.value) == str(unknown.value)


def test_only_a_fingerprint_of_the_token_is_stored(desk, store, moderator):
    token = sign_in(desk, store)
    with store.reading() as session:
        kept = session.exec(select(SignIn.token_hash)).one()
    assert token not in kept and len(kept) == 64


def test_passwords_are_stored_as_argon2(store, moderator):
    with store.reading() as session:
        assert session.exec(select(StaffMember.password_hash)).one().startswith("$argon2id$")


@pytest.mark.parametrize("token", [None, "", "made-up", "x" * 10_000, "\ud800"])
def test_a_token_that_was_never_given_opens_nothing(desk, store, moderator, token):
    assert who(desk, store, token).role is Role.RESIDENT


def test_the_tenth_try_is_heard_and_the_eleventh_is_not(desk, store, moderator):
    for _ in range(TRIES_PER_ACCOUNT.amount - 1):
        with pytest.raises(FeedbackError, match="go together"):
            sign_in(desk, store, password="not this one")
    sign_in(desk, store)
    with pytest.raises(FeedbackError, match="five minutes"):
        sign_in(desk, store)


def test_a_strangers_guesses_do_not_keep_the_owner_out(desk, store, moderator):
    for _ in range(11):
        with pytest.raises(FeedbackError):
            sign_in(desk, store, password="not this one", address="203.0.113.9")
    assert who(desk, store, sign_in(desk, store)) == moderator


def test_a_hundred_tries_at_one_account_from_anywhere_are_enough(desk, store, moderator, monkeypatch):
    monkeypatch.setattr("actions.sign_in.password_hash.verify", lambda *_: False)
    for number in range(100):
        with pytest.raises(FeedbackError, match="go together"):
            sign_in(desk, store, address=f"203.0.113.{number}")
    with pytest.raises(FeedbackError, match="five minutes"):
        sign_in(desk, store, address="203.0.113.200")


def test_thirty_tries_from_one_address_are_enough(desk, store, moderator):
    for number in range(30):
        with pytest.raises(FeedbackError, match="go together"):
            sign_in(desk, store, email=f"guess{number}@example.org")
    with pytest.raises(FeedbackError, match="five minutes"):
        sign_in(desk, store)
    assert who(desk, store, sign_in(desk, store, address="192.0.2.8")).staff_id


def test_somebody_throttled_costs_no_password_check(desk, store, moderator, monkeypatch):
    for _ in range(10):
        with pytest.raises(FeedbackError):
            sign_in(desk, store, password="not this one")
    monkeypatch.setattr("actions.sign_in.password_hash", None)
    with pytest.raises(FeedbackError, match="five minutes"):
        sign_in(desk, store)


@pytest.mark.parametrize(
    ("idle_for", "role"),
    [(IDLE - timedelta(seconds=1), Role.STAFF), (IDLE, Role.RESIDENT)],
)
def test_a_sign_in_left_alone_ends(desk, store, moderator, idle_for, role):
    token = sign_in(desk, store)
    assert who(desk, store, token, at=NOW + idle_for).role is role


@pytest.mark.parametrize(
    ("age", "role"), [(LONGEST - timedelta(minutes=1), Role.STAFF), (LONGEST, Role.RESIDENT)]
)
def test_a_sign_in_in_use_ends_too(desk, store, moderator, age, role):
    token, at = sign_in(desk, store), NOW
    while at + timedelta(minutes=20) < NOW + age:
        at += timedelta(minutes=20)
        who(desk, store, token, at=at)
    assert who(desk, store, token, at=NOW + age).role is role


def test_signing_out_ends_this_sign_in_and_not_another(desk, store, moderator):
    here, elsewhere = sign_in(desk, store), sign_in(desk, store)
    desk.sign_out(store, here, watchdog_id=WATCHDOG, at=NOW)
    assert who(desk, store, here).role is Role.RESIDENT
    assert who(desk, store, elsewhere) == moderator


def test_signing_out_twice_at_once_is_one_link_of_the_trail(desk, store, moderator, monkeypatch):
    token = sign_in(desk, store)
    found = desk._open_sign_in(store, token, watchdog_id=WATCHDOG, at=NOW)
    monkeypatch.setattr(desk, "_open_sign_in", lambda *_, **__: found)
    for _ in range(2):
        desk.sign_out(store, token, watchdog_id=WATCHDOG, at=NOW)
    with store.reading() as session:
        assert len(session.exec(select(AuditEvent).where(AuditEvent.event == Event.SIGNED_OUT)).all()) == 1


def test_somebody_is_still_known_while_the_store_is_busy(desk, store, moderator, monkeypatch):
    token = sign_in(desk, store)

    def busy():
        raise StoreUnavailable("busy")

    monkeypatch.setattr(store, "writing", busy)
    assert who(desk, store, token, at=NOW + timedelta(minutes=5)) == moderator


def test_signing_out_everywhere_ends_them_all(desk, store, moderator):
    tokens = [sign_in(desk, store) for _ in range(3)]
    assert desk.sign_out_everywhere(store, moderator, at=NOW) == 3
    assert {who(desk, store, token).role for token in tokens} == {Role.RESIDENT}


def test_a_leaver_is_out_at_once_and_cannot_come_back(desk, store, moderator):
    token = sign_in(desk, store)
    with store.writing() as session:
        disable_staff_member(session, "Ash@example.org", by=job(WATCHDOG, "terminal"), at=NOW)
    assert who(desk, store, token).role is Role.RESIDENT
    with pytest.raises(FeedbackError, match="go together"):
        sign_in(desk, store)


def test_the_last_administrator_cannot_be_disabled(store, administrator):
    with pytest.raises(FeedbackError, match="last administrator"), store.writing() as session:
        disable_staff_member(session, "bo@example.org", by=job(WATCHDOG, "terminal"), at=NOW)
    with store.writing() as session:
        add_staff_member(
            session,
            name="Di",
            email="di@example.org",
            role=Role.ADMINISTRATOR,
            password=PASSWORD,
            by=job(WATCHDOG, "terminal"),
            at=NOW,
        )
        assert disable_staff_member(session, "bo@example.org", by=job(WATCHDOG, "terminal"), at=NOW) == 0


def test_a_token_of_one_watchdog_opens_nothing_at_another(desk, store, moderator):
    token = sign_in(desk, store)
    assert desk.viewer(store, token, watchdog_id="elsewhere", at=NOW).role is Role.RESIDENT


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": "  "}, "name"),
        ({"email": "nonsense"}, "email"),
        ({"email": "@"}, "email"),
        ({"name": "D" * 201}, "at most 200"),
        ({"email": "d" * 200 + "@example.org"}, "at most 200"),
        ({"role": Role.RESIDENT}, "volunteer, staff"),
        ({"password": "eleven char"}, "at least 12"),
        ({"password": "x" * 257}, "at most 256"),
        ({"email": "ash@example.org"}, "already"),
    ],
)
def test_an_account_that_will_not_do_is_refused_with_a_sentence(store, moderator, change, said):
    given = {"name": "Di", "email": "di@example.org", "role": Role.STAFF, "password": "twelve chars"} | change
    with pytest.raises(FeedbackError, match=said), store.writing() as session:
        add_staff_member(session, **given, by=job(WATCHDOG, "terminal"), at=NOW)


@pytest.mark.parametrize("password", ["twelve chars", "x" * 256])
def test_passwords_from_12_to_256_characters_will_do(store, password):
    with store.writing() as session:
        assert add_staff_member(
            session,
            name="Di",
            email="di@example.org",
            role=Role.VOLUNTEER,
            password=password,
            by=job(WATCHDOG, "terminal"),
            at=NOW,
        )


def test_a_moderator_cannot_make_accounts(store, moderator):
    with pytest.raises(NotAllowed), store.writing() as session:
        add_staff_member(
            session, name="D", email="d@e.org", role=Role.STAFF, password=PASSWORD, by=moderator, at=NOW
        )
