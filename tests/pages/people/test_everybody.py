"""Everybody with an account is listed, and somebody new is invited."""

import pytest
from sqlmodel import select

from actions.people import disable_staff_member, invite
from content.words import words
from models.events import Event
from models.outbox import MailKind, OutboxMessage
from models.people import WORKERS
from models.staff import LinkPurpose
from models.vocabulary import Role
from settings import settings
from tests.conftest import NOW
from tests.factories import signed_in
from tests.pages.opening import everything_on, open_page
from tests.pages.people.pressing import JOB, acts, fill_in, kept, opens, press

TRAP = "**Bold** ![x](http://203.0.113.1/x.png)"


@pytest.mark.parametrize("who", ["somebody", "moderator", "volunteer"])
def test_only_administrators_see_who_works_here(who, store, administrator, request, monkeypatch):
    page = open_page("people", store, request.getfixturevalue(who), monkeypatch)
    assert "Bo" not in everything_on(page) and not page.button


def test_every_role_has_a_name_and_says_what_it_lets_somebody_do():
    for role in WORKERS:
        assert words(f"roles.{role.value}")
        assert words(f"people.does.{role.value}").endswith(".")


def test_everybody_is_listed_with_their_address_roles_and_state(store, people, moderator, another):
    with store.writing() as session:
        invite(session, name="Hana", email="hana@example.org", roles=[Role.VOLUNTEER], by=JOB, at=NOW)
        disable_staff_member(session, another, by=JOB, at=NOW)
    signed_in(store, moderator)
    page = people()

    assert [heading.value for heading in page.subheader] == [
        "Can sign in (2)",
        "Invited, not opened yet (1)",
        "Can't sign in any more (1)",
    ]
    shown = everything_on(page).replace("\u2060", "")
    assert "4 people have an account." in shown
    assert "Moderator, Analyst" in shown and "ash@example.org" in shown
    assert "Signed in 20 November 2026, second factor set up" in shown
    assert "Never signed in, second factor not set up yet" in shown
    assert "Invited 20 November 2026. Their link is good until 27 November 2026." in shown


def test_names_that_hold_markup_are_shown_as_they_were_typed(store, people):
    with store.writing() as session:
        invite(session, name=TRAP, email="t@example.org", roles=[Role.VOLUNTEER], by=JOB, at=NOW)
    page = people()
    listed = next(button for button in page.button if "Bold" in button.label)
    assert TRAP not in listed.label and r"\!\[x\]" in listed.label
    listed.click().run()
    assert TRAP not in everything_on(page) and r"\!\[x\]" in everything_on(page)


def test_a_lone_administrator_is_advised_not_to_stay_alone(people, another, store):
    assert not people().info
    with store.writing() as session:
        disable_staff_member(session, another, by=JOB, at=NOW)
    assert "Only one person here can look after accounts" in people().info[0].value


def test_an_invitation_is_mailed_and_its_link_shown_where_no_mail_is_sent(store, people):
    page = fill_in(people(), roles=("Volunteer", "Moderator"))

    assert "no mail server is set up" in page.success[0].value
    assert opens(store, page.code[0].value) is LinkPurpose.INVITATION
    assert kept(store, "Jo Osei").roles == {Role.VOLUNTEER, Role.MODERATOR}
    with store.reading() as session:
        assert session.exec(select(OutboxMessage.kind)).all() == [MailKind.INVITATION]
    assert acts(store, Event.STAFF_ADDED, Event.LINK_MADE)[-1:] == [Event.STAFF_ADDED]


def test_where_mail_is_sent_nobody_else_is_shown_the_link(store, people, monkeypatch):
    sends = settings().model_copy(update={"smtp_host": "mail.example.org"})
    monkeypatch.setattr("ui.people.settings", lambda: sends)
    page = fill_in(people())
    assert "on its way" in page.success[0].value
    assert not page.code and "/link/" not in everything_on(page)


def test_the_link_is_gone_once_another_account_or_the_list_was_open(people):
    page = fill_in(people())
    assert page.code
    press(page, "Back to everybody")
    press(page, "Jo Osei")
    assert not page.code and not page.success


def test_the_link_is_gone_for_whoever_comes_back_to_the_page(people):
    page = fill_in(people())
    page.query_params.clear()  # as the side bar does
    page.run()
    assert not page.code
    press(page, "Jo Osei")
    assert not page.code


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": "  "}, "Enter the person's name"),
        ({"email": "nonsense"}, "like name@example.com"),
        ({"email": " BO@example.org"}, "already"),
        ({"roles": ()}, "at least one role"),
        ({"name": "D" * 201}, "at most 200"),
    ],
)
def test_an_invitation_that_will_not_do_is_a_sentence_and_nothing_typed_is_lost(store, people, typed, said):
    page = fill_in(people(), **typed)

    assert said in page.error[0].value.replace("\u2060", "").replace("\\", "")
    given = {"name": "Jo Osei", "email": "jo@example.org", "roles": ("Volunteer",)} | typed
    assert [box.value for box in page.text_input] == [given["name"], given["email"]]
    assert [box.value for box in page.checkbox] == [bool(given["roles"]), *[False] * 5]
    assert acts(store, Event.STAFF_ADDED) == [Event.STAFF_ADDED]  # the administrator's own


def test_what_was_wrong_is_put_right_and_sent(store, people):
    page = fill_in(people(), email="nonsense")
    page.text_input[1].set_value("jo@example.org")
    press(page, "Send the invitation")
    assert kept(store, "Jo Osei").email == "jo@example.org"
