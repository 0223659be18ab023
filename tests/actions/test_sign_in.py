"""Signing in: who gets in, for how long, and how quickly they are out."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import select

import actions.passwords
import actions.sign_in
from actions.one_time_links import make_link
from actions.own_account import change_password
from actions.people import disable_staff_member, enable_staff_member, send_link
from actions.tries import TRIES_PER_ACCOUNT, TRIES_PER_ADDRESS
from models.errors import FeedbackError, StoreUnavailable
from models.events import Event
from models.people import job
from models.staff import LinkPurpose, OneTimeLink, SignIn, StaffMember
from models.vocabulary import Role
from tests.actions.signing_in import ASH, IDLE, LONGEST, acts, sign_in, who
from tests.conftest import NOW, WATCHDOG

TERMINAL = job(WATCHDOG, "terminal")
OUT = {Role.RESIDENT}


def is_in(desk, store, token, at=NOW) -> bool:
    return who(desk, store, token, at=at).staff_id is not None


def test_the_right_password_and_code_open_the_door_and_say_who_it_is(desk, store, moderator):
    viewer = who(desk, store, sign_in(desk, store))

    assert viewer == moderator
    assert viewer.sign_in_id is not None
    assert acts(store)[-1] is Event.SIGNED_IN


def test_an_address_is_the_same_in_capitals_and_with_spaces(desk, store, moderator):
    assert who(desk, store, sign_in(desk, store, email="  ASH@Example.org ")) == moderator


def test_a_wrong_password_and_an_unknown_person_get_the_same_sentence(desk, store, moderator):
    before = acts(store)
    with pytest.raises(FeedbackError) as wrong:
        sign_in(desk, store, password="not this one")
    with pytest.raises(FeedbackError) as unknown:
        sign_in(desk, store, email="nobody@example.org")
    assert str(wrong.value) == str(unknown.value)
    assert acts(store) == [*before, Event.SIGN_IN_REFUSED, Event.SIGN_IN_REFUSED]


def test_an_unknown_person_costs_a_password_check_too(desk, store, moderator, monkeypatch):
    asked = []
    monkeypatch.setattr(actions.sign_in, "is_right", lambda typed, kept: asked.append(kept) or False)
    for email in (ASH, "nobody@example.org"):
        with pytest.raises(FeedbackError):
            sign_in(desk, store, email=email)
    assert len(asked) == 2 and all(kept.startswith("$argon2id$") for kept in asked)


def test_only_a_fingerprint_of_the_token_is_stored(desk, store, moderator):
    token = sign_in(desk, store)
    with store.reading() as session:
        kept = session.exec(select(SignIn.token_hash)).one()
    assert token not in kept and len(kept) == 64


def test_passwords_are_stored_as_argon2(store, moderator):
    with store.reading() as session:
        assert session.exec(select(StaffMember.password_hash)).one().startswith("$argon2id$")


def test_outside_tests_a_password_takes_more_than_the_least_work_that_owasp_names(real_hasher):
    assert real_hasher.hash("correct horse battery").startswith("$argon2id$v=19$m=19456,t=3,p=1$")


class Busy:
    """In place of argon2: how many passwords were tried in the same moment, at most."""

    now = most = 0

    def verify(self, typed: str, kept: str) -> bool:
        self.now += 1
        self.most = max(self.most, self.now)
        time.sleep(0.01)
        self.now -= 1
        return True


def test_passwords_are_tried_one_at_a_time_because_each_takes_so_much_memory(monkeypatch):
    monkeypatch.setattr(actions.passwords, "hasher", busy := Busy())
    with ThreadPoolExecutor(4) as people:
        let_in = list(people.map(actions.passwords.is_right, ["correct horse"] * 4, ["kept"] * 4))

    assert all(let_in)
    assert busy.most == 1


@pytest.mark.every_case_on_postgresql
@pytest.mark.parametrize("token", [None, "", "made-up", "x" * 10_000, "\ud800"])
def test_a_token_that_was_never_given_opens_nothing(desk, store, moderator, token):
    assert not is_in(desk, store, token)


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


def test_a_hundred_tries_at_one_account_from_anywhere_are_enough(desk, store, moderator):
    for number in range(100):
        with pytest.raises(FeedbackError, match="go together"):
            sign_in(desk, store, password="not this one", address=f"203.0.113.{number}")
    with pytest.raises(FeedbackError, match="five minutes"):
        sign_in(desk, store, address="203.0.113.200")


def test_thirty_tries_from_one_address_are_enough(desk, store, moderator):
    for number in range(30):
        with pytest.raises(FeedbackError, match="go together"):
            sign_in(desk, store, email=f"guess{number}@example.org")
    with pytest.raises(FeedbackError, match="five minutes"):
        sign_in(desk, store)
    assert is_in(desk, store, sign_in(desk, store, address="192.0.2.8"))


@pytest.mark.parametrize(
    ("addresses", "are_one"),
    [
        ("2001:db8:1:2::{:x}", True),
        ("2001:db8:1:2:{:x}::7", True),
        ("2001:db8:1:{:x}::7", False),
        ("::ffff:192.0.2.{}", False),
        ("192.0.2.{}", False),
    ],
)
def test_one_ipv6_line_is_one_address_however_it_changes_its_second_half(
    desk, store, moderator, addresses, are_one
):
    for number in range(TRIES_PER_ADDRESS.amount):
        with pytest.raises(FeedbackError, match="go together"):
            sign_in(desk, store, email=f"guess{number}@example.org", address=addresses.format(number + 16))
    if not are_one:
        assert sign_in(desk, store, address=addresses.format(99))
        return
    with pytest.raises(FeedbackError, match="five minutes"):
        sign_in(desk, store, address=addresses.format(99))


def test_an_ipv4_address_written_as_ipv6_is_the_same_one(desk, store, moderator):
    for _ in range(TRIES_PER_ACCOUNT.amount):
        with pytest.raises(FeedbackError, match="go together"):
            sign_in(desk, store, password="not this one", address="192.0.2.9")
    with pytest.raises(FeedbackError, match="five minutes"):
        sign_in(desk, store, address="::ffff:192.0.2.9")


def test_an_address_that_is_none_is_counted_as_it_is(desk, store, moderator):
    assert sign_in(desk, store, address="") and sign_in(desk, store, address="testclient")


def test_a_password_typed_on_another_keyboard_is_the_same(desk, store, moderator):
    one_letter, two_marks = "caf\u00e9 otter kettle", "cafe\u0301 otter kettle"
    with store.writing() as session:
        person = session.get_one(StaffMember, (WATCHDOG, moderator.staff_id))
        person.password_hash = actions.passwords.kept_as(one_letter)
        session.add(person)
    assert sign_in(desk, store, password=two_marks)
    change_password(
        desk, store, old=one_letter, new=f"{two_marks}s", address="192.0.2.1", by=moderator, at=NOW
    )
    later = NOW + timedelta(minutes=1)
    assert sign_in(desk, store, password=f"{one_letter}s", at=later)


def test_a_password_is_as_long_as_it_is_kept(desk, store, moderator):
    actions.passwords.check_password("otter piano" + "e\u0301")
    with pytest.raises(FeedbackError, match="at least 12"):
        actions.passwords.check_password("otter pian" + "e\u0301")


def test_somebody_throttled_costs_no_password_check(desk, store, moderator, monkeypatch):
    for _ in range(10):
        with pytest.raises(FeedbackError):
            sign_in(desk, store, password="not this one")
    monkeypatch.setattr(actions.passwords, "hasher", None)
    with pytest.raises(FeedbackError, match="five minutes"):
        sign_in(desk, store)


@pytest.mark.parametrize(("idle_for", "still_in"), [(IDLE - timedelta(seconds=1), True), (IDLE, False)])
def test_a_sign_in_left_alone_ends_after_half_an_hour(desk, store, moderator, idle_for, still_in):
    token = sign_in(desk, store)
    assert is_in(desk, store, token, at=NOW + idle_for) is still_in


@pytest.mark.parametrize(("age", "still_in"), [(LONGEST - timedelta(seconds=1), True), (LONGEST, False)])
def test_a_sign_in_in_use_ends_after_twelve_hours_too(desk, store, moderator, age, still_in):
    token, at = sign_in(desk, store), NOW
    while at + timedelta(minutes=20) < NOW + age:
        at += timedelta(minutes=20)
        assert is_in(desk, store, token, at=at)
    assert is_in(desk, store, token, at=NOW + age) is still_in


def test_a_stolen_cookie_opens_nothing_once_its_owner_signed_out_and_no_other_ends(desk, store, moderator):
    here, elsewhere = sign_in(desk, store), sign_in(desk, store)
    desk.sign_out(store, here, watchdog_id=WATCHDOG, at=NOW)
    assert who(desk, store, here).roles == OUT
    assert who(desk, store, elsewhere) == moderator


def test_signing_out_twice_at_once_is_one_link_of_the_trail(desk, store, moderator, monkeypatch):
    token = sign_in(desk, store)
    found = desk._open_sign_in(store, token, watchdog_id=WATCHDOG, at=NOW)
    monkeypatch.setattr(desk, "_open_sign_in", lambda *_, **__: found)
    for _ in range(2):
        desk.sign_out(store, token, watchdog_id=WATCHDOG, at=NOW)
    assert acts(store).count(Event.SIGNED_OUT) == 1


def test_somebody_is_still_known_while_the_store_is_busy(desk, store, moderator, monkeypatch):
    token = sign_in(desk, store)

    def busy():
        raise StoreUnavailable("busy")

    monkeypatch.setattr(store, "writing", busy)
    assert who(desk, store, token, at=NOW + timedelta(minutes=5)) == moderator


def test_signing_out_everywhere_ends_them_all_in_one_act(desk, store, moderator):
    tokens = [sign_in(desk, store) for _ in range(3)]
    before = acts(store)
    assert desk.sign_out_everywhere(store, moderator, at=NOW) == 3
    assert not any(is_in(desk, store, token) for token in tokens)
    assert acts(store) == [*before, Event.SIGN_INS_ENDED]


def test_signing_out_everywhere_closes_what_somebody_signed_in_had_begun(desk, store, moderator):
    links = {}
    with store.writing() as session:
        person = session.get_one(StaffMember, (WATCHDOG, moderator.staff_id))
        for purpose in (LinkPurpose.SECOND_FACTOR, LinkPurpose.OFFICE, LinkPurpose.NEW_PASSWORD):
            links[purpose] = make_link(session, person, purpose, made_by=moderator.actor, at=NOW).row.id
    before = acts(store)

    desk.sign_out_everywhere(store, moderator, at=NOW)

    with store.reading() as session:
        rows = session.exec(select(OneTimeLink)).all()
    assert {row.purpose for row in rows if row.expires_at > NOW} == {LinkPurpose.NEW_PASSWORD}
    assert acts(store) == [*before, Event.SIGN_INS_ENDED]


def test_a_leaver_is_out_at_once_and_stays_out_with_that_cookie_when_they_come_back(desk, store, moderator):
    token = sign_in(desk, store)
    with store.writing() as session:
        assert disable_staff_member(session, moderator.staff_id, by=TERMINAL, at=NOW) == 1
    assert not is_in(desk, store, token)
    with pytest.raises(FeedbackError, match="go together"):
        sign_in(desk, store)
    with store.writing() as session:
        enable_staff_member(session, moderator.staff_id, by=TERMINAL, at=NOW)
    assert not is_in(desk, store, token)
    assert who(desk, store, sign_in(desk, store)) == moderator


@pytest.mark.parametrize("change", [{"disabled_at": NOW}, {"password_hash": "$argon2id$another"}])
def test_a_password_that_stopped_being_good_while_it_was_checked_opens_nothing(
    desk, store, moderator, monkeypatch, change
):
    def change_meanwhile(typed, kept):
        with store.writing() as session:
            person = session.get_one(StaffMember, (WATCHDOG, moderator.staff_id))
            for name, value in change.items():
                setattr(person, name, value)
            session.add(person)
        return True

    monkeypatch.setattr(actions.sign_in, "is_right", change_meanwhile)
    with pytest.raises(FeedbackError, match="go together"):
        sign_in(desk, store)
    with store.reading() as session:
        assert session.exec(select(SignIn)).all() == []


def test_a_token_of_one_watchdog_opens_nothing_at_another(desk, store, moderator):
    token = sign_in(desk, store)
    assert desk.viewer(store, token, watchdog_id="elsewhere", at=NOW).roles == OUT


def test_whoever_has_the_lost_phone_and_the_password_is_out_from_the_moment_of_starting_again(
    desk, store, moderator
):
    with store.writing() as session:
        send_link(session, moderator.staff_id, LinkPurpose.START_AGAIN, by=job(WATCHDOG, "terminal"), at=NOW)
    with pytest.raises(FeedbackError, match="go together"):
        sign_in(desk, store)
