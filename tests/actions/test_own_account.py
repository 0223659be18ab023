"""What somebody does about their own account, and that nobody else can."""

from datetime import timedelta
from uuid import uuid4

import pytest
import zxcvbn
from sqlmodel import select

from actions.one_time_links import PATH
from actions.own_account import change_password, change_phone, end_own_sign_in, new_recovery_codes
from actions.people import disable_staff_member, send_link
from actions.second_factor import code_at
from actions.tries import TRIES_PER_ACCOUNT, WRONG_CODES
from actions.use_link import see_link
from models.audit import AuditEvent
from models.errors import FeedbackError, NotAllowed, Problems
from models.events import Event
from models.people import job, resident
from models.staff import LinkPurpose
from storage.queries.own_account import own_account
from storage.queries.own_sign_ins import own_sign_ins
from tests.actions.signing_in import (
    ADDRESS,
    ASH,
    BROWSER,
    IDLE,
    LONGEST,
    NEW_PASSWORD,
    acts,
    open_path,
    person_of,
    sign_in,
    who,
)
from tests.codes import SECRET, a_code
from tests.conftest import NOW, PASSWORD, WATCHDOG

SECOND = timedelta(seconds=1)


def end(store, sign_in_id, by):
    with store.writing() as session:
        end_own_sign_in(session, sign_in_id, by=by, at=NOW)


def change(desk, store, by, *, old=PASSWORD, new=NEW_PASSWORD, address=ADDRESS):
    change_password(desk, store, old=old, new=new, address=address, by=by, at=NOW)


def listed(store, viewer, at=NOW):
    with store.reading() as session:
        return own_sign_ins(session, viewer, idle=IDLE, at=at)


def detail_of(store, event):
    with store.reading() as session:
        return session.exec(select(AuditEvent.detail).where(AuditEvent.event == event)).one()


def test_a_sign_in_elsewhere_is_ended_and_this_one_stays(desk, store, moderator):
    here, elsewhere = sign_in(desk, store), sign_in(desk, store)
    before = acts(store)
    end(store, who(desk, store, elsewhere).sign_in_id, by=who(desk, store, here))
    assert who(desk, store, elsewhere).staff_id is None
    assert who(desk, store, here) == moderator
    assert acts(store) == [*before, Event.SIGN_IN_ENDED]


def test_nobody_ends_a_sign_in_of_somebody_else_or_one_that_has_ended(desk, store, moderator, volunteer):
    theirs = who(desk, store, sign_in(desk, store, email="cam@example.org")).sign_in_id
    mine = who(desk, store, sign_in(desk, store)).sign_in_id
    end(store, mine, by=moderator)
    before = acts(store)
    for sign_in_id in (theirs, mine, uuid4()):
        with pytest.raises(FeedbackError, match="isn't one of yours"):
            end(store, sign_in_id, by=moderator)
    assert acts(store) == before


@pytest.mark.parametrize("by", [resident(WATCHDOG), job(WATCHDOG, "daily")])
def test_whoever_has_no_account_has_nothing_to_change(desk, store, moderator, by):
    before = acts(store)
    for act in (
        lambda: end(store, uuid4(), by=by),
        lambda: change(desk, store, by),
        lambda: new_recovery_codes(desk, store, code="123456", by=by, at=NOW),
        lambda: change_phone(desk, store, code="123456", by=by, at=NOW),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert acts(store) == before


def test_a_leaver_whose_page_is_still_open_changes_nothing(desk, store, moderator):
    with store.writing() as session:
        disable_staff_member(session, moderator.staff_id, by=job(WATCHDOG, "terminal"), at=NOW)
    with pytest.raises(NotAllowed):
        change(desk, store, moderator)
    with pytest.raises(NotAllowed):
        change_phone(desk, store, code=a_code(store, ASH, NOW), by=moderator, at=NOW)


def test_a_new_password_ends_the_other_sign_ins_and_links_and_keeps_this_one(desk, store, moderator):
    here, elsewhere = sign_in(desk, store), sign_in(desk, store)
    with store.writing() as session:
        by = job(WATCHDOG, "terminal")
        path = send_link(session, moderator.staff_id, LinkPurpose.NEW_PASSWORD, by=by, at=NOW)
    before = acts(store)

    change(desk, store, who(desk, store, here))

    assert acts(store) == [*before, Event.PASSWORD_CHANGED]
    assert detail_of(store, Event.PASSWORD_CHANGED) == {"sign_ins_ended": 1}
    assert who(desk, store, here) == moderator
    assert who(desk, store, elsewhere).staff_id is None
    with pytest.raises(FeedbackError, match="Ask an administrator"):
        open_path(desk, store, path, code=a_code(store, ASH, NOW))
    later = NOW + timedelta(minutes=1)
    assert sign_in(desk, store, password=NEW_PASSWORD, at=later)
    with pytest.raises(FeedbackError, match="go together"):
        sign_in(desk, store, at=later)


@pytest.mark.parametrize(
    ("typed", "beside"),
    [
        ({"old": "not this one"}, {"old"}),
        ({"old": ""}, {"old"}),
        ({"new": "passwordpassword"}, {"new"}),
        ({"new": "ashmoderator1"}, {"new"}),
        ({"old": "not this one", "new": "short"}, {"old"}),
        ({"old": "x" * 5_000, "new": "x" * 5_000}, {"old"}),
        ({"new": "x" * 5_000}, {"new"}),
    ],
)
def test_a_password_that_will_not_do_changes_nothing_and_says_so_beside_it(
    desk, store, moderator, typed, beside
):
    before = acts(store)
    with pytest.raises(Problems) as refused:
        change(desk, store, moderator, **typed)
    assert set(refused.value.by_question) == beside
    assert acts(store) == before
    assert sign_in(desk, store)


def test_whoever_does_not_know_the_old_password_costs_no_estimate_of_a_new_one(
    desk, store, moderator, monkeypatch
):
    monkeypatch.setattr(zxcvbn, "zxcvbn", None)
    with pytest.raises(Problems):
        change(desk, store, moderator, old="not this one")


def test_a_password_is_guessed_no_faster_here_than_at_the_door(desk, store, moderator):
    for _ in range(TRIES_PER_ACCOUNT.amount):
        with pytest.raises(Problems):
            change(desk, store, moderator, old="not this one")
    with pytest.raises(FeedbackError, match="five minutes"):
        change(desk, store, moderator)


def test_new_recovery_codes_take_a_code_and_are_one_act(desk, store, moderator):
    before = acts(store)
    for code in ("", "000000"):
        with pytest.raises(Problems):
            new_recovery_codes(desk, store, code=code, by=moderator, at=NOW)
    assert acts(store) == before
    codes = new_recovery_codes(desk, store, code=a_code(store, ASH, NOW), by=moderator, at=NOW)
    assert acts(store) == [*before, Event.RECOVERY_CODES_MADE]
    sign_in(desk, store, code=codes[0])
    with store.reading() as session:
        assert own_account(session, moderator).codes_left == 9


def test_wrong_codes_here_count_like_any_others(desk, store, moderator):
    for _ in range(WRONG_CODES.amount):
        with pytest.raises(Problems):
            change_phone(desk, store, code="000000", by=moderator, at=NOW)
    with pytest.raises(FeedbackError, match="Wait an hour"):
        sign_in(desk, store)


@pytest.mark.parametrize("with_", ["app", "paper"])
def test_another_phone_takes_a_code_and_the_one_before_works_until_it_is_set_up(
    desk, store, moderator, with_
):
    code, later = a_code(store, ASH, NOW), NOW + timedelta(minutes=1)
    if with_ == "paper":
        code = new_recovery_codes(desk, store, code=code, by=moderator, at=NOW)[0]
    before = acts(store)
    path = change_phone(desk, store, code=code, by=moderator, at=NOW)
    assert acts(store) == [*before, Event.LINK_MADE]
    assert sign_in(desk, store, at=later)
    with store.reading() as session:
        token = path.removeprefix(PATH)
        seen = see_link(session, token, watchdog_id=WATCHDOG, browser=BROWSER, at=later)
    assert not seen.asks_password

    used = open_path(desk, store, path, password="", code=code_at(seen.secret, later), at=later)

    assert len(used.recovery_codes) == 10
    assert person_of(store, moderator).second_factor == seen.secret != SECRET
    assert sign_in(desk, store, code=used.recovery_codes[0], at=later)


def test_the_list_holds_what_is_open_this_one_first_and_nobody_elses(desk, store, moderator, volunteer):
    sign_in(desk, store, email="cam@example.org")
    here = who(desk, store, sign_in(desk, store))
    later = who(desk, store, sign_in(desk, store, at=NOW + timedelta(minutes=1)))
    end(store, who(desk, store, sign_in(desk, store, at=NOW + timedelta(minutes=2))).sign_in_id, by=here)

    found = listed(store, here, at=NOW + timedelta(minutes=2))

    assert [(one.id, one.is_this_one) for one in found] == [
        (here.sign_in_id, True),
        (later.sign_in_id, False),
    ]


def test_the_list_leaves_out_what_was_idle_too_long_or_is_too_old(desk, store, moderator):
    here = who(desk, store, sign_in(desk, store))
    assert len(listed(store, here, at=NOW + IDLE - SECOND)) == 1
    assert listed(store, here, at=NOW + IDLE) == ()
    with store.reading() as session:
        whole_day = timedelta(days=1)
        assert len(own_sign_ins(session, here, idle=whole_day, at=NOW + LONGEST - SECOND)) == 1
        assert own_sign_ins(session, here, idle=whole_day, at=NOW + LONGEST) == ()
