"""The page of reports: one is begun, written, refused, published; and of two who write the second is told."""

from uuid import UUID

import pytest

from actions.follow_up import withdraw
from actions.publish_report import prepare_report, publish_report
from actions.reports import begin_report, change_report
from models.moderation import ModerationDecision
from models.people import job, resident
from models.period import Period
from models.report import ReportDraft, ReportTemplate
from models.report_parts import QuotationChosen, TextOfOurs, write_parts
from models.vocabulary import Outcome
from storage.queries.quoted import to_settle_list
from storage.queries.reports import reports
from tests.answering import a_body, a_recommendation
from tests.conftest import NOW, TODAY, WATCHDOG
from tests.pages.opening import everything_on, open_lines
from tests.storage.queries.test_quotations import lacks_nothing
from ui import access, reports_picture
from ui.reports_save import draft_of

PAGE = "from pages import reports\n\nreports.page()"
JOB = job(WATCHDOG, "tester")
WORDS = "We waited all day. Nobody *told* us why! In the end a nurse was kind."
TOLD = 20


def public(session, said: str) -> UUID:
    """Words that may be quoted, of somebody whom reports may count."""
    one = lacks_nothing(session, said, consent_reports=True)
    decision = {"outcome": Outcome.PUBLISHABLE, "decided_by": "x", "decided_at": NOW}
    session.add(ModerationDecision(watchdog_id=WATCHDOG, feedback_id=one, number=1, **decision))
    return one


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


@pytest.fixture
def quoted(store) -> UUID:
    with store.writing() as session:
        for _ in range(TOLD - 1):
            public(session, "It was fine.")
        return public(session, WORDS)


@pytest.fixture
def page(store, quoted, publisher, monkeypatch):
    monkeypatch.setattr(access, "now", lambda: NOW)
    monkeypatch.setattr(reports_picture, "chart_svgs", lambda block, width: ())
    return open_lines(PAGE, store, publisher, monkeypatch).run()


def only(store, viewer):
    with store.reading() as session:
        [report] = reports(session, viewer)
    return report


def box(kind, label):
    return next(one for one in kind if one.label == label)


def press(page, label):
    return box(page.button, label).click().run()


def test_a_report_is_begun_written_refused_and_published(page, store, quoted, publisher):
    press(page, "Begin a report")
    shown = everything_on(page)
    assert "Nobody has told us anything that fits these choices" in shown, "of the last whole quarter"
    box(page.selectbox, "Period").set_value(Period.ALL_TIME).run()
    assert not page.exception
    shown = everything_on(page)
    assert "20 people told us about this. What is published counts 20 people" in shown
    press(page, "Begin this report")
    assert not page.exception
    report = only(store, publisher)
    assert report.title == "What people told us, so far" and report.parts
    assert page.query_params["report"] in ("1", ["1"])
    assert "Your report is begun" in everything_on(page)

    heading = next(at for at, part in enumerate(report.parts) if isinstance(part, TextOfOurs))
    page.button(key=f"change-{heading}").click().run()
    box(page.text_area, "What you say").set_value("Of these, 13 people said *nothing*.").run()
    assert "This can’t be published as it is." in everything_on(page)
    press(page, "Save")
    assert not page.exception
    assert only(store, publisher).parts[heading].said == "Of these, 13 people said *nothing*."
    assert "Of these, 13 people said *nothing*." in [one.value for one in page.text]

    box(page.pills, "What do you want to add?").set_value("quotation").run()
    page.button(key=f"quote-{quoted}").click().run()
    box(page.selectbox, "From the sentence").set_value(1).run()
    assert "“… Nobody *told* us why! In the end a nurse was kind.”" in [one.value for one in page.text]
    press(page, "Add this quotation")
    assert not page.exception
    report = only(store, publisher)
    part = report.parts[-1]
    assert isinstance(part, QuotationChosen)
    assert WORDS[part.start : part.end] == "Nobody *told* us why! In the end a nurse was kind."

    page.pills(key="report-show-1").set_value("publish").run()
    assert not page.exception
    assert "13 people" in everything_on(page) and "Put this right first" in everything_on(page)
    page.checkbox[0].check().run()
    assert page.button(key="publish").disabled, "no press publishes what would be refused"
    press(page, "Go to the parts")
    box(page.text_area, "What you say").set_value("Most said nothing.")
    press(page, "Save")
    page.pills(key="report-show-1").set_value("publish").run()
    assert page.button(key="publish").disabled, "nor what nobody says they have read"
    page.checkbox[0].check().run()
    page.button(key="publish").click().run()
    assert not page.exception
    [version] = only(store, publisher).versions
    shown = everything_on(page)
    assert version.version == 1 and version.fingerprint in shown and "Published." in shown
    assert WORDS[:10] not in version.said

    with store.writing() as session:
        withdraw(session, quoted, by=resident(WATCHDOG), at=NOW)
    page.query_params.clear()
    page.run()
    press(page, "See what to do")
    assert not page.exception
    assert "version 1" in everything_on(page) and not any(WORDS[:10] in one.value for one in page.text)
    page.text_area[0].set_value("The board deleted its copies.")
    press(page, "We have done this")
    assert "Nobody’s published words have to be seen to." in everything_on(page)
    with store.reading() as session:
        assert to_settle_list(session, publisher) == ()


def test_the_second_of_two_who_write_is_told_and_what_they_typed_is_shown(page, store, publisher):
    press(page, "Begin a report")
    press(page, "Begin this report")
    report = only(store, publisher)
    heading = next(at for at, part in enumerate(report.parts) if isinstance(part, TextOfOurs))
    page.button(key=f"change-{heading}").click().run()
    box(page.text_area, "What you say").set_value("What I wrote.").run()
    page.pills(key="report-show-1").set_value("versions").run()
    page.pills(key="report-show-1").set_value("write").run()
    assert box(page.text_area, "What you say").value == "What I wrote.", (
        "what was typed is kept while something else is looked at"
    )

    with store.writing() as session:
        theirs = draft_of(report, parts=tuple(write_parts([TextOfOurs(heading="Theirs", said="Hello.")])))
        change_report(session, report.id, theirs, after=report.revision, by=JOB, at=NOW)
    press(page, "Save")
    assert not page.exception
    shown = everything_on(page)
    assert "What you say: What I wrote." in shown and "Somebody else has changed this report" in shown
    assert [part.said for part in only(store, publisher).parts] == ["Hello."]


def test_an_older_version_is_taken_down_by_itself_or_as_the_next_is_published(page, store, publisher):
    part = {"kind": "text", "heading": "In short", "said": "Many waited."}
    with store.writing() as session:
        body = a_body(session)
        asked = [a_recommendation(session, body, sent=sent) for sent in (TODAY, None)]
        both = [{"kind": "recommendation", "recommendation_id": str(one)} for one in asked]
        draft = ReportDraft(ReportTemplate.CONSULTATION, "Parking", parts=(part, *both))
        report_id = begin_report(session, draft, by=publisher, at=NOW)
    for reason in ("", "A sentence was wrong."):
        with store.writing() as session:
            prepared = prepare_report(session, report_id, after=1, by=publisher, at=NOW)
            publish_report(session, prepared, reason=reason, by=publisher, at=NOW)

    def standing():
        return [one.version for one in only(store, publisher).versions if one.is_standing]

    page.query_params["report"] = "1"
    page.run()
    page.pills(key="report-show-1").set_value("versions").run()
    press(page, "Take down version 1")
    assert "Take down version 2" not in [one.label for one in page.button] and standing() == [2, 1]
    page.text_area[0].set_value("A name was in it.")
    press(page, "Take down version 1")
    assert not page.exception
    assert "Version 1 is taken down." in everything_on(page) and standing() == [2]

    page.pills(key="report-show-1").set_value("publish").run()
    shown = everything_on(page)
    assert "Send R2: the time" in shown, "R1 is sent"
    assert "Say below why there is a new version" in shown
    page.text_area[0].set_value("A number was wrong.")
    box(page.checkbox, "Nobody may read version 2 any more").check()
    box(page.checkbox, "I have read the draft from beginning to end.").check().run()
    page.button(key="publish").click().run()
    assert not page.exception and standing() == [3]
    assert only(store, publisher).versions[1].ended_because == "A number was wrong."
