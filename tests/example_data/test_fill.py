"""Filling a store with West Testford: whole, once, and in the order in which it happened."""

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import func, select

from actions.entry_rows import due_at
from actions.passwords import is_right
from analysis.taxonomy import load_taxonomy
from content.programme_files import programme_files
from content.question_set import chosen
from content.question_sets import question_set
from example_data import fill as filling
from example_data import review, scheme
from example_data.about_them import AREAS
from example_data.entries import REVIEW_DAYS
from example_data.fill import Filled, fill
from example_data.followed import FOLDER
from example_data.west_testford import LAST_DAY, PEOPLE, PLACES, SLUG
from models.answer_link import AnswerLink
from models.audit import AuditEvent
from models.base import Table
from models.callback import Callback, DoNotCall
from models.commitment import Commitment, CommitmentVerdict, Verdict
from models.entry import EntryDraft, SpokenAnswer, SpokenConsent
from models.feedback import AboutYou, Contact, Feedback, FeedbackService, Handover
from models.indicator import IndicatorFigure
from models.moderation import ModerationDecision
from models.newsletter import NewsletterSubscription
from models.organisation import Organisation, Service
from models.outbox import MailKind, OutboxMessage
from models.outreach import OutreachEvent
from models.programme import Programme, ProgrammeDate, ProgrammeService
from models.provider_response import CameBy, ProviderResponse
from models.recommendation import RecommendationStep, StepKind
from models.scheme import ContactKind, Phase, SchemeContacts, SchemeSharing
from models.staff import StaffMember
from models.vocabulary import Channel, Outcome, WhoChased
from models.watchdog import SAFEGUARDING, Signpost, Watchdog
from storage.audit import broken_links
from storage.engine import Store
from tests.conftest import NOW, _database

pytestmark = pytest.mark.xdist_group("demonstration")

PIECES = 60
OWN_FORMS = round(review.ANSWERS * PIECES / 2_000) + round(scheme.ANSWERS * PIECES / 2_000)
FILES = programme_files(FOLDER / "programmes")
ALL = PIECES + OWN_FORMS
COUNTED = (AuditEvent, Contact, Feedback, FeedbackService, Handover, ModerationDecision, Service, StaffMember)


def everything(store: Store, table: type[Table]) -> list[Any]:
    with store.reading() as session:
        return list(session.exec(select(table)).all())


def how_many(store: Store) -> list[int]:
    with store.reading() as session:
        return [session.exec(select(func.count()).select_from(table)).one() for table in COUNTED]


@pytest.fixture
def empty_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The demonstration is a file of SQLite."""
    with _database("sqlite", request) as url:
        yield url


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Iterator[Store]:
    """One store for all that only look at what a fill has put there."""
    path = tmp_path_factory.mktemp("demonstration") / "filled.db"
    shutil.copy(migrated_sqlite, path)
    store = Store(f"sqlite:///{path}")
    yield store
    store.close()


@pytest.fixture(scope="module")
def filled(demonstration: Store) -> Filled:
    return fill(demonstration, at=NOW, pieces=PIECES)


def test_the_demonstration_is_marked_as_one_and_its_form_could_open(demonstration, filled):
    [watchdog] = everything(demonstration, Watchdog)
    assert watchdog.id == SLUG == filled.watchdog_id
    assert watchdog.is_demonstration
    numbers = {signpost.kind: signpost for signpost in everything(demonstration, Signpost)}
    for kind in SAFEGUARDING:
        assert numbers[kind].number.startswith("01632 960")
        assert numbers[kind].checked_on is not None


def test_every_piece_is_stored_and_the_counts_are_right(demonstration, filled):
    assert filled.is_new
    assert filled.received == ALL == len(everything(demonstration, Feedback))
    assert filled.approved + filled.on_hold + filled.withheld + filled.awaiting == ALL
    decisions = everything(demonstration, ModerationDecision)
    assert len(decisions) == filled.approved + filled.on_hold + filled.withheld
    assert sum(decision.outcome is Outcome.WITHHELD for decision in decisions) == filled.withheld
    assert filled.awaiting == 3


def test_filling_again_changes_nothing(demonstration, filled):
    before = how_many(demonstration)

    again = fill(demonstration, at=NOW, pieces=PIECES)

    assert not again.is_new
    assert again.people == filled.people
    assert how_many(demonstration) == before


def test_the_audit_chain_is_whole_and_in_the_order_in_which_things_happened(demonstration, filled):
    with demonstration.reading() as session:
        assert list(broken_links(session)) == []
    links = sorted(everything(demonstration, AuditEvent), key=lambda link: link.sequence)
    assert [link.at for link in links] == sorted(link.at for link in links)
    assert len(links) > 2 * PIECES


def test_an_interrupted_fill_leaves_nothing_and_can_be_run_again(empty_store, monkeypatch):
    def power_cut(done: int, of: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(filling, "TELL_EVERY", 20)
    with pytest.raises(KeyboardInterrupt):
        fill(empty_store, at=NOW, pieces=PIECES, progress=power_cut)
    assert everything(empty_store, Watchdog) == []

    assert fill(empty_store, at=NOW, pieces=PIECES).received == ALL


def test_a_fill_says_how_far_it_is(empty_store, monkeypatch):
    monkeypatch.setattr(filling, "TELL_EVERY", 20)
    steps: list[tuple[int, int]] = []
    fill(empty_store, at=NOW, pieces=PIECES, progress=lambda done, of: steps.append((done, of)))
    assert len(steps) >= 5
    assert all(done <= of == ALL for done, of in steps)


def test_everybody_can_sign_in_with_the_passwords_that_are_handed_back(demonstration, filled):
    people = {person.email: person for person in everything(demonstration, StaffMember)}
    assert len(people) == len(filled.people) == 5
    for person in filled.people:
        assert len(person.password) >= 12
        assert people[person.email].roles == set(person.roles)
        assert people[person.email].second_factor == filled.secrets[person.email]
        assert is_right(person.password, people[person.email].password_hash)


def test_residents_write_online_and_the_volunteer_writes_down_the_calls(demonstration, filled):
    volunteer = next(person for person in PEOPLE if "volunteer" in person.roles)
    staff = {person.email: person for person in everything(demonstration, StaffMember)}
    actors = {link.subject: link.actor for link in everything(demonstration, AuditEvent)
              if link.event == "feedback_received"}  # fmt: skip
    for feedback in everything(demonstration, Feedback):
        if feedback.channel is Channel.ONLINE:
            assert actors[str(feedback.id)] == "resident"
        if feedback.channel is Channel.PHONE:
            assert actors[str(feedback.id)] == f"person:{staff[volunteer.email].id}"


def test_services_close_bodies_merge_and_programmes_name_their_source(demonstration, filled):
    services = {service.name: service for service in everything(demonstration, Service)}
    assert len(services) == len(PLACES)
    [closed] = [service for service in services.values() if service.valid_to]
    assert closed.successor_id in {service.id for service in services.values()} - {closed.id}
    organisations = {
        organisation.id: organisation for organisation in everything(demonstration, Organisation)
    }
    [merged] = [organisation for organisation in organisations.values() if organisation.valid_to]
    assert organisations[merged.successor_id].valid_from > merged.valid_to
    programmes = everything(demonstration, Programme)
    assert len(programmes) == 5
    assert all(programme.started_on and programme.source for programme in programmes)


def test_nothing_is_received_after_the_moment_of_the_fill(empty_store):
    early = datetime.fromisoformat("2026-03-10T12:00:00+00:00")
    fill(empty_store, at=early, pieces=PIECES)
    assert max(feedback.received_at for feedback in everything(empty_store, Feedback)) < early
    assert max(link.at for link in everything(empty_store, AuditEvent)) <= early
    assert early.date() < LAST_DAY


def test_many_say_how_the_join_went_and_what_should_happen_next(demonstration, filled):
    joins = everything(demonstration, Handover)
    told = [join for join in joins if join.problems]
    assert len(told) > 5
    assert any(join.times_sent_back for join in told) and any(join.days_lost for join in told)
    assert {join.who_chased for join in told} > {WhoChased.FAMILY, None}
    assert {join.position for join in joins} >= {1, 2, 3}
    assert all(load_taxonomy().themes[theme].group == "joins" for join in told for theme in join.problems)
    feedback = everything(demonstration, Feedback)
    assert sum(bool(one.should_happen) for one in feedback) > 5
    assert any(one.collected_by for one in feedback if one.channel is Channel.EVENT)


def test_what_they_ticked_goes_with_the_questions_that_their_own_form_asks_today(demonstration, filled):
    codes = {one.id: one.code for one in everything(demonstration, Programme)}
    own = {
        "healthcare-review": "healthcare_review",
        "high-intensity-user-scheme": "high_intensity_user_scheme",
    }
    feedback = everything(demonstration, Feedback)
    for one in feedback:
        asked = question_set(own.get(codes.get(one.programme_id), "have_your_say"))
        assert one.question_set == asked.name
        questions = {question.id: question for step in asked.steps for question in step.questions}
        for name, said in one.answers.items():
            assert all(questions[name].option(value) for value in chosen(said)), (name, said)
    assert sum(bool(one.answers) for one in feedback) > PIECES // 4
    assert sum(codes.get(one.programme_id) in own for one in feedback) == OWN_FORMS


def test_many_say_something_of_themselves_and_where_they_live_is_kept_plain(demonstration, filled):
    about = everything(demonstration, AboutYou)
    assert PIECES // 4 < len(about) < PIECES * 2 // 3
    assert {one.question_set for one in about} == {question_set("about_you").name}
    assert {one.area for one in about} - {""} <= set(AREAS)
    assert not any(one.area and one.area in one.answers for one in about)


def test_a_programme_has_its_days_its_services_and_an_address(demonstration, filled):
    programmes = {one.code: one for one in everything(demonstration, Programme)}
    assert set(programmes) == {file.id for file in FILES}
    for_whom = {one.place: one.programme_id for one in everything(demonstration, OutreachEvent)}
    its, of_review = programmes["healthcare-review"].id, {one.place for one in REVIEW_DAYS}
    assert for_whom == {place: its if place in of_review else None for place in for_whom}
    assert its in for_whom.values()
    hub = programmes["discharge-hub"]
    assert hub.question_sets == ["have_your_say"]
    days = [one.day for one in everything(demonstration, ProgrammeDate) if one.programme_id == hub.id]
    assert len(days) == len(set(days)) == 3
    services = Counter(one.programme_id for one in everything(demonstration, ProgrammeService))
    assert [services[programmes[file.id].id] for file in FILES] == [len(file.services) for file in FILES]


def test_every_promise_and_every_published_figure_of_the_files_is_there(demonstration, filled):
    promised = Counter((one.quotation, one.measure) for one in everything(demonstration, Commitment))
    assert promised == Counter((one.quotation, one.measure) for file in FILES for one in file.commitments)
    figures = everything(demonstration, IndicatorFigure)
    assert len(figures) == sum(len(one.figures) for file in FILES for one in file.indicators)
    assert all(18 <= len(one.figures) <= 24 for file in FILES for one in file.indicators
               if file.id in ("discharge-hub", "health-services-strategy", "healthcare-review"))  # fmt: skip


def test_people_of_the_watchdog_say_what_experience_shows_after_a_promise_was_made(demonstration, filled):
    promised = {one.id: one for one in everything(demonstration, Commitment)}
    people = {f"person:{one.id}" for one in everything(demonstration, StaffMember)}
    verdicts = everything(demonstration, CommitmentVerdict)
    assert {one.verdict for one in verdicts} == set(Verdict)
    assert {one.signed_by for one in verdicts} <= people and len({one.signed_by for one in verdicts}) == 2
    for one in verdicts:
        promise = promised[one.commitment_id]
        assert promise.added_at < one.signed_at < NOW
        assert promise.said_on is None or promise.said_on < one.signed_at.date()


def test_the_partners_of_the_scheme_count_what_they_publish_and_share_it_for_a_year(demonstration, filled):
    [sharing] = everything(demonstration, SchemeSharing)
    assert sharing.people == 22 and NOW.date() < sharing.expires_on < NOW.date() + timedelta(days=366)
    sums = Counter()
    for row in everything(demonstration, SchemeContacts):
        sums[row.kind, row.phase] += row.contacts
    less = [100 * sums[kind, Phase.AFTER] / sums[kind, Phase.BEFORE] - 100 for kind in ContactKind]
    published = {round(one.value) for one in everything(demonstration, IndicatorFigure) if one.value < 0}
    assert {round(one) for one in less[:3]} == published == {-38, -29, -22}


def test_one_body_has_typed_its_answer_on_our_site_and_nobody_has_checked_it(demonstration, filled):
    [answer] = [one for one in everything(demonstration, ProviderResponse) if one.came_by is CameBy.LINK]
    assert (answer.entered_by, answer.checked_at, answer.ended_at) == ("body", None, None)
    noted = [one for one in everything(demonstration, RecommendationStep) if one.signed_by == "body"]
    assert [(one.kind, one.recommendation_id) for one in noted] == [
        (StepKind.ACKNOWLEDGED, answer.recommendation_id)
    ]
    [link] = everything(demonstration, AnswerLink)
    assert link.recommendation_id == answer.recommendation_id and link.ended_at is None


def test_a_few_take_the_newsletter_one_has_not_confirmed_and_one_has_stopped(demonstration, filled):
    every = everything(demonstration, NewsletterSubscription)
    confirmed = [one for one in every if one.confirmed_at and not one.stopped_at]
    assert len(every) - len(confirmed) == 2 and len(confirmed) >= 5
    assert all(one.address.endswith("@example.org") for one in every if one.address)
    assert not any(
        one.kind is MailKind.NEWSLETTER_CONFIRM for one in everything(demonstration, OutboxMessage)
    )


def test_what_the_volunteer_typed_in_has_four_answers_that_agree_with_what_is_kept(demonstration, filled):
    typed = {one.id: one for one in everything(demonstration, Feedback) if one.entered_by}
    assert {one.channel for one in typed.values()} == {Channel.PHONE, Channel.PAPER, Channel.EVENT}
    days = {one.id: one.held_on for one in everything(demonstration, OutreachEvent)}
    for one in typed.values():
        assert (one.outreach_event_id is not None) == (one.channel is Channel.EVENT)
        assert days.get(one.outreach_event_id, one.received_at.date()) == one.received_at.date()
    answers = everything(demonstration, SpokenConsent)
    assert len(answers) == 4 * len(typed)
    for answer in answers:
        agreed = getattr(typed[answer.feedback_id], f"consent_{answer.use.value}")
        assert agreed == (answer.said is SpokenAnswer.YES)


def test_the_volunteers_desk_has_calls_to_ring_back_and_drafts_of_which_one_is_overdue(demonstration, filled):
    callbacks = everything(demonstration, Callback)
    assert sorted(str(one.outcome) for one in callbacks) == ["None", "None", "done", "given_up"]
    late, later = sorted(one.due_at for one in callbacks if one.closed_at is None)
    assert late < NOW < later < NOW + timedelta(hours=12)
    assert len(everything(demonstration, DoNotCall)) == 1
    overdue, begun = sorted(due_at(one.begun_at) for one in everything(demonstration, EntryDraft))
    assert overdue < NOW < begun
