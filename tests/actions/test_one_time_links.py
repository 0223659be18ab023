"""One-time links: what each lets its holder do, for how long, and only once."""

from datetime import timedelta

import pytest
from sqlmodel import select

from actions.one_time_links import LASTS, PATH, make_link
from actions.own_account import change_phone
from actions.people import disable_staff_member, enable_staff_member, invite, send_link
from actions.second_factor import WrongCode, code_at
from actions.tries import WRONG_CODES
from actions.use_link import see_link
from models.errors import FeedbackError, Problems
from models.events import Event
from models.outbox import OutboxMessage
from models.people import job
from models.staff import LinkPurpose, OneTimeLink, RecoveryCode, StaffMember
from models.vocabulary import Role
from tests.actions.signing_in import (
    ASH,
    BROWSER,
    NEW_PASSWORD,
    acts,
    let_in,
    open_path,
    person_of,
    sign_in,
    who,
)
from tests.codes import SECRET, a_code
from tests.conftest import NOW, PASSWORD, WATCHDOG

TERMINAL = job(WATCHDOG, "terminal")
SECOND = timedelta(seconds=1)


def see(store, path, *, browser=BROWSER, at=NOW, watchdog_id=WATCHDOG):
    token = path.rpartition("/")[2]
    with store.reading() as session:
        return see_link(session, token, watchdog_id=watchdog_id, browser=browser, at=at)


def send(store, viewer, purpose, *, at=NOW):
    with store.writing() as session:
        return send_link(session, viewer.staff_id, purpose, by=TERMINAL, at=at)


def use(desk, store, path, *, at=NOW, **more):
    """Use a link with the code it asks for: of the app it proposes, or of the one that is kept."""
    secret = see(store, path, at=at).secret
    code = code_at(secret, at) if secret else a_code(store, ASH, at)
    return open_path(desk, store, path, at=at, **({"code": code} | more))


def is_gone(store, path, **more) -> bool:
    try:
        see(store, path, **more)
    except FeedbackError as refusal:
        return "Ask an administrator" in str(refusal)
    return False


@pytest.fixture
def invitation(store):
    with store.writing() as session:
        _, path = invite(
            session, name="Ash", email=ASH, roles=[Role.MODERATOR, Role.ANALYST], by=TERMINAL, at=NOW
        )
    return path


def test_an_invitation_asks_for_a_password_and_a_code_and_lets_in(desk, store, invitation):
    seen, before = see(store, invitation), acts(store)
    assert (seen.purpose, seen.email, seen.asks_password) == (LinkPurpose.INVITATION, ASH, True)
    assert seen.for_app.startswith("otpauth://totp/West%20Testford%20Voice")

    used = use(desk, store, invitation)

    assert acts(store) == [*before, Event.LINK_USED, Event.SIGNED_IN]
    assert who(desk, store, used.token).roles == {Role.MODERATOR, Role.ANALYST}
    assert len(used.recovery_codes) == 10
    assert let_in(desk, store, password=NEW_PASSWORD, code=used.recovery_codes[0]).token


def test_looking_uses_nothing_up_and_shows_a_browser_the_same_secret(store, invitation):
    assert see(store, invitation) == see(store, invitation)


def test_who_looked_at_a_link_first_knows_nothing_of_its_owners_second_factor(desk, store, invitation):
    theirs, own = see(store, invitation, browser="a reader of mail"), see(store, invitation)
    with store.reading() as session:
        kept = session.exec(select(OneTimeLink.secret)).one()
    assert len({theirs.secret, own.secret, kept}) == 3
    assert len(own.secret) == 32 and own.secret in own.for_app

    with pytest.raises(Problems, match="isn't right"):
        open_path(desk, store, invitation, code=code_at(theirs.secret, NOW))
    assert use(desk, store, invitation).token

    with store.reading() as session:
        assert [person.second_factor for person in session.exec(select(StaffMember))] == [own.secret]


def test_everything_to_put_right_is_said_at_once_and_the_link_still_opens(desk, store, invitation):
    before = acts(store)
    with pytest.raises(Problems) as refused:
        open_path(desk, store, invitation, password="passwordpassword", code="000000")
    assert set(refused.value.by_question) == {"password", "code"}
    with pytest.raises(Problems) as refused:
        open_path(desk, store, invitation, code=" ")
    assert set(refused.value.by_question) == {"code"}
    assert acts(store) == before
    assert use(desk, store, invitation).token


def test_a_link_is_used_once(desk, store, invitation):
    code = code_at(see(store, invitation).secret, NOW)
    used = open_path(desk, store, invitation, code=code)
    with pytest.raises(FeedbackError, match="has been used"):
        open_path(desk, store, invitation, code=code)
    assert who(desk, store, used.token).staff_id


@pytest.mark.parametrize(
    "purpose", [LinkPurpose.INVITATION, LinkPurpose.NEW_PASSWORD, LinkPurpose.START_AGAIN]
)
def test_an_invitation_lasts_seven_days_and_the_others_one(desk, store, moderator, purpose):
    person = person_of(store, moderator)
    with store.writing() as session:
        path = make_link(session, person, purpose, made_by="job:terminal", at=NOW).path
    end = NOW + timedelta(days=7 if purpose is LinkPurpose.INVITATION else 1)
    assert is_gone(store, path, at=end)
    with pytest.raises(FeedbackError, match="too old"):
        open_path(desk, store, path, code="123456", at=end)
    assert use(desk, store, path, at=end - SECOND).token


def test_a_link_for_another_phone_lasts_a_quarter_of_an_hour():
    assert LASTS[LinkPurpose.SECOND_FACTOR] == timedelta(minutes=15)


@pytest.mark.every_case_on_postgresql
@pytest.mark.parametrize("token", ["", "made-up", "x" * 10_000, "\ud800"])
def test_a_token_that_was_never_given_opens_nothing(store, invitation, token):
    assert is_gone(store, f"{PATH}{token}")


def test_a_link_of_another_watchdog_opens_nothing(desk, store, invitation):
    assert is_gone(store, invitation, watchdog_id="elsewhere")
    with pytest.raises(FeedbackError, match="Ask an administrator"):
        open_path(desk, store, invitation, code="123456", watchdog_id="elsewhere")


def test_the_links_of_a_leaver_open_nothing_and_not_when_they_come_back(desk, store, moderator):
    path = send(store, moderator, LinkPurpose.START_AGAIN)
    with store.writing() as session:
        disable_staff_member(session, moderator.staff_id, by=TERMINAL, at=NOW)
    assert is_gone(store, path)
    with pytest.raises(FeedbackError, match="disabled"):
        send(store, moderator, LinkPurpose.NEW_PASSWORD)
    with store.writing() as session:
        enable_staff_member(session, moderator.staff_id, by=TERMINAL, at=NOW)
    assert is_gone(store, path)


def test_making_a_second_link_ends_the_first_and_empties_its_message(store, moderator):
    first = send(store, moderator, LinkPurpose.NEW_PASSWORD)
    second = send(store, moderator, LinkPurpose.NEW_PASSWORD)
    assert is_gone(store, first) and see(store, second)
    with store.reading() as session:
        messages = session.exec(select(OutboxMessage).order_by(OutboxMessage.id)).all()
    assert [(message.link, message.next_try_at) for message in messages] == [("", None), (second, NOW)]


def test_using_one_link_ends_every_other_that_somebody_has(desk, store, moderator):
    other = send(store, moderator, LinkPurpose.NEW_PASSWORD)
    use(desk, store, send(store, moderator, LinkPurpose.START_AGAIN))
    assert is_gone(store, other)


def test_a_new_password_for_somebody_who_never_opened_the_account_is_an_invitation(store, invitation):
    with store.reading() as session:
        staff_id = session.exec(select(OneTimeLink.staff_id)).one()
    with store.writing() as session:
        path = send_link(session, staff_id, LinkPurpose.NEW_PASSWORD, by=TERMINAL, at=NOW)
    assert see(store, path).purpose is LinkPurpose.INVITATION
    assert see(store, path, at=NOW + timedelta(days=7) - SECOND)
    assert is_gone(store, invitation)


@pytest.mark.parametrize("purpose", [LinkPurpose.SECOND_FACTOR, LinkPurpose.OFFICE, LinkPurpose.INVITATION])
def test_an_administrator_sends_links_for_a_password_or_to_start_again_alone(store, moderator, purpose):
    with pytest.raises(FeedbackError, match="Choose a link"):
        send(store, moderator, purpose)


def test_a_new_password_takes_the_code_of_the_phone_and_leaves_it_as_it_is(desk, store, moderator):
    token, path = sign_in(desk, store), send(store, moderator, LinkPurpose.NEW_PASSWORD)
    assert (see(store, path).secret, see(store, path).asks_password) == ("", True)
    assert who(desk, store, token) == moderator

    with pytest.raises(Problems, match="isn't right"):
        open_path(desk, store, path, code="000000")
    used = use(desk, store, path)

    assert used.recovery_codes == ()
    assert person_of(store, moderator).second_factor == SECRET
    assert who(desk, store, token).staff_id is None
    assert sign_in(desk, store, password=NEW_PASSWORD, at=NOW + timedelta(minutes=1))
    with pytest.raises(FeedbackError, match="go together"):
        sign_in(desk, store, password=PASSWORD)


def test_wrong_codes_at_a_link_count_like_any_others(desk, store, moderator, monkeypatch):
    path = send(store, moderator, LinkPurpose.NEW_PASSWORD)
    for _ in range(WRONG_CODES.amount):
        with pytest.raises(Problems):
            open_path(desk, store, path, code="000000")
    with pytest.raises(FeedbackError, match="Wait an hour"):
        use(desk, store, path)


def test_to_start_again_ends_every_sign_in_at_once_and_replaces_both_factors(desk, store, moderator):
    token = sign_in(desk, store)
    path = send(store, moderator, LinkPurpose.START_AGAIN)
    assert who(desk, store, token).staff_id is None

    used = use(desk, store, path)

    assert person_of(store, moderator).second_factor not in {"", SECRET}
    assert len(used.recovery_codes) == 10
    with pytest.raises(WrongCode):
        later = NOW + timedelta(minutes=5)
        sign_in(desk, store, password=NEW_PASSWORD, code=code_at(SECRET, later), at=later)


def test_to_start_again_ends_every_other_link_at_once(desk, store, moderator):
    """Whoever has the lost phone may have begun to set up another, or read a mail on it."""
    on_the_phone = change_phone(desk, store, code=a_code(store, ASH, NOW), by=moderator, at=NOW)
    in_a_mail = send(store, moderator, LinkPurpose.NEW_PASSWORD)
    before = acts(store)

    path = send(store, moderator, LinkPurpose.START_AGAIN)

    assert is_gone(store, on_the_phone) and is_gone(store, in_a_mail)
    assert see(store, path) and acts(store) == [*before, Event.LINK_MADE]


def test_somebody_shut_out_by_wrong_codes_starts_again_and_is_not_shut_out_any_more(desk, store, moderator):
    for number in range(WRONG_CODES.amount):
        with pytest.raises(WrongCode):
            sign_in(desk, store, code="000000", address=f"203.0.113.{number}")
    used = use(desk, store, send(store, moderator, LinkPurpose.START_AGAIN))
    assert let_in(desk, store, password=NEW_PASSWORD, code=used.recovery_codes[0]).token


def test_an_account_without_a_second_factor_is_led_to_set_one_up(desk, store, moderator):
    with store.writing() as session:
        person = person_of(store, moderator)
        person.second_factor = ""
        session.merge(person)
    before = acts(store)
    let = let_in(desk, store, code="")
    assert (let.token, acts(store)) == ("", [*before, Event.LINK_MADE])
    assert see(store, let.link).asks_password is False

    used = use(desk, store, let.link, password="")

    assert who(desk, store, used.token) == moderator
    with store.reading() as session:
        assert len(session.exec(select(RecoveryCode)).all()) == 10
    assert see(store, send(store, moderator, LinkPurpose.NEW_PASSWORD)).secret == ""


def test_a_link_of_the_offices_opens_nothing_here(desk, store, moderator):
    person = person_of(store, moderator)
    with store.writing() as session:
        path = make_link(session, person, LinkPurpose.OFFICE, made_by="job:office", at=NOW).path
    assert is_gone(store, path)
    with pytest.raises(FeedbackError, match="Ask an administrator"):
        open_path(desk, store, path, code=a_code(store, ASH, NOW))
