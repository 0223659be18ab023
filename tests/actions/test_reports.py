"""Write and publish a report: what is refused and where it is, what is kept, and what never changes."""

import io
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from docx import Document as open_docx
from sqlmodel import select

from actions.end_version import end_version
from actions.follow_up import withdraw
from actions.merge_directory import merge_services
from actions.moderate import approve, hold
from actions.publish_report import prepare_report, publish_report, take_down_report
from actions.report_material import draft_document
from actions.report_obstacles import in_the_way
from actions.reports import begin_report, change_report, give_up_report
from models.audit import AuditEvent
from models.errors import FeedbackError, NotAllowed, Problems, SomebodyElseDecided
from models.events import Event
from models.moderation import ApprovedWords, HoldReason, ModerationDecision
from models.organisation import Organisation
from models.people import job
from models.period import Days
from models.recommendation import Recommendation, RecommendationKind
from models.report import Quoted, ReportDraft, ReportTemplate
from models.vocabulary import Outcome
from reporting.document import fingerprint, read
from reporting.document_docx import document_docx
from storage.queries.about_you import about_you
from storage.queries.published import published_report, published_reports
from storage.queries.quoted import digest_of
from storage.queries.reports import due_day, reports
from tests.conftest import NOW, TODAY, WATCHDOG
from tests.factories import a_service, some_feedback

WORDS = "Nobody told us who to call. Jane at the desk was kind."
TEXT = {"kind": "text", "heading": "In short", "said": "Many waited for medicines."}
PICTURE = {"kind": "picture", "name": "people", "said": ""}
DRAFT = ReportDraft(ReportTemplate.QUARTERLY, "Autumn", scope="since=2026-10-01", parts=(TEXT, PICTURE))
WHY = "A sentence was wrong."


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


def begin(store, by, *parts, **changes):
    changes |= {"parts": parts} if parts else {}
    with store.writing() as session:
        return begin_report(session, replace(DRAFT, **changes), by=by, at=NOW)


def publish(store, by, report, *, after=1, at=NOW, **named):
    with store.writing() as session:
        prepared = prepare_report(session, report, after=after, by=by, at=at)
        return publish_report(session, prepared, by=by, at=at, **named)


def the_report(store, by, report):
    with store.reading() as session:
        return next(one for one in reports(session, by) if one.id == report)


def refused(store, by, report) -> dict[str, str]:
    with pytest.raises(Problems) as found:
        publish(store, by, report)
    with store.reading() as session:
        named = {one.field for one in in_the_way(session, report, by=by, at=NOW)}
    assert named == {*found.value.by_question}, "what stands in the way is named before"
    return found.value.by_question


def quoted(feedback_id, end=27):
    return {"kind": "quotation", "feedback_id": str(feedback_id), "start": 0, "end": end}


def somebody_quotable(store, by, moderator, **told) -> UUID:
    """Words that a moderator let anybody read."""
    with store.writing() as session:
        one = some_feedback(
            session, by, WORDS, consent_quotation=True, consent_reports=True, **told
        ).feedback_id
        approve(session, one, is_publishable=True, after=0, by=moderator, at=NOW)
    return one


def people_who_agreed(store, by, many: int, **changes) -> None:
    """So many who may be counted in public, and one each who did not agree, or whom nobody has read."""
    with store.writing() as session:
        for at in range(many + 2):
            one = some_feedback(session, by, f"They were kind, {at}.", consent_reports=at != many, **changes)
            if at <= many:
                decided = {"outcome": Outcome.APPROVED, "decided_by": "x", "decided_at": NOW}
                session.add(
                    ModerationDecision(watchdog_id=WATCHDOG, feedback_id=one.feedback_id, number=1, **decided)
                )


@pytest.fixture
def a_recommendation(store):
    with store.writing() as session:
        body = Organisation(watchdog_id=WATCHDOG, name="Testford Trust", sector="hospital")
        session.add(body)
        session.flush()
        row = Recommendation(
            watchdog_id=WATCHDOG,
            number=7,
            kind=RecommendationKind.RECOMMENDATION,
            asks="Give everybody a number to ring",
            finding="Few know whom to ring.",
            organisation_id=body.id,
            body=body.name,
            added_by="x",
            added_at=NOW,
        )
        session.add(row)
        session.flush()
        return row.id


def test_a_published_version_is_frozen_signed_and_on_record_and_never_changes(store, publisher, moderator):
    report = begin(store, moderator, TEXT)
    assert publish(store, publisher, report) == 1
    first = the_report(store, publisher, report).standing
    with store.writing() as session:
        changed = replace(DRAFT, title="Winter", parts=(TEXT,))
        assert change_report(session, report, changed, after=1, by=moderator, at=NOW) == 2
    with pytest.raises(Problems, match="Say why"):
        publish(store, publisher, report, after=2)
    assert publish(store, publisher, report, after=2, reason=WHY) == 2
    with store.reading() as session:
        old, new = (published_report(session, WATCHDOG, 1, version) for version in (1, None))
        links = session.exec(select(AuditEvent).where(AuditEvent.event == Event.REPORT_PUBLISHED)).all()
        assert [one.version for one in published_reports(session, WATCHDOG)] == [2]
    assert old.said == first.said and old.fingerprint == fingerprint(old.said)
    document = read(new.said)
    assert (document.title, document.reason, document.published_by) == ("Winter", WHY, publisher.name)
    assert (old.title, new.number, new.version) == ("Autumn", 1, 2)
    assert links[1].detail == {
        "number": 1,
        "version": 2,
        "fingerprint": new.fingerprint,
        "recommendations": 0,
    }


def test_the_draft_is_what_is_published_but_for_the_signature(store, publisher, moderator, somebody):
    people_who_agreed(store, somebody, 12)
    report = begin(store, moderator)
    with store.reading() as session:
        draft = draft_document(session, report, by=moderator, at=NOW)
    publish(store, publisher, report)
    signed = read(the_report(store, publisher, report).standing.said)
    assert signed == draft.model_copy(update={"published_by": publisher.name})
    [picture] = draft.pictures
    assert picture.rows[-1] == ("Everybody", 10), "of 14 who told us 12 agreed and were read"


@pytest.mark.parametrize(("many", "is_refused"), [(9, True), (10, False)])
def test_pictures_alone_of_too_few_who_may_be_counted_are_a_report_built_on_nothing(
    store, publisher, moderator, somebody, many, is_refused
):
    people_who_agreed(store, somebody, many)
    report = begin(store, moderator, PICTURE)
    if is_refused:
        assert "Too few people" in refused(store, publisher, report)["report"]
        report = begin(store, moderator, PICTURE, TEXT)
    assert publish(store, publisher, report) == 1


def test_of_what_people_say_of_themselves_only_what_may_be_public_is_counted(store, moderator, somebody):
    people_who_agreed(store, somebody, 3)
    with store.reading() as session:
        assert about_you(session, moderator, Days()).people == 5
        assert about_you(session, moderator, Days(), is_public_only=True).people == 3


def test_headings_alone_are_nothing_and_a_visit_stands_without_figures(store, publisher, moderator):
    assert (
        "nothing in this report"
        in refused(store, publisher, begin(store, moderator, {**TEXT, "said": " "}))["report"]
    )
    with store.writing() as session:
        ward = a_service(session)
    visit = begin(
        store, moderator, TEXT, template=ReportTemplate.VISIT, service_id=ward, visited_on=TODAY, scope=""
    )
    publish(store, publisher, visit)
    document = read(the_report(store, publisher, visit).standing.said)
    assert document.scope == "Visit to Testford General, ward 7 on 20 November 2026"
    assert not document.pictures and "No figures of ours" in document.method[0]


def taken_back(store, one, somebody, moderator):
    with store.writing() as session:
        withdraw(session, one, by=somebody, at=NOW)


def put_on_hold(store, one, somebody, moderator):
    with store.writing() as session:
        hold(session, one, HoldReason.COMPLAINT, after=1, by=moderator, at=NOW)


def redacted(store, one, somebody, moderator):
    with store.writing() as session:
        row = session.exec(select(ApprovedWords).where(ApprovedWords.feedback_id == one)).one()
        row.words = WORDS.replace("Jane", "████")
        session.add(row)


@pytest.mark.parametrize("what_happens", [taken_back, put_on_hold, redacted])
def test_a_quotation_that_changed_after_the_draft_was_made_is_refused_where_it_stands(
    store, publisher, moderator, somebody, what_happens
):
    one = somebody_quotable(store, somebody, moderator)
    report = begin(store, moderator, TEXT, quoted(one))
    with store.writing() as session:
        again = tuple(part.model_dump(mode="json") for part in the_report(store, moderator, report).parts)
        change_report(
            session, report, replace(DRAFT, title="Late", parts=again), after=1, by=moderator, at=NOW
        )
    what_happens(store, one, somebody, moderator)
    with pytest.raises(Problems) as found:
        publish(store, publisher, report, after=2)
    assert [*found.value.by_question] == ["part.1"]
    assert "Jane" not in str(found.value) and "Nobody told" not in str(found.value)


@pytest.mark.parametrize(
    ("scope", "is_of_a_visit", "is_refused"),
    [
        ("since=2026-10-01", False, False),
        ("since=2026-10-01&until=2026-11-18", False, True),
        (f"since={TODAY}", False, True),
        ("since=2026-10-01&journey=between_services", False, True),
        ("", False, False),
        ("", True, False),
        (f"since={TODAY}", True, False),
        ("service_id=other", True, True),
    ],
)
def test_words_that_the_report_does_not_count_are_not_quoted_in_it(
    store, publisher, moderator, somebody, scope, is_of_a_visit, is_refused
):
    with store.writing() as session:
        ward, other = a_service(session), a_service(session, "Another ward")
    one = somebody_quotable(store, somebody, moderator, service_ids=[ward], told_on=TODAY - timedelta(days=1))
    scope = scope.replace("other", str(other))
    visit = {"template": ReportTemplate.VISIT, "service_id": ward, "visited_on": TODAY}
    report = begin(store, moderator, TEXT, quoted(one), scope=scope, **(visit if is_of_a_visit else {}))
    if is_refused:
        assert "not from the time" in refused(store, publisher, report)["part.1"]
    else:
        assert publish(store, publisher, report) == 1


def test_whose_words_are_published_is_kept_without_the_words(store, publisher, moderator, somebody):
    one = somebody_quotable(store, somebody, moderator)
    report = begin(store, moderator, TEXT, quoted(one), quoted(one, end=11))
    publish(store, publisher, report)
    with store.reading() as session:
        [row] = session.exec(select(Quoted)).all()
    assert (row.feedback_id, row.digest) == (one, digest_of(WORDS))
    assert "Nobody told" not in the_report(store, publisher, report).standing.said


def test_a_number_of_people_that_staff_typed_is_refused_with_its_sentence(
    store, publisher, moderator, somebody
):
    people_who_agreed(store, somebody, 12)
    typed = (
        {**TEXT, "said": "They were kind. 14 people told us."},
        {**TEXT, "heading": "What 14 people told us"},
        {**PICTURE, "said": "14 people told us."},
    )
    said = refused(store, publisher, begin(store, moderator, *typed))
    assert {*said} == {"part.0", "part.1", "part.2"}
    assert (
        "14 people" in refused(store, publisher, begin(store, moderator, TEXT, title="14 people"))["report"]
    )
    assert all("14 people told us" in one and "They were kind" not in one for one in said.values())
    fine = {**TEXT, "said": "About 10 people told us."}
    assert publish(store, publisher, begin(store, moderator, PICTURE, fine)) == 1


def test_a_recommendation_is_published_with_the_report_and_not_sent(
    store, publisher, moderator, a_recommendation
):
    part = {"kind": "recommendation", "recommendation_id": str(a_recommendation)}
    report = begin(store, moderator, TEXT, part)
    publish(store, publisher, report)
    with store.writing() as session:
        row = session.get_one(Recommendation, (WATCHDOG, a_recommendation))
        assert (row.published_by, row.published_at) == (publisher.actor, NOW)
        row.finding, row.ended_at = "14 people told us.", None
        session.add(row)
    another = begin(store, moderator, PICTURE, part)
    assert "14 people" in refused(store, publisher, another)["part.1"]
    with store.writing() as session:
        session.get_one(Recommendation, (WATCHDOG, a_recommendation)).ended_at = NOW
    assert "R7 is no longer asked" in refused(store, publisher, another)["part.1"]


def test_a_body_that_was_merged_is_what_stands_for_it_and_one_that_is_gone_is_named(
    store, publisher, moderator
):
    with store.writing() as session:
        old, new = a_service(session, "Ward 7"), a_service(session, "Ward 9")
    report = begin(store, moderator, TEXT, scope=f"service_id={old}")
    with store.writing() as session:
        merge_services(session, old, new, after=0, by=moderator, at=NOW)
    publish(store, publisher, report)
    assert "Ward 9" in read(the_report(store, publisher, report).standing.said).scope
    lost = begin(store, moderator, TEXT, scope=f"service_id={uuid4()}")
    assert "isn’t there any more" in refused(store, publisher, lost)["report"]


def test_the_second_of_two_who_save_or_publish_at_once_is_told(store, publisher, moderator):
    report = begin(store, moderator)
    with store.writing() as session:
        change_report(session, report, replace(DRAFT, title="First"), after=1, by=publisher, at=NOW)
    with store.writing() as session, pytest.raises(SomebodyElseDecided):
        change_report(session, report, replace(DRAFT, title="Second"), after=1, by=moderator, at=NOW)
    with pytest.raises(SomebodyElseDecided):
        publish(store, publisher, report)
    with store.writing() as session:
        assert (
            change_report(session, report, replace(DRAFT, title="First"), after=2, by=moderator, at=NOW) == 2
        )
    seen = the_report(store, publisher, report)
    assert (seen.title, seen.revision, seen.changed_by) == ("First", 2, publisher.name)


def test_what_changes_after_the_figures_were_counted_is_found_before_it_is_published(
    store, publisher, moderator, somebody, a_recommendation
):
    one = somebody_quotable(store, somebody, moderator)
    asked = {"kind": "recommendation", "recommendation_id": str(a_recommendation)}
    report = begin(store, moderator, TEXT, quoted(one), asked)
    with store.reading() as session:
        prepared = prepare_report(session, report, after=1, by=publisher, at=NOW)
    taken_back(store, one, somebody, moderator)
    with store.writing() as session:
        session.get_one(Recommendation, (WATCHDOG, a_recommendation)).ended_at = NOW
    with store.writing() as session, pytest.raises(Problems) as found:
        publish_report(session, prepared, by=publisher, at=NOW)
    assert {*found.value.by_question} == {"part.1", "part.2"}
    with store.writing() as session:
        change_report(session, report, replace(DRAFT, parts=(TEXT,)), after=1, by=moderator, at=NOW)
    with store.writing() as session, pytest.raises(SomebodyElseDecided):
        publish_report(session, prepared, by=publisher, at=NOW)


def test_no_recommendation_is_published_as_nobody_who_publishes_has_seen_it(
    store, publisher, moderator, a_recommendation
):
    asked = {"kind": "recommendation", "recommendation_id": str(a_recommendation)}
    report = begin(store, moderator, TEXT, asked)
    with store.reading() as session:
        prepared = prepare_report(session, report, after=1, by=publisher, at=NOW)
    with store.writing() as session:
        session.get_one(Recommendation, (WATCHDOG, a_recommendation)).asks = "Dismiss Nurse Smith."
    with store.writing() as session, pytest.raises(SomebodyElseDecided):
        publish_report(session, prepared, by=publisher, at=NOW)


def test_no_figure_is_counted_or_read_while_nobody_else_can_write(store, publisher, moderator, monkeypatch):
    report = begin(store, moderator, TEXT, PICTURE)
    with store.reading() as session:
        prepared = prepare_report(session, report, after=1, by=publisher, at=NOW)
    for slow in ("actions.report_material.read_facts", "reporting.compose.picture_block"):
        monkeypatch.setattr(slow, None)
    with store.writing() as session:
        assert publish_report(session, prepared, by=publisher, at=NOW) == 1


def test_nobody_but_a_publisher_with_an_account_publishes(store, publisher, moderator):
    report = begin(store, moderator, TEXT)
    for by in (moderator, job(WATCHDOG, "daily")):
        with pytest.raises(NotAllowed):
            publish(store, by, report)
    with store.writing() as session, pytest.raises(NotAllowed):
        take_down_report(session, report, WHY, by=moderator, at=NOW)


def test_a_report_that_is_taken_down_says_why_and_may_be_given_up_only_then(store, publisher, moderator):
    report = begin(store, moderator, TEXT)
    publish(store, publisher, report)
    publish(store, publisher, report, reason=WHY)
    with store.writing() as session, pytest.raises(FeedbackError, match="take it down first"):
        give_up_report(session, report, by=moderator, at=NOW)
    with store.writing() as session:
        with pytest.raises(Problems, match="no number"):
            take_down_report(session, report, "It named 3 people by mistake.", by=publisher, at=NOW)
        take_down_report(session, report, "It named somebody by mistake.", by=publisher, at=NOW)
    with store.writing() as session:
        found = published_report(session, WATCHDOG, 1)
        assert not found.is_standing and found.ended_because == "It named somebody by mistake."
        assert published_reports(session, WATCHDOG) == ()
        assert not published_report(session, WATCHDOG, 1, 1).is_standing
        give_up_report(session, report, by=moderator, at=NOW)
    with pytest.raises(FeedbackError, match="given up"):
        publish(store, publisher, report, reason=WHY)


def test_an_older_version_alone_is_ended_and_the_newest_stays(store, publisher, moderator):
    report = begin(store, moderator, TEXT)
    publish(store, publisher, report)
    publish(store, publisher, report, reason=WHY)
    for version, by, reason, refusal in (
        (2, publisher, WHY, FeedbackError),
        (3, publisher, WHY, FeedbackError),
        (1, publisher, "It named 3 people.", Problems),
        (1, moderator, WHY, NotAllowed),
    ):
        with store.writing() as session, pytest.raises(refusal):
            end_version(session, report, version, reason, by=by, at=NOW)
    with store.writing() as session:
        end_version(session, report, 1, WHY, by=publisher, at=NOW)
    with store.reading() as session:
        first, now = published_report(session, WATCHDOG, 1, 1), published_report(session, WATCHDOG, 1)
    assert (first.is_standing, first.ended_because) == (False, WHY)
    assert (now.version, now.is_standing) == (2, True)
    with store.writing() as session, pytest.raises(FeedbackError):
        end_version(session, report, 1, WHY, by=publisher, at=NOW)


VISIT, ANNUAL = ReportTemplate.VISIT, ReportTemplate.ANNUAL
TO_PUT_RIGHT = (
    ({"title": " "}, "title"),
    ({"title": "x" * 201}, "title"),
    ({"programme_id": uuid4()}, "programme_id"),
    ({"template": VISIT, "visited_on": TODAY}, "service_id"),
    ({"template": VISIT, "visited_on": TODAY + timedelta(days=1)}, "visited_on"),
    ({"template": ANNUAL}, "year_ended"),
    ({"template": ANNUAL, "year_ended": date(2026, 3, 30)}, "year_ended"),
    ({"template": ANNUAL, "year_ended": date(2027, 3, 31)}, "year_ended"),
    ({"scope": "since=2026-10-02&until=2026-10-01"}, "scope"),
    ({"scope": "colour=red"}, "scope"),
    ({"parts": ({**PICTURE, "name": "joins_matrix"},)}, "part.0"),
    ({"parts": (TEXT, {**TEXT, "said": "x" * 8_001})}, "part.1"),
    ({"parts": (TEXT, {"kind": "song"})}, "part.1"),
    ({"parts": (TEXT,) * 81}, "parts"),
    ({"parts": (quoted(uuid4()),)}, "part.0"),
    ({"parts": ({"kind": "recommendation", "recommendation_id": str(uuid4())},)}, "part.0"),
)


def test_what_is_to_be_put_right_in_a_draft_is_named_by_its_field(store, moderator):
    for changes, field in TO_PUT_RIGHT:
        with pytest.raises(Problems) as found:
            begin(store, moderator, **changes)
        assert field in found.value.by_question, changes


def test_an_annual_report_is_of_a_whole_year_and_has_a_day_on_which_it_is_due(store, moderator):
    report = begin(
        store, moderator, template=ReportTemplate.ANNUAL, year_ended=date(2026, 3, 31), scope="", parts=()
    )
    seen = the_report(store, moderator, report)
    assert seen.scope == "since=2025-04-01&until=2026-03-31" and seen.due_on == date(2026, 6, 30)
    assert due_day("", date(2026, 3, 31)) is None and due_day("01-31", date(2026, 3, 31)) == date(2027, 1, 31)
    assert len(seen.parts) > 8, "it begins with its template"


def test_a_report_of_a_time_that_is_not_over_waits(store, publisher, moderator):
    for day, is_refused in ((TODAY, False), (TODAY + timedelta(days=1), True)):
        report = begin(store, moderator, TEXT, scope=f"since=2026-10-01&until={day}")
        if is_refused:
            assert "still to come" in refused(store, publisher, report)["report"]
        else:
            assert publish(store, publisher, report) == 1


def test_what_is_pasted_from_word_can_be_had_as_word_again(store, publisher, moderator):
    whose = somebody_quotable(store, publisher, moderator)
    pasted = TEXT | {
        "heading": "In\x0bshort\x01",
        "said": "Many waited.\x0bSome\x07 went.\ufffe\x0cAll came home.",
    }
    report = begin(store, moderator, pasted, quoted(whose), title="Aut\x02umn\x0b2026")
    publish(store, publisher, report)
    document = read(the_report(store, publisher, report).standing.said)
    assert document.title == "Autumn 2026"
    kept_before = {whose: f"\x01{WORDS}"[: len(WORDS)]}
    file = open_docx(io.BytesIO(document_docx(document, kept_before)))
    said = "\n".join(one.text for one in file.paragraphs)
    assert (
        "In short" in said and "Many waited.\nSome went.\nAll came home." in said and "Nobody told us" in said
    )
