"""The second factor: which codes are taken, how often, and what somebody is told about the others."""

import threading
from datetime import timedelta

import pytest
from sqlmodel import select

from actions.own_account import change_phone, new_recovery_codes
from actions.people import send_link
from actions.second_factor import SECONDS, WrongCode, address_for_app, code_at
from actions.tries import TOO_MANY_CODES, WRONG_CODES
from models.audit import AuditEvent
from models.errors import FeedbackError, Problems
from models.events import Event
from models.people import job
from models.staff import LinkPurpose, RecoveryCode, SignIn
from tests.actions.signing_in import ASH, acts, let_in, open_path, person_of, sign_in, who
from tests.codes import SECRET, a_code, code_of_step
from tests.conftest import NOW, WATCHDOG

STEP = int(NOW.timestamp()) // SECONDS
WRONG = "000000"
TERMINAL = job(WATCHDOG, "terminal")


def no_good(desk, store, code, *, match, at=NOW):
    with pytest.raises(WrongCode, match=match):
        sign_in(desk, store, code=code, at=at)


def refusal_of(store):
    """Why the last one was refused, and of which account the password was right."""
    with store.reading() as session:
        row = session.exec(select(AuditEvent).order_by(AuditEvent.sequence)).all()[-1]
    return row.detail["why"], row.subject


def test_a_secret_is_what_every_authenticator_app_makes_codes_of():
    """The last example of RFC 6238, appendix B, cut to six digits, and the address that apps read."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert code_at(secret, NOW.fromtimestamp(20_000_000_000, NOW.tzinfo)) == "353130"
    assert address_for_app(secret, email=ASH, issuer="West Testford Voice") == (
        f"otpauth://totp/West%20Testford%20Voice:ash%40example.org?secret={secret}"
        "&issuer=West%20Testford%20Voice"
    )


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_the_code_of_now_and_of_half_a_minute_before_and_after_are_taken(desk, store, moderator, steps):
    assert who(desk, store, sign_in(desk, store, code=code_of_step(STEP + steps))) == moderator


@pytest.mark.parametrize(
    ("steps", "said"),
    [(-2, "1 minute slow"), (2, "1 minute fast"), (-6, "3 minutes slow"), (6, "3 minutes fast")],
)
def test_a_clock_that_is_off_is_refused_and_its_owner_is_told(desk, store, moderator, steps, said):
    no_good(desk, store, code_of_step(STEP + steps), match=f"clock is about {said}")


def test_a_code_to_come_that_was_guessed_is_not_taken_when_its_time_has_come(desk, store, moderator):
    """Being told that a guess is a code of in three minutes is worth nothing in three minutes."""
    no_good(desk, store, code_of_step(STEP + 6), match="3 minutes fast.*wait 3 minutes")
    for steps, said in ((0, "^Wait 3 minutes, then"), (5, "has been used"), (6, "has been used")):
        at = NOW + timedelta(seconds=steps * SECONDS)
        no_good(desk, store, code_of_step(STEP + steps), match=said, at=at)
    assert sign_in(desk, store, code=code_of_step(STEP + 7), at=NOW + timedelta(seconds=6 * SECONDS))


def test_a_code_to_come_that_was_guessed_elsewhere_is_not_taken_either(desk, store, moderator):
    with store.writing() as session:
        path = send_link(session, moderator.staff_id, LinkPurpose.NEW_PASSWORD, by=TERMINAL, at=NOW)
    for steps, last, guess in (
        (4, 4, lambda code: open_path(desk, store, path, code=code)),
        (6, 6, lambda code: change_phone(desk, store, code=code, by=moderator, at=NOW)),
        (5, 6, lambda code: new_recovery_codes(desk, store, code=code, by=moderator, at=NOW)),
    ):
        with pytest.raises(Problems, match="minutes fast"):
            guess(code_of_step(STEP + steps))
        assert person_of(store, moderator).last_step == STEP + last


def test_a_clock_that_is_slow_costs_no_code(desk, store, moderator):
    no_good(
        desk, store, code_of_step(STEP - 6), match="slow. Let the phone set its time by itself, then type"
    )
    assert sign_in(desk, store)


@pytest.mark.parametrize("steps", [-11, 11])
def test_a_clock_that_is_off_by_more_than_five_minutes_gives_a_code_like_any_other(
    desk, store, moderator, steps
):
    no_good(desk, store, code_of_step(STEP + steps), match="isn't right")


@pytest.mark.parametrize("typed", ["{} {}", " {}{} ", "{}-{}", "{}\u00a0{}"])
def test_spaces_and_a_hyphen_in_a_code_are_no_fault(desk, store, moderator, typed):
    code = a_code(store, ASH, NOW)
    assert sign_in(desk, store, code=typed.format(code[:3], code[3:]))


@pytest.mark.parametrize(
    "code", [WRONG, "1", "1234567", "\ud800", "\x00\x00", "x" * 5_000, "٣٥٣١٣٠", "ABCDEFG"]
)
def test_what_is_no_code_is_refused_with_a_sentence(desk, store, moderator, code):
    no_good(desk, store, code, match="isn't right|isn't one of yours")


@pytest.mark.parametrize("code", ["", "  "])
def test_the_right_password_without_a_code_opens_nothing_and_is_no_wrong_code(desk, store, moderator, code):
    before = acts(store)
    no_good(desk, store, code, match="six digits")
    assert acts(store) == [*before, Event.SIGN_IN_REFUSED]
    assert refusal_of(store) == ("no_code", str(moderator.staff_id))
    for number in range(WRONG_CODES.amount):
        with pytest.raises(WrongCode):
            sign_in(desk, store, code=code, address=f"203.0.113.{number}")
    assert sign_in(desk, store, address="198.51.100.1")


def test_a_wrong_code_says_whose_password_somebody_knows_and_a_wrong_password_nobodys(desk, store, moderator):
    no_good(desk, store, WRONG, match="isn't right")
    assert refusal_of(store) == ("code", str(moderator.staff_id))
    with pytest.raises(FeedbackError):
        sign_in(desk, store, password="not this one")
    assert refusal_of(store) == ("password", "")


def test_a_code_is_taken_once(desk, store, moderator):
    code = a_code(store, ASH, NOW)
    sign_in(desk, store, code=code)
    no_good(desk, store, code, match="has been used")


def test_a_code_from_before_the_last_one_is_not_taken(desk, store, moderator):
    sign_in(desk, store, code=code_of_step(STEP))
    no_good(desk, store, code_of_step(STEP - 1), match="has been used")
    assert sign_in(desk, store, code=code_of_step(STEP + 1))


def at_once(times, act):
    """Do something several times at the same moment; how it went each time."""
    begin, went = threading.Barrier(times), []

    def run():
        begin.wait()
        try:
            went.append(act())
        except FeedbackError as refusal:
            went.append(refusal)

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return went


@pytest.mark.every_case_on_postgresql
@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_of_two_people_with_the_same_code_at_once_exactly_one_is_in(desk, store, moderator, kind):
    code = a_code(store, ASH, NOW)
    if kind == "recovery":
        code = new_recovery_codes(desk, store, code=code, by=moderator, at=NOW)[0]

    went = at_once(2, lambda: sign_in(desk, store, code=code))

    assert sorted(isinstance(one, WrongCode) for one in went) == [False, True]
    with store.reading() as session:
        assert len(session.exec(select(SignIn)).all()) == 1


@pytest.fixture
def codes(desk, store, moderator):
    return new_recovery_codes(desk, store, code=a_code(store, ASH, NOW), by=moderator, at=NOW)


def test_ten_recovery_codes_are_made_and_each_is_good_once(desk, store, codes):
    assert len(set(codes)) == 10
    for code in codes[:2]:
        assert sign_in(desk, store, code=code)
        no_good(desk, store, code, match="has been used")
    with store.reading() as session:
        used = [code.used_at for code in session.exec(select(RecoveryCode))]
    assert used.count(None) == 8


def test_a_recovery_code_is_the_same_in_small_letters_and_without_hyphens(desk, store, codes):
    assert sign_in(desk, store, code=codes[0].lower())
    assert sign_in(desk, store, code=f" {codes[1].replace('-', ' ')} ")


def test_new_recovery_codes_end_the_ones_before(desk, store, moderator, codes):
    later = NOW + timedelta(minutes=1)
    new_recovery_codes(desk, store, code=codes[0], by=moderator, at=later)
    no_good(desk, store, codes[1], match="isn't one of yours", at=later)


def test_one_persons_recovery_codes_are_of_no_use_to_another(desk, store, codes, volunteer):
    with pytest.raises(WrongCode, match="isn't one of yours"):
        sign_in(desk, store, email="cam@example.org", code=codes[0])


def test_the_twentieth_wrong_code_is_heard_and_then_none_is_for_an_hour(desk, store, moderator):
    for number in range(WRONG_CODES.amount):
        with pytest.raises(WrongCode):
            sign_in(desk, store, code=WRONG, address=f"203.0.113.{number}")
    with pytest.raises(FeedbackError, match="Wait an hour") as refused:
        sign_in(desk, store, address="198.51.100.1")
    assert str(refused.value) == TOO_MANY_CODES


def test_after_nineteen_wrong_codes_the_right_one_is_still_taken(desk, store, moderator):
    for number in range(WRONG_CODES.amount - 1):
        with pytest.raises(WrongCode):
            sign_in(desk, store, code=WRONG, address=f"203.0.113.{number}")
    assert sign_in(desk, store)


def test_wrong_codes_at_one_account_do_not_keep_another_out(desk, store, moderator, volunteer):
    for number in range(WRONG_CODES.amount):
        with pytest.raises(WrongCode):
            sign_in(desk, store, code=WRONG, address=f"203.0.113.{number}")
    assert sign_in(desk, store, email="cam@example.org")


def test_a_wrong_code_leaves_one_act_and_counts_no_step(desk, store, moderator):
    before = acts(store)
    no_good(desk, store, WRONG, match="isn't right")
    assert acts(store) == [*before, Event.SIGN_IN_REFUSED]
    assert person_of(store, moderator).last_step == 0


def test_the_codes_of_an_account_without_a_second_factor_open_nothing(desk, store, moderator):
    with store.writing() as session:
        person = person_of(store, moderator)
        person.second_factor = ""
        session.merge(person)
    let = let_in(desk, store, code="123456")
    assert let.link and not let.token
    with pytest.raises(Problems, match="no authenticator app"):
        new_recovery_codes(desk, store, code="123456", by=moderator, at=NOW)


def test_everybodys_secret_is_their_own_and_long_enough():
    from actions.second_factor import new_secret

    secrets = {new_secret() for _ in range(100)}
    assert len(secrets) == 100 and all(len(secret) == len(SECRET) == 32 for secret in secrets)
