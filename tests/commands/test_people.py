"""People at the terminal: who is invited, what they may do, who leaves, and the demonstration's sign-ins."""

import inspect
import re
import shlex
import sys
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlmodel import select

from actions.second_factor import code_at
from actions.use_link import see_link
from commands import people, start
from example_data import fill
from models.audit import AuditEvent
from models.events import Event
from models.feedback import Feedback
from models.staff import LinkPurpose, StaffMember
from models.vocabulary import Role
from storage.engine import Store
from tests.codes import SECRET
from tests.commands.conftest import A_LINK, INIT, run

SLUG = "west-testford-voice"
DI = ["people", "add", "--name=Di", "--email=di@example.org"]
A_LINE = re.compile(r"^  (\S+@example\.org) +(\S+) +([A-Z2-7]{32}) +(.+)$", re.M)


@pytest.fixture
def di(watchdog):
    """Somebody invited, and the link that opens their account."""
    return A_LINK.search(run(*DI, "--role=volunteer")).group(1)


def ask(place, question):
    """What `question` finds in the store that the commands made."""
    store = Store(f"sqlite:///{place / 'store' / 'feedback.db'}")
    try:
        with store.reading() as session:
            return question(session)
    finally:
        store.close()


def purpose_of(place, path):
    token = path.removeprefix("/link/")
    now = datetime.now(UTC)
    return ask(
        place, lambda session: see_link(session, token, watchdog_id=SLUG, browser="any", at=now).purpose
    )


def roles_of(place, email):
    return ask(place, lambda session: session.exec(_account(email)).one().roles)


def _account(email):
    return select(StaffMember).where(StaffMember.email == email)


@pytest.mark.usefixtures("empty_tables")
def test_the_first_administrator_opens_their_account_with_the_link_that_init_shows(place):
    path = A_LINK.search(run(*INIT)).group(1)
    assert purpose_of(place, path) is LinkPurpose.INVITATION
    assert roles_of(place, "robin@example.org") == {Role.ADMINISTRATOR, Role.MODERATOR, Role.ANALYST}
    assert "invited\trobin@example.org" in run("people", "list")


@pytest.mark.usefixtures("empty_tables")
def test_the_link_begins_with_the_address_of_this_site(place, monkeypatch):
    monkeypatch.setenv("FEEDBACK_ADDRESS", "https://voice.example.org/")
    assert re.search(r" https://voice\.example\.org/link/\S{43}\n", run(*INIT))


def test_somebody_with_several_roles_is_invited_by_a_link(watchdog):
    said = run(*DI, "--role=analyst", "--role=moderator", "--role=analyst")
    assert "di@example.org has an account as moderator, analyst." in said
    assert purpose_of(watchdog, A_LINK.search(said).group(1)) is LinkPurpose.INVITATION
    assert "moderator,analyst\tinvited\tdi@example.org\tDi" in run("people", "list")


def test_somebody_given_a_password_needs_no_link(watchdog):
    said = run(*DI, "--role=moderator", "--password=a brass kettle sings")
    assert not A_LINK.search(said) and "brass" not in said
    assert "moderator\topen\tdi@example.org\tDi" in run("people", "list")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--role=moderator", "--password=eleven char"], "at least 12"),
        (["--role=moderator", "--email=nonsense"], "email address"),
        (["--role=moderator", "--email=robin@example.org"], "already"),
        (["--role=moderator", "--name= "], "Enter the person's name"),
    ],
)
def test_an_account_that_will_not_do_is_a_sentence_and_nobody_is_added(watchdog, given, said):
    assert said in run(*DI, *given, status=1)
    assert len(run("people", "list").splitlines()) == 1


@pytest.mark.parametrize("role", ["resident", "job", "staff", ""])
def test_a_role_that_no_account_can_have_is_refused(watchdog, role):
    assert "volunteer" in run(*DI, f"--role={role}", status=2)
    assert "volunteer" in run("people", "roles", "robin@example.org", f"--role={role}", status=2)


def test_an_account_without_a_role_is_refused(watchdog):
    assert "--role" in run(*DI, status=2)
    assert "--role" in run("people", "roles", "robin@example.org", status=2)


def test_roles_are_put_in_place_of_those_before_and_given_twice_count_once(watchdog, di):
    said = run(
        "people", "roles", "DI@example.org", "--role=publisher", "--role=publisher", "--role=moderator"
    )
    assert "is now moderator, publisher." in said
    assert roles_of(watchdog, "di@example.org") == {Role.MODERATOR, Role.PUBLISHER}


def test_a_second_invitation_ends_the_first(watchdog, di):
    second = A_LINK.search(run("people", "link", "di@example.org")).group(1)
    assert purpose_of(watchdog, second) is LinkPurpose.INVITATION
    with pytest.raises(Exception, match="too old"):
        purpose_of(watchdog, di)


@pytest.mark.parametrize(
    ("option", "purpose"), [([], LinkPurpose.NEW_PASSWORD), (["--start-again"], LinkPurpose.START_AGAIN)]
)
def test_whoever_cannot_get_in_is_shown_a_link(watchdog, option, purpose):
    said = run("people", "link", "robin@example.org", *option)
    assert purpose_of(watchdog, A_LINK.search(said).group(1)) is purpose


def test_people_leave_and_come_back(watchdog, di):
    assert "can't sign in" in run("people", "disable", "di@example.org")
    assert "volunteer\tdisabled\tdi@example.org\tDi" in run("people", "list")
    assert "Enable it first" in run("people", "link", "di@example.org", status=1)

    assert "enabled again" in run("people", "enable", "di@example.org")
    assert "volunteer\tinvited\tdi@example.org\tDi" in run("people", "list")


def test_the_last_administrator_stays_one_and_stays(watchdog, di):
    run("people", "roles", "di@example.org", "--role=administrator")  # who has not opened the account yet
    assert "last administrator" in run("people", "disable", "robin@example.org", status=1)
    assert "last administrator" in run("people", "roles", "robin@example.org", "--role=analyst", status=1)
    assert Role.ADMINISTRATOR in roles_of(watchdog, "robin@example.org")


@pytest.mark.parametrize("command", [["link"], ["disable"], ["enable"], ["roles", "--role=analyst"]])
def test_whoever_has_no_account_is_a_sentence(watchdog, command):
    name, *options = command
    assert "Nobody with that email" in run("people", name, "nobody@example.org", *options, status=1)


def test_each_command_is_one_act_of_the_terminal(watchdog, di):
    run("people", "roles", "di@example.org", "--role=analyst")
    run("people", "link", "di@example.org")
    run("people", "disable", "di@example.org")
    run("people", "enable", "di@example.org")
    trail = ask(watchdog, lambda session: session.exec(select(AuditEvent)).all()[-5:])
    assert [act.event for act in trail] == [
        Event.STAFF_ADDED,
        Event.ROLES_CHANGED,
        Event.LINK_MADE,
        Event.STAFF_DISABLED,
        Event.STAFF_ENABLED,
    ]
    assert {act.actor for act in trail} == {"job:terminal"}
    assert "example.org" not in str([act.detail for act in trail])


def test_the_code_is_the_one_that_an_authenticator_app_shows(monkeypatch):
    at = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    monkeypatch.setattr(people, "now", lambda: at)
    assert run("code", SECRET).strip() == code_at(SECRET, at)
    assert run("code", " ".join(re.findall("....", SECRET.lower()))).strip() == code_at(SECRET, at)
    monkeypatch.setattr(people, "now", lambda: at + timedelta(seconds=30))
    assert run("code", SECRET).strip() != code_at(SECRET, at)


@pytest.mark.parametrize("secret", ["", "123456", SECRET[:31], f"{SECRET}A", SECRET[:31] + "1", "é" * 32])
def test_what_is_no_secret_is_a_sentence(secret):
    assert "That isn't a secret" in run("code", secret, status=1)


@pytest.mark.usefixtures("empty_tables")
def test_the_demonstration_says_who_can_sign_in_and_shows_the_command_for_a_code(place, monkeypatch):
    """The same people and secrets each time: an authenticator app set up yesterday works today."""
    assert inspect.signature(fill.fill).parameters["pieces"].default == 2_000
    monkeypatch.setattr(fill, "fill", partial(fill.fill, pieces=60))
    first, again = run("demo"), run("demo")
    assert ask(place, lambda session: len(session.exec(select(Feedback.id)).all())) >= 60
    assert "As jo@example.org:" in first and "/programmes\n" in first

    listed = A_LINE.findall(first)
    assert len(listed) == 5 == len({secret for _, _, secret, _ in listed})
    assert listed == A_LINE.findall(again)
    assert listed[0][:2] == ("robin@example.org", "kettle-harbour-robin")
    assert {role for *_, roles in listed for role in roles.split(", ")} == {
        role.value for role in people.WORKERS
    }
    command = shlex.split(next(line for line in first.splitlines() if "feedback_cli code" in line))
    assert command[1:] == ["-m", "feedback_cli", "code", listed[0][2]]
    assert Path.cwd() / command[0] == Path(sys.executable)
    assert re.fullmatch(r"\d{6}\n", run(*command[3:]))


def test_an_interpreter_outside_this_folder_is_named_whole(monkeypatch):
    monkeypatch.setattr(start.sys, "executable", "/opt/our python/bin/python")
    assert start._this_python() == "'/opt/our python/bin/python'"
