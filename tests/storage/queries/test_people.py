"""Who has an account, and how each stands."""

from datetime import timedelta

import pytest

from actions.open_watchdog import open_watchdog
from actions.people import add_staff_member, disable_staff_member, has_opened, invite, send_link
from actions.sign_in import SignInDesk
from models.errors import NotAllowed
from models.people import job
from models.staff import LinkPurpose, StaffMember
from models.vocabulary import Role
from storage.queries.people import AccountState, everybody
from tests.codes import a_code
from tests.conftest import NOW, PASSWORD, SIGNPOSTS, WATCHDOG

IDLE, LONGEST = timedelta(minutes=30), timedelta(hours=12)
DAY = timedelta(days=1)


def accounts(store, viewer, at=NOW):
    with store.reading() as session:
        return {each.name: each for each in everybody(session, viewer, at=at, idle=IDLE)}


def sign_in(store, email, *, at):
    desk = SignInDesk(idle=IDLE, longest=LONGEST)
    code = a_code(store, email, at)
    desk.sign_in(
        store, watchdog_id=WATCHDOG, email=email, password=PASSWORD, code=code, address="192.0.2.7", at=at
    )


@pytest.fixture
def di(store, administrator):
    with store.writing() as session:
        return invite(
            session, name="Di", email="di@example.org", roles=[Role.ANALYST], by=administrator, at=NOW
        )[0]


def test_everybody_is_listed_by_name_with_their_roles(store, administrator, moderator, volunteer):
    found = accounts(store, administrator)
    assert list(found) == ["Ash Moderator", "Bo Administrator", "Cam Volunteer"]
    assert found["Ash Moderator"].roles == {Role.MODERATOR, Role.ANALYST}
    assert {account.state for account in found.values()} == {AccountState.OPEN}
    assert found["Cam Volunteer"].has_second_factor and found["Cam Volunteer"].last_signed_in is None


def test_capitals_do_not_come_before_small_letters(store, administrator):
    with store.writing() as session:
        for name in ("ann", "Cy"):
            invite(
                session,
                name=name,
                email=f"{name}@example.org",
                roles=[Role.ANALYST],
                by=administrator,
                at=NOW,
            )
    assert list(accounts(store, administrator)) == ["ann", "Bo Administrator", "Cy"]


def test_only_whoever_looks_after_people_may_ask(store, moderator, somebody):
    for viewer in (moderator, somebody):
        with pytest.raises(NotAllowed):
            accounts(store, viewer)


def test_another_watchdogs_people_are_not_here(store, administrator, moderator):
    with store.writing() as session:
        open_watchdog(
            session,
            slug="elsewhere",
            name="Elsewhere",
            area="East",
            telephone="",
            signposts=SIGNPOSTS,
            at=NOW,
        )
    assert accounts(store, job("elsewhere", "terminal")) == {}


def test_somebody_invited_is_waited_for_as_long_as_their_link_is_good(store, administrator, di):
    invited = accounts(store, administrator)["Di"]
    assert (invited.state, invited.link_until) == (AccountState.INVITED, NOW + 7 * DAY)
    assert not invited.has_second_factor and not invited.is_by_office
    last_moment = NOW + 7 * DAY - timedelta(seconds=1)
    assert accounts(store, administrator, at=last_moment)["Di"].link_until == NOW + 7 * DAY
    assert accounts(store, administrator, at=NOW + 7 * DAY)["Di"].link_until is None


def test_a_second_invitation_is_the_one_that_counts(store, administrator, di):
    with store.writing() as session:
        send_link(session, di, LinkPurpose.NEW_PASSWORD, by=administrator, at=NOW + DAY)
    assert accounts(store, administrator, at=NOW + 2 * DAY)["Di"].link_until == NOW + 8 * DAY


def test_a_leaver_is_disabled_whether_they_had_opened_their_account_or_not(
    store, administrator, moderator, di
):
    with store.writing() as session:
        for staff_id in (di, moderator.staff_id):
            disable_staff_member(session, staff_id, by=administrator, at=NOW)
    found = accounts(store, administrator)
    assert found["Di"].state is found["Ash Moderator"].state is AccountState.DISABLED
    assert found["Di"].link_until is None


def test_sign_ins_count_until_they_were_left_alone_too_long(store, administrator, moderator):
    sign_in(store, "ash@example.org", at=NOW)
    sign_in(store, "ash@example.org", at=NOW + timedelta(minutes=10))

    def seen(minutes):
        found = accounts(store, administrator, at=NOW + timedelta(minutes=minutes))["Ash Moderator"]
        return found.open_sign_ins

    assert [seen(minutes) for minutes in (29, 30, 39, 40)] == [2, 1, 1, 0]
    assert accounts(store, administrator)["Ash Moderator"].last_signed_in == NOW + timedelta(minutes=10)


def test_a_sign_in_in_use_ends_after_its_longest_time(store, administrator, moderator):
    sign_in(store, "ash@example.org", at=NOW)
    before, after = NOW + LONGEST - timedelta(seconds=1), NOW + LONGEST
    with store.reading() as session:
        counted = [
            next(
                one.open_sign_ins
                for one in everybody(session, administrator, at=at, idle=2 * LONGEST)
                if one.name == "Ash Moderator"
            )
            for at in (before, after)
        ]
    assert counted == [1, 0]


def test_a_leavers_sign_ins_are_ended(store, administrator, moderator):
    sign_in(store, "ash@example.org", at=NOW)
    with store.writing() as session:
        disable_staff_member(session, moderator.staff_id, by=administrator, at=NOW)
    assert accounts(store, administrator)["Ash Moderator"].open_sign_ins == 0


def test_whoever_signs_in_through_the_office_alone_is_known_as_such(store, administrator, moderator):
    with store.writing() as session:
        person = session.get_one(StaffMember, (WATCHDOG, moderator.staff_id))
        person.office_id = "https://login.example.org|ash"
    assert not accounts(store, administrator)["Ash Moderator"].is_by_office
    with store.writing() as session:
        session.get_one(StaffMember, (WATCHDOG, moderator.staff_id)).password_hash = ""
    found = accounts(store, administrator)["Ash Moderator"]
    assert found.is_by_office and found.state is AccountState.OPEN


def test_an_account_is_open_here_exactly_when_it_has_been_opened(store, administrator, moderator, di):
    with store.reading() as session:
        opened = {
            person_id: has_opened(session.get_one(StaffMember, (WATCHDOG, person_id)))
            for person_id in (administrator.staff_id, moderator.staff_id, di)
        }
    found = {
        account.id: account.state is AccountState.OPEN for account in accounts(store, administrator).values()
    }
    assert found == opened and False in opened.values()


def test_somebody_without_a_second_factor_is_seen_to_have_none(store, administrator):
    with store.writing() as session:
        add_staff_member(
            session,
            name="Ed",
            email="ed@example.org",
            roles=[Role.VOLUNTEER],
            password=PASSWORD,
            by=administrator,
            at=NOW,
        )
    assert not accounts(store, administrator)["Ed"].has_second_factor
