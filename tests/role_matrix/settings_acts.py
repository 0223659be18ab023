"""The acts about the directory, settings, mail, the record and the office's accounts."""

from datetime import date, timedelta

from actions.change_watchdog import change_watchdog
from actions.edit_directory import add_organisation, add_service, change_organisation, change_service
from actions.export_record import export_record
from actions.load_services import load_services_file
from actions.merge_directory import merge_organisations, merge_services, part_organisation, part_service
from actions.office_claims import OfficeClaims, roles_map
from actions.office_sign_in import admit
from actions.read_feedback import open_feedback
from actions.send_mail import send_waiting, show_link, try_again
from actions.set_limits import LimitsDraft, set_limits, take_back_limits
from actions.set_signpost import check_signpost, clear_signpost, set_signpost
from actions.set_threshold import set_threshold
from actions.switch_question_set import switch_question_set
from actions.take_in_census import census_in, take_in_census
from models.limits import LimitsDecision, LimitsKind
from models.organisation import OrganisationDraft, ServiceDraft
from models.scope import EVERYTHING
from models.setting import SettingKind, ThresholdKind
from models.vocabulary import Sector
from models.watchdog import SignpostKind
from storage.mailer import Mailer
from storage.queries.audit_trail import (
    Asked,
    account_of_address,
    acts,
    count_acts,
    feedback_of_reference,
    newest_act,
    walk_chain,
)
from storage.queries.census_figures import census_figures
from storage.queries.directory import directory, feedback_naming
from storage.queries.health import health
from storage.queries.limits_decisions import limits_decisions
from storage.queries.names_of_actors import names_of_actors, people_who_act
from storage.queries.outbox import outbox
from storage.queries.own_account import own_account
from storage.queries.own_sign_ins import own_sign_ins
from storage.queries.people import everybody
from storage.queries.setting_changes import changes_of, newest_number
from tests.conftest import NOW, WATCHDOG
from tests.role_matrix.acts import QUESTIONS, act, question

MONTHS = [date(2026, month, 1) for month in range(1, 9)]
IDLE = timedelta(minutes=30)
NOBODY_THERE = Mailer(host="127.0.0.1", port=9, sender="us@example.org", security="none")


@act(open_feedback)
def _(world, viewer):
    return open_feedback(world.store, world.id("feedback"), visit="one", by=viewer, at=NOW)


@act(set_signpost)
def _(world, viewer):
    with world.writing() as session:
        set_signpost(session, SignpostKind.EMERGENCY, number="01632 960999", after=0, by=viewer, at=NOW)


@act(clear_signpost)
def _(world, viewer):
    with world.writing() as session:
        clear_signpost(session, SignpostKind.EMERGENCY, after=0, by=viewer, at=NOW)


@act(check_signpost)
def _(world, viewer):
    with world.writing() as session:
        check_signpost(session, SignpostKind.EMERGENCY, after=0, by=viewer, at=NOW + timedelta(days=9))


@act(set_threshold)
def _(world, viewer):
    with world.writing() as session:
        set_threshold(session, ThresholdKind.SMALLEST_BASE, 12, after=0, by=viewer, at=NOW)


@act(set_limits)
def _(world, viewer):
    draft = LimitsDraft("people", "", LimitsKind.STEP, MONTHS[-1], "The hub opened that month.")
    with world.writing() as session:
        return set_limits(session, draft, told_in=MONTHS, by=viewer, at=NOW)


@act(take_back_limits)
def _(world, viewer):
    decision = LimitsDecision(
        watchdog_id=WATCHDOG,
        measure="people",
        kind=LimitsKind.STEP,
        month=MONTHS[-1],
        reason="The hub opened that month.",
        signed_by=f"person:{world.id('volunteer')}",
        signed_at=NOW,
    )
    with world.writing() as session:
        session.add(decision)
        session.flush()
        take_back_limits(session, decision.id, by=viewer, at=NOW)


@act(switch_question_set)
def _(world, viewer):
    with world.writing() as session:
        switch_question_set(session, "have_your_say", is_on=False, after=0, by=viewer, at=NOW)


@act(change_watchdog)
def _(world, viewer):
    said = {"name": "Testford Voice", "area": "Testford", "telephone": ""}
    with world.writing() as session:
        change_watchdog(session, **said, after=0, by=viewer, at=NOW)


@act(add_organisation)
def _(world, viewer):
    with world.writing() as session:
        return add_organisation(session, OrganisationDraft("New Trust", Sector.HOSPITAL), by=viewer, at=NOW)


@act(add_service)
def _(world, viewer):
    draft = ServiceDraft("New ward", Sector.HOSPITAL, organisation_id=world.id("organisation"))
    with world.writing() as session:
        return add_service(session, draft, by=viewer, at=NOW)


@act(change_organisation)
def _(world, viewer):
    draft = OrganisationDraft("Renamed Trust", Sector.HOSPITAL)
    with world.writing() as session:
        return change_organisation(session, world.id("organisation"), draft, after=0, by=viewer, at=NOW)


@act(change_service)
def _(world, viewer):
    draft = ServiceDraft("Renamed ward", Sector.HOSPITAL, organisation_id=world.id("organisation"))
    with world.writing() as session:
        return change_service(session, world.id("service"), draft, after=0, by=viewer, at=NOW)


@act(merge_services)
def _(world, viewer):
    with world.writing() as session:
        merge_services(session, world.id("service"), world.id("other service"), after=0, by=viewer, at=NOW)


@act(merge_organisations)
def _(world, viewer):
    ours, other = world.id("organisation"), world.id("other organisation")
    with world.writing() as session:
        merge_organisations(session, ours, other, after=0, by=viewer, at=NOW)


@act(part_service)
def _(world, viewer):
    with world.writing() as session:
        part_service(session, world.id("merged service"), after=1, by=viewer, at=NOW)


@act(part_organisation)
def _(world, viewer):
    with world.writing() as session:
        part_organisation(session, world.id("merged organisation"), after=1, by=viewer, at=NOW)


@act(load_services_file)
def _(world, viewer):
    file = b"service,sector,organisation,valid_from,valid_to\nWard 77,hospital,Testford Trust,,\n"
    return load_services_file(world.store, file, "services.csv", by=viewer, at=NOW)


@act(take_in_census)
def _(world, viewer):
    file = census_in(b"kind,group,people\nsex,female,900\nsex,male,850\n", "census.csv")
    with world.writing() as session:
        take_in_census(session, file, source="Census", as_of=date(2021, 3, 21), by=viewer, at=NOW)


@act(send_waiting)
def _(world, viewer):
    return send_waiting(world.store, NOBODY_THERE, by=viewer, at=NOW)


@act(show_link)
def _(world, viewer):
    with world.writing() as session:
        return show_link(session, world.id("message"), by=viewer, at=NOW)


@act(try_again)
def _(world, viewer):
    with world.writing() as session:
        try_again(session, world.id("failed message"), by=viewer, at=NOW)


@act(export_record)
def _(world, viewer):
    return list(export_record(world.store, Asked(), by=viewer, at=NOW))


@act(admit)
def _(world, viewer):
    claims = OfficeClaims(
        office_id="https://id.example|7",
        name="Di",
        email="di@example.org",
        email_verified=True,
        values=frozenset({"analyst"}),
        until=NOW + timedelta(hours=1),
    )
    return admit(world.store, claims, roles=roles_map({}), by=viewer, at=NOW)


def _counts(session, viewer, kind, ids):
    """Where there is none of that service, there is none to count."""
    return [count for count in feedback_naming(session, viewer, kind, ids).values() if count]


_counts.__module__, _counts.__name__ = feedback_naming.__module__, feedback_naming.__name__
question(account_of_address, "volunteer@west-testford.example.org")
question(acts, Asked(), most=50)
question(count_acts, Asked())
question(feedback_of_reference, lambda world: world.text("reference"))
question(newest_act)
question(walk_chain)
question(directory)
question(_counts, SettingKind.SERVICE, lambda world: [world.id("service")])
question(names_of_actors, lambda world: [f"person:{world.id('volunteer')}"])
question(people_who_act)
question(census_figures)
question(limits_decisions, EVERYTHING)
question(outbox, at=NOW)
question(own_account)
question(own_sign_ins, idle=IDLE, at=NOW)
question(everybody, at=NOW, idle=IDLE)
question(changes_of, SettingKind.SERVICE, lambda world: str(world.id("merged service")))
question(newest_number, SettingKind.SERVICE, lambda world: str(world.id("merged service")))
QUESTIONS["health.health"] = lambda world, viewer: health(world.store, viewer)
