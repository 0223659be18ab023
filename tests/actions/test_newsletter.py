"""The newsletter: nobody gets it who has not said so twice, and whoever stops it is forgotten."""

from datetime import timedelta

import pytest
from sqlmodel import select

from actions.daily import daily
from actions.letters import address_of, letter_of
from actions.newsletter import BETWEEN, MOST_A_DAY, LinkOver, ask, confirm, forget_unconfirmed, stop
from actions.newsletter_links import LASTS, renew, token_of
from models.audit import AuditEvent
from models.errors import FeedbackError, Problems
from models.newsletter import NewsletterSubscription
from models.outbox import OutboxMessage
from models.people import job, resident
from storage import keys
from storage.queries.erased import newsletter_stopped
from tests.conftest import NOW, TEST_KEY, WATCHDOG

PAT, ANYBODY = "Pat@example.org", resident(WATCHDOG)
SECOND = timedelta(seconds=1)


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


def asked(store, address=PAT, at=NOW):
    with store.writing() as session:
        ask(session, address, "en", by=ANYBODY, at=at)


def done(store, act, token, at=NOW):
    with store.writing() as session:
        act(session, token, by=ANYBODY, at=at)


def rows(store):
    with store.reading() as session:
        return session.exec(select(NewsletterSubscription)).all()


def token(store):
    [row] = rows(store)
    return token_of(row)


def letters(store, at=NOW):
    """Where each letter goes and what it says; None where there is nothing to say any more."""
    with store.reading() as session:
        return [
            (address_of(session, one), letter_of(session, one, at=at))
            for one in session.exec(select(OutboxMessage))
        ]


def is_taken(store):
    return [(row.address, row.confirmed_at is not None) for row in rows(store)]


def test_an_address_is_noted_and_has_to_be_confirmed_by_the_link_in_its_letter(store):
    asked(store)

    [(to, letter)] = letters(store)
    assert to == PAT and f"/newsletter/confirm/{token(store)}\n" in letter.body
    assert letter.stop.endswith(f"/newsletter/stop/{token(store)}")
    assert "by 4 December 2026" in letter.body and "{" not in letter.subject + letter.body
    assert is_taken(store) == [(PAT, False)]

    done(store, confirm, token(store))
    assert is_taken(store) == [(PAT, True)]


@pytest.mark.parametrize(
    "said", ["", "pat", "pat@", "@example.org", "p t@example.org", "pat@a.b\r\nBcc: x@y.z"]
)
def test_what_is_no_address_is_not_written_to(store, said):
    with pytest.raises(Problems):
        asked(store, said)
    assert letters(store) == []


@pytest.mark.parametrize(("later", "many"), [(BETWEEN - SECOND, 1), (BETWEEN, 2)])
def test_the_same_address_is_one_row_and_gets_one_letter_in_ten_minutes(store, later, many):
    asked(store)
    asked(store, "pat@EXAMPLE.org", NOW + later)
    assert len(rows(store)) == 1 and len(letters(store)) == many
    done(store, confirm, token(store), NOW + later)


def test_an_address_gets_five_letters_a_day_however_often_others_type_it(store):
    for number in range(MOST_A_DAY + 3):
        asked(store, at=NOW + number * BETWEEN)
    assert len(letters(store)) == MOST_A_DAY


def test_letters_to_all_addresses_together_have_an_end(store, monkeypatch):
    monkeypatch.setattr("actions.newsletter.MOST_AN_HOUR", 2)
    for name in ("a", "b"):
        asked(store, f"{name}@example.org")
    for address in ("c@example.org", "a@example.org"):
        with pytest.raises(FeedbackError, match="Try again in an hour"):
            asked(store, address, NOW + timedelta(minutes=59))
    asked(store, "c@example.org", NOW + timedelta(hours=1))


def test_whoever_has_it_already_is_told_so_in_their_mailbox_alone(store):
    asked(store)
    mine = token(store)
    done(store, confirm, mine)
    asked(store, at=NOW + BETWEEN)
    _, (_, letter) = letters(store)
    assert "You get it already" in letter.body and f"/stop/{mine}" in letter.body
    assert is_taken(store) == [(PAT, True)]


@pytest.mark.parametrize(("later", "is_open"), [(LASTS - SECOND, True), (LASTS, False)])
def test_who_has_not_confirmed_in_fourteen_days_is_forgotten(store, later, is_open):
    asked(store)
    mine = token(store)
    if not is_open:
        with pytest.raises(LinkOver):
            done(store, confirm, mine, NOW + later)
        assert [letter for _, letter in letters(store, NOW + later)] == [None]
    with store.writing() as session:
        report = daily(session, by=job(WATCHDOG, "daily"), at=NOW + later)
    assert report.newsletters_forgotten == (not is_open)
    assert len(rows(store)) == len(letters(store)) == is_open


def test_who_confirmed_is_not_forgotten_by_the_day(store):
    asked(store)
    done(store, confirm, token(store))
    with store.writing() as session:
        daily(session, by=job(WATCHDOG, "daily"), at=NOW + 3 * LASTS)
    assert is_taken(store) == [(PAT, True)]


def test_stopping_erases_the_address_and_an_old_link_signs_nobody_up_again(store):
    asked(store)
    old = token(store)
    done(store, confirm, old)
    done(store, stop, old, NOW + SECOND)
    done(store, stop, old, NOW + SECOND)
    assert is_taken(store) == [("", True)] and letters(store) == []
    with pytest.raises(LinkOver):
        done(store, confirm, old, NOW + SECOND)

    asked(store, at=NOW + timedelta(days=1))
    assert is_taken(store) == [(PAT, False)]
    for act in (confirm, stop):
        with pytest.raises(LinkOver):
            done(store, act, old, NOW + timedelta(days=1))


def test_neither_an_address_nor_a_link_can_be_read_from_the_store_or_the_record(store):
    asked(store)
    done(store, confirm, token(store))
    kept = b"".join(file.read_bytes() for file in store.path.parent.glob(f"{store.path.name}*"))
    for secret in (PAT.lower().encode(), token(store).encode()):
        assert secret not in kept.lower()
    with store.reading() as session:
        newest = session.exec(select(AuditEvent)).all()[-2:]
    assert [(one.actor, one.detail) for one in newest] == [("resident", {})] * 2


def test_after_a_change_of_keys_the_same_address_is_known_and_gets_a_link_that_works(store):
    asked(store)
    keys.use(f"{keys.new_key()},{TEST_KEY}")
    try:
        with store.writing() as session:
            renew(session)
        asked(store, at=NOW + BETWEEN)
        done(store, confirm, token(store), NOW + BETWEEN)
        assert is_taken(store) == [(PAT, True)]
    finally:
        keys.use(TEST_KEY)


def test_who_stopped_is_known_until_they_say_twice_that_they_want_it_again(store):
    def stopped():
        with store.reading() as session:
            return len(newsletter_stopped(session))

    asked(store)
    done(store, confirm, token(store))
    assert stopped() == 0
    done(store, stop, token(store))
    assert stopped() == 1
    later = NOW + LASTS
    asked(store, at=later)
    assert stopped() == 1
    done(store, confirm, token(store), at=later)
    assert stopped() == 0

    done(store, stop, token(store), at=later)
    asked(store, at=later + LASTS)
    with store.writing() as session:
        assert forget_unconfirmed(session, by=job(WATCHDOG, "terminal"), at=later + 2 * LASTS) == 1
    assert rows(store) == [] and stopped() == 1
