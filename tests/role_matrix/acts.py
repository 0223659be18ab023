"""A way to do each act, and to ask each question, with ids of ours: by the name of its function."""

from collections.abc import Callable
from typing import Any

from actions.add_programme import add_programme
from actions.change_programme import change_programme
from actions.copy_programmes import copy_programmes
from actions.daily import daily
from actions.follow_up import correct, withdraw
from actions.import_feedback import import_feedback
from actions.keep_about_you import keep_about_you
from actions.known_again import secret_digest
from actions.load_services import load_services
from actions.moderate import approve, withhold
from actions.own_account import change_password, change_phone, end_own_sign_in, new_recovery_codes
from actions.people import (
    add_staff_member,
    change_roles,
    disable_staff_member,
    enable_staff_member,
    invite,
    send_link,
    staff_member_called,
)
from actions.remove_programme import remove_programme
from actions.submit import submit
from actions.switch_tags import switch_tags
from actions.tag import tag_batch
from analysis.tagger import tag
from content.programme_files import ProgrammeFile
from content.question_sets import ABOUT_YOU
from imports.mapping import as_mapping
from models.people import Viewer
from models.period import Days
from models.programme import Programme, ProgrammeDraft
from models.staff import LinkPurpose
from models.vocabulary import Channel, Role, WithholdReason
from storage.queries.about_you import about_you
from storage.queries.anything_said import anything_said
from storage.queries.compare_tags import compare_tags
from storage.queries.current_tags import Versions
from storage.queries.facts import read_facts
from storage.queries.happenings import happenings
from storage.queries.missing_before_opening import missing_before_opening, unknown_safeguarding_numbers
from storage.queries.moderation_queue import feedback_called, to_moderate
from storage.queries.programme_form import (
    form_begun,
    programme_form,
    programme_forms,
    programmes_to_choose_from,
)
from storage.queries.programme_starts import programme_starts
from storage.queries.programmes import programmes
from storage.queries.read_by_both import read_by_both
from storage.queries.read_so_far import read_so_far
from storage.queries.services_to_choose_from import services_to_choose_from
from storage.queries.signposts import numbers_kept, signposts
from storage.queries.tags_in_use import choices_of_tags, versions_in_use
from storage.queries.thresholds import thresholds
from storage.queries.waiting_to_be_tagged import waiting_to_be_tagged
from storage.queries.what_happened import feedback_proven, what_happened
from storage.queries.why_shut import switched_on, why_shut
from tests.codes import a_code
from tests.conftest import NOW, PASSWORD, WATCHDOG
from tests.factories import a_draft, an_answer_about_you
from tests.role_matrix.world import SECOND_SECRET, World

Do = Callable[[World, Viewer], Any]
VERSIONS = Versions("t1", "m1")
NEW_PASSWORD = "lantern gravel orchid"

ACTS: dict[str, Do] = {}
QUESTIONS: dict[str, Do] = {}


def act(function: Callable[..., Any], name: str = "") -> Callable[[Do], Do]:
    """Say how `function` is done; a second way of doing it has a `name` of its own."""

    def note(do: Do) -> Do:
        full = f"{function.__module__.removeprefix('actions.')}.{function.__name__}"
        ACTS[f"{full} ({name})" if name else full] = do
        return do

    return note


def question(function: Callable[..., Any], *more: Any, **named: Any) -> None:
    """Say that `function(session, viewer, ...)` is asked with `more`."""

    def ask(world: World, viewer: Viewer) -> Any:
        given = [each(world) if callable(each) else each for each in more]
        with world.store.reading() as session:
            return function(session, viewer, *given, **named)

    QUESTIONS[f"{function.__module__.removeprefix('storage.queries.')}.{function.__name__}"] = ask


@act(submit)
def _(world, viewer):
    with world.writing() as session:
        return submit(session, a_draft("Nobody told us."), by=viewer, at=NOW)


@act(submit, "for somebody on the phone")
def _(world, viewer):
    with world.writing() as session:
        return submit(session, a_draft("Nobody told us.", channel=Channel.PHONE), by=viewer, at=NOW)


@act(correct)
def _(world, viewer):
    with world.writing() as session:
        correct(session, world.id("feedback"), "The letter came in the end.", by=viewer, at=NOW)


@act(withdraw)
def _(world, viewer):
    with world.writing() as session:
        withdraw(session, world.id("feedback"), by=viewer, at=NOW)


@act(keep_about_you)
def _(world, viewer):
    given = {"question_set": ABOUT_YOU, "by": viewer, "at": NOW}
    with world.writing() as session:
        keep_about_you(session, world.text("token"), an_answer_about_you(), **given)


@act(approve)
def _(world, viewer):
    with world.writing() as session:
        approve(session, world.id("feedback"), after=0, by=viewer, at=NOW)


@act(withhold)
def _(world, viewer):
    with world.writing() as session:
        withhold(session, world.id("feedback"), WithholdReason.NOT_LOCAL, after=0, by=viewer, at=NOW)


@act(tag_batch)
def _(world, viewer):
    tag_batch(world.store, tag, taxonomy_version="t1", model_version="m1", by=viewer, at=NOW)


@act(switch_tags)
def _(world, viewer):
    with world.writing() as session:
        switch_tags(session, VERSIONS, anyway=True, by=viewer, at=NOW)


@act(import_feedback)
def _(world, viewer):
    file = world.store.path.parent / "in.csv"
    file.write_text("said\nThe ward was kind.\n", encoding="utf-8")
    mapping = as_mapping({"source": "a ward", "columns": {"words": "said"}})
    return import_feedback(world.store, file, mapping, by=viewer, at=NOW)


@act(add_programme)
def _(world, viewer):
    with world.writing() as session:
        return add_programme(session, ProgrammeDraft("Hub"), by=viewer, at=NOW)


@act(change_programme)
def _(world, viewer):
    with world.writing() as session:
        draft = ProgrammeDraft("Another name")
        return change_programme(session, world.id("programme"), draft, after=0, by=viewer, at=NOW)


@act(remove_programme)
def _(world, viewer):
    with world.writing() as session:
        mistake = Programme(watchdog_id=WATCHDOG, code="mistake", name="A mistake")
        session.add(mistake)
        session.flush()
        remove_programme(session, mistake.id, by=viewer, at=NOW)


@act(copy_programmes)
def _(world, viewer):
    file = ProgrammeFile("winter-teams", ProgrammeDraft("Winter teams", "winter-teams"))
    with world.writing() as session:
        return copy_programmes(session, [file], by=viewer, at=NOW)


@act(load_services)
def _(world, viewer):
    row = {"service": "Ward 99", "sector": "hospital", "organisation": "Testford Trust"}
    with world.writing() as session:
        return load_services(session, {2: row}, by=viewer, at=NOW)


@act(daily)
def _(world, viewer):
    with world.writing() as session:
        return daily(session, by=viewer, at=NOW)


@act(add_staff_member)
def _(world, viewer):
    given = {"name": "Di", "email": "di@example.org", "roles": [Role.ANALYST], "password": PASSWORD}
    with world.writing() as session:
        return add_staff_member(session, **given, by=viewer, at=NOW)


@act(invite)
def _(world, viewer):
    with world.writing() as session:
        return invite(session, name="Di", email="di@example.org", roles=[Role.ANALYST], by=viewer, at=NOW)


@act(send_link)
def _(world, viewer):
    with world.writing() as session:
        return send_link(session, world.id("volunteer"), LinkPurpose.NEW_PASSWORD, by=viewer, at=NOW)


@act(change_roles)
def _(world, viewer):
    with world.writing() as session:
        change_roles(session, world.id("volunteer"), [Role.ANALYST], had=[Role.VOLUNTEER], by=viewer, at=NOW)


@act(disable_staff_member)
def _(world, viewer):
    with world.writing() as session:
        return disable_staff_member(session, world.id("volunteer"), by=viewer, at=NOW)


@act(enable_staff_member)
def _(world, viewer):
    with world.writing() as session:
        enable_staff_member(session, world.id("volunteer"), by=viewer, at=NOW)


@act(staff_member_called)
def _(world, viewer):
    with world.writing() as session:
        return staff_member_called(session, "new@example.org", by=viewer)


@act(end_own_sign_in)
def _(world, viewer):
    with world.writing() as session:
        end_own_sign_in(session, world.ours(viewer).sign_in_id or world.id("feedback"), by=viewer, at=NOW)


@act(end_own_sign_in, "somebody else's")
def _(world, viewer):
    with world.writing() as session:
        end_own_sign_in(session, world.id("somebody's sign-in"), by=viewer, at=NOW)


@act(change_password)
def _(world, viewer):
    change_password(
        world.desk, world.store, old=PASSWORD, new=NEW_PASSWORD, address="192.0.2.1", by=viewer, at=NOW
    )


@act(new_recovery_codes)
def _(world, viewer):
    return new_recovery_codes(world.desk, world.store, code=_own_code(world, viewer), by=viewer, at=NOW)


@act(change_phone)
def _(world, viewer):
    return change_phone(world.desk, world.store, code=_own_code(world, viewer), by=viewer, at=NOW)


def _own_code(world: World, viewer: Viewer) -> str:
    return a_code(world.store, world.email_of(viewer), NOW) if viewer.staff_id else "123456"


question(anything_said)
question(about_you, Days())
question(feedback_proven, lambda world: world.text("reference"), secret_digest(SECOND_SECRET))
question(what_happened, lambda world: world.id("feedback"))
question(programme_starts)
question(programmes)
question(happenings)
question(read_facts, VERSIONS)
question(read_by_both, VERSIONS)
question(missing_before_opening)
question(unknown_safeguarding_numbers)
question(to_moderate, lambda world: world.id("feedback"))
question(feedback_called, lambda world: world.text("reference"))
question(services_to_choose_from)
question(programme_form, "discharge-hub", on=NOW.date())
question(form_begun, lambda world: world.id("programme"))
question(programme_forms, on=NOW.date())
question(programmes_to_choose_from, on=NOW.date())
question(signposts)
question(numbers_kept)
question(thresholds)
question(switched_on)
question(why_shut, "have_your_say")
question(versions_in_use)
question(choices_of_tags)
question(read_so_far, VERSIONS)
question(compare_tags, VERSIONS, Versions("t2", "m2"))
question(waiting_to_be_tagged, "t1", "m1", most=9)
