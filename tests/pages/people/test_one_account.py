"""One account: other roles, a way in for whoever lost theirs, and its end, without locking anybody out."""

import pytest

from actions.people import change_roles, disable_staff_member
from models.errors import FeedbackError, StoreUnavailable
from models.events import Event
from models.staff import LinkPurpose, StaffMember
from models.vocabulary import Role
from tests.conftest import NOW, WATCHDOG
from tests.factories import signed_in
from tests.pages.opening import everything_on
from tests.pages.people.pressing import JOB, acts, fill_in, kept, opens, press, tick


def test_roles_are_changed_by_their_boxes(store, people, moderator):
    page = press(people(), "Ash Moderator")
    assert [box.value for box in page.checkbox[:6]] == [False, True, True, False, False, False]
    tick(page, "**Analyst**")
    tick(page, "**Volunteer**")
    press(page, "Save the roles")

    assert "Saved" in page.success[0].value
    assert kept(store, "Ash Moderator").roles == {Role.VOLUNTEER, Role.MODERATOR}
    assert [box.value for box in page.checkbox[:6]] == [True, True, False, False, False, False]
    assert acts(store, Event.ROLES_CHANGED) == [Event.ROLES_CHANGED]


def test_the_second_of_two_administrators_is_told_and_shown_the_roles_as_they_are(store, people, moderator):
    page = press(people(), "Ash Moderator")
    with store.writing() as session:
        change_roles(session, moderator.staff_id, [Role.PUBLISHER], had=moderator.roles, by=JOB, at=NOW)
    tick(page, "**Administrator**")
    press(page, "Save the roles")

    assert "Somebody else changed these roles" in page.warning[0].value
    assert [box.value for box in page.checkbox[:6]] == [False, False, False, False, True, False]
    assert kept(store, "Ash Moderator").roles == {Role.PUBLISHER}

    tick(page, "**Administrator**")
    press(page, "Save the roles")
    assert kept(store, "Ash Moderator").roles == {Role.PUBLISHER, Role.ADMINISTRATOR}


def test_no_role_at_all_is_refused_and_the_boxes_stay_as_they_were_ticked(store, people, moderator):
    page = press(people(), "Ash Moderator")
    tick(page, "**Moderator**")
    tick(page, "**Analyst**")
    press(page, "Save the roles")
    assert "at least one role" in page.error[0].value
    assert not any(box.value for box in page.checkbox[:6])
    assert kept(store, "Ash Moderator").roles == moderator.roles


def test_the_last_administrator_can_neither_go_nor_give_the_role_away(store, people):
    page = press(people(), "Bo Administrator")
    assert "This is your own account" in everything_on(page)
    tick(page, "**Administrator**")
    tick(page, "**Analyst**")
    press(page, "Save the roles")
    assert "last administrator" in page.error[0].value
    tick(page, "end their access now")
    press(page, "Disable this account")
    assert "last administrator" in page.error[0].value
    bo = kept(store, "Bo Administrator")
    assert bo.roles == {Role.ADMINISTRATOR} and bo.disabled_at is None


def test_a_link_for_a_new_password_leaves_somebody_signed_in(store, people, moderator):
    signed_in(store, moderator)
    page = press(people(), "Ash Moderator")
    assert "On 1 device" in everything_on(page)
    press(page, "Send a link for a new password")
    assert opens(store, page.code[0].value) is LinkPurpose.NEW_PASSWORD
    assert "On 1 device" in everything_on(page)


def test_starting_again_wants_a_tick_and_ends_every_sign_in(store, people, moderator):
    for _ in range(2):
        signed_in(store, moderator)
    page = press(people(), "Ash Moderator")
    assert "On 2 devices" in everything_on(page)
    press(page, "Send a link to start again")
    assert "tick the box" in page.error[0].value
    assert acts(store, Event.LINK_MADE) == [] and "On 2 devices" in everything_on(page)

    tick(page, "really them")
    press(page, "Send a link to start again")
    assert opens(store, page.code[0].value) is LinkPurpose.START_AGAIN
    assert "On 2 devices" not in everything_on(page)
    assert not any(box.value for box in page.checkbox if "really them" in box.label)
    assert acts(store, Event.LINK_MADE) == [Event.LINK_MADE]


def test_somebody_who_never_opened_their_account_is_invited_again(store, people):
    page = fill_in(people())
    first = page.code[0].value
    press(page, "Send the invitation again")
    assert opens(store, page.code[0].value) is LinkPurpose.INVITATION
    with pytest.raises(FeedbackError):
        opens(store, first)
    assert not [button for button in page.button if "start again" in button.label]


def test_a_leaver_is_out_at_once_and_can_be_let_back_in(store, people, moderator):
    signed_in(store, moderator)
    page = press(people(), "Ash Moderator")
    press(page, "Disable this account")
    assert "Tick the box" in page.error[0].value and kept(store, "Ash Moderator").disabled_at is None

    tick(page, "end their access now")
    press(page, "Disable this account")
    assert "ended with it:\u2060 1." in page.success[0].value
    assert kept(store, "Ash Moderator").disabled_at == NOW
    assert not [button for button in page.button if "link" in button.label]

    press(page, "Enable this account")
    assert "enabled again" in page.success[0].value
    assert kept(store, "Ash Moderator").disabled_at is None
    assert acts(store, Event.STAFF_DISABLED, Event.STAFF_ENABLED) == [
        Event.STAFF_DISABLED,
        Event.STAFF_ENABLED,
    ]


def test_whoever_was_disabled_meanwhile_is_sent_no_link(store, people, moderator):
    page = press(people(), "Ash Moderator")
    with store.writing() as session:
        disable_staff_member(session, moderator.staff_id, by=JOB, at=NOW)
    assert "Send a link for a new password" not in [button.label for button in page.run().button]
    assert acts(store, Event.LINK_MADE) == []


def test_for_somebody_of_the_offices_no_password_is_offered(store, people, moderator):
    with store.writing() as session:
        person = session.get_one(StaffMember, (WATCHDOG, moderator.staff_id))
        person.office_id, person.password_hash = "https://login.example.org|ash", ""
    page = press(people(), "Ash Moderator")
    assert "the office's own account" in everything_on(page)
    assert not [button for button in page.button if "link" in button.label]


@pytest.mark.parametrize("asked", ["nonsense", "01a201c0-6e24-71fc-972a-b730b475b488", "<script>", ""])
def test_an_address_that_names_nobody_is_a_sentence_or_the_list(people, asked):
    page = people()
    page.query_params["open"] = asked
    page.run()
    assert not page.exception
    assert ("Nobody of that name" in everything_on(page)) == bool(asked)
    assert not page.checkbox


def test_a_store_that_is_busy_says_so_and_claims_nothing(store, people, moderator, monkeypatch):
    def busy():
        raise StoreUnavailable("busy")

    page = press(people(), "Ash Moderator")
    monkeypatch.setattr(store, "writing", busy)
    tick(page, "end their access now")
    press(page, "Disable this account")
    assert "busy" in page.error[0].value and not page.success
    assert next(box.value for box in page.checkbox if "end their access" in box.label)
