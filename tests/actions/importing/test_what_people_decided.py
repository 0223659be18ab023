"""Importing what people decided: labels, status and services, on the record and for those who may."""

from dataclasses import replace
from datetime import date

import pytest

from actions.add_programme import add_programme
from actions.import_feedback import import_feedback
from actions.open_watchdog import open_watchdog
from imports.mapping import read_mapping
from models.audit import AuditEvent
from models.errors import FeedbackError, NotAllowed
from models.events import Event
from models.feedback import Feedback, FeedbackService
from models.moderation import ModerationDecision
from models.organisation import Organisation, Service
from models.people import job
from models.programme import ProgrammeDraft
from models.tag import TagDecision
from models.vocabulary import Outcome, Sector, Sentiment, TagKind, WithholdReason
from settings import ROOT
from storage.audit import broken_links
from tests.actions.importing.files import (
    GOOD,
    HEADER,
    IMPORTER,
    ON_SQLITE,
    a_file,
    a_map,
    bring_in,
    everything,
    rejected_rows,
)
from tests.conftest import NOW, WATCHDOG
from tests.factories import a_service


def test_peoples_labels_are_kept_as_decisions(store, tmp_path):
    header = (*HEADER, "Feeling", "Food", "Late", "Nobody could say")
    rows = [
        ("B1", "03/02/2026", "1", "Lunch was cold and late.", "4.0", "1", "1", "0"),
        ("B2", "03/02/2026", "1", "It was purple.", "", "0", "0", ""),
        ("B3", "03/02/2026", "1", "Nobody has read this.", "", "", "", ""),
        ("B4", "03/02/2026", "1", "Hmm.", "3", "0", "0", "1"),
        ("B5", "03/02/2026", "1", "Did not answer", "3", "1", "0", ""),
    ]
    mapping = a_map(
        columns={"sentiment": "Feeling"},
        sentiment={"3": "neutral", "4": "negative"},
        themes={"Food": "food_and_drink", "Late": "waiting", "not_labelled": "Nobody could say"},
    )

    bring_in(store, a_file(tmp_path, *rows, header=header), mapping)

    words = {kept.id: kept.words for kept in everything(store, Feedback)}
    decisions = everything(store, TagDecision)
    assert sorted((words[found.feedback_id], found.kind, found.value) for found in decisions) == [
        ("Hmm.", TagKind.SENTIMENT, Sentiment.NEUTRAL),
        ("It was purple.", TagKind.THEME, ""),
        ("Lunch was cold and late.", TagKind.SENTIMENT, Sentiment.NEGATIVE),
        ("Lunch was cold and late.", TagKind.THEME, "food_and_drink"),
        ("Lunch was cold and late.", TagKind.THEME, "waiting"),
    ]
    assert {(found.round, found.decided_by, found.decided_at) for found in decisions} == {
        (1, "import:ward survey", NOW)
    }


def test_a_mark_that_is_neither_yes_nor_no_puts_the_row_aside(store, tmp_path):
    path = a_file(tmp_path, (*GOOD, "maybe"), header=(*HEADER, "Food"))

    report = bring_in(store, path, a_map(themes={"Food": "food_and_drink"}))

    assert rejected_rows(report)[1][5] == (
        "A theme column says “maybe”: use 1 where the theme applies and 0 where it does not"
    )


@pytest.mark.parametrize(
    ("defaults", "decided"),
    [
        ({}, []),
        ({"status": "approved"}, [(1, Outcome.APPROVED, None)]),
        (
            {"status": "withheld", "withheld_because": "not_local"},
            [(1, Outcome.WITHHELD, WithholdReason.NOT_LOCAL)],
        ),
    ],
)
def test_the_map_says_whether_somebody_has_moderated_the_file(store, tmp_path, defaults, decided):
    bring_in(store, a_file(tmp_path, GOOD), a_map(defaults=defaults))

    found = everything(store, ModerationDecision)
    assert [(row.number, row.outcome, row.reason) for row in found] == decided
    assert {row.decided_by for row in found} <= {IMPORTER.actor}


def test_a_service_that_is_not_known_is_added_once_with_its_organisation(store, tmp_path):
    header = (*HEADER, "Team", "Trust")
    rows = [(*GOOD, "District nurses", "East")] + [
        (f"B{number}", "03/02/2026", "1", "Kind.", team, trust)
        for number, (team, trust) in enumerate(
            [("DISTRICT  NURSES", "East"), ("District nurses", "West"), ("Unknown", "West"), ("", "")]
        )
    ]
    mapping = a_map(
        columns={"service": "Team", "organisation": "Trust"},
        add_services=True,
        service_sector="community",
        service={"Unknown": ""},
        organisation={"East": "East Testford Trust"},
    )

    report = bring_in(store, a_file(tmp_path, *rows, header=header), mapping)

    assert (report.added, report.services_added) == (5, 2)
    services = {service.id: service.name for service in everything(store, Service)}
    assert sorted(services.values()) == ["District nurses", "District nurses (West)"]
    assert {body.name for body in everything(store, Organisation)} == {"East Testford Trust", "West"}
    about = [services[row.service_id] for row in everything(store, FeedbackService)]
    assert sorted(about) == ["District nurses", "District nurses", "District nurses (West)"]
    assert {service.sector for service in everything(store, Service)} == {Sector.COMMUNITY}


def test_feedback_goes_to_a_service_that_was_open_and_is_otherwise_put_aside(store, tmp_path):
    with store.writing() as session:
        ward = a_service(session, "Ward 7", valid_to=date(2026, 1, 31))
    header = (*HEADER, "Ward")
    rows = [
        ("B1", "31/01/2026", "1", "Kind.", "ward 7"),
        ("B2", "01/02/2026", "1", "Kind.", "Ward 7"),
        ("B3", "31/01/2026", "1", "Kind.", "Ward 8"),
    ]

    report = bring_in(store, a_file(tmp_path, *rows, header=header), a_map(columns={"service": "Ward"}))

    assert [row.service_id for row in everything(store, FeedbackService)] == [ward]
    assert [row[5] for row in rejected_rows(report)[1:]] == [
        "“Ward 7” was not open on 1 February 2026",
        "“Ward 8” is not one of our services: add it, or say in the map which it is",
    ]


def test_a_service_of_another_organisation_is_put_aside_and_never_guessed(store, tmp_path):
    with store.writing() as session:
        ward = a_service(session, "Ward 7")
        a_service(session, "East")
        a_service(session, "Ward 7 (West)")
    header = (*HEADER, "Ward", "Trust")
    trusts = ["Ward 7 Trust", "", "East Trust", "Nobody's", "West"]
    rows = [
        (f"B{number}", "03/02/2026", "1", "Kind.", "Ward 7", trust) for number, trust in enumerate(trusts)
    ]
    mapping = a_map(columns={"service": "Ward", "organisation": "Trust"})

    report = bring_in(store, a_file(tmp_path, *rows, header=header), mapping)

    assert [row.service_id for row in everything(store, FeedbackService)] == [ward, ward]
    assert [row[6] for row in rejected_rows(report)[1:]] == [
        f"“Ward 7” is not a service of “{trust}”: correct one of them, or say in the map which it is"
        for trust in ("East Trust", "Nobody's", "West")
    ]


def test_a_service_kept_apart_by_its_organisation_is_found_again_when_none_may_be_added(store, tmp_path):
    header = (*HEADER, "Team", "Trust")
    rows = [(*GOOD, "Nurses", "East"), ("B1", "03/02/2026", "1", "Kind.", "Nurses", "West")]
    columns = {"service": "Team", "organisation": "Trust"}
    adding = a_map(columns=columns, add_services=True, service_sector="community")
    bring_in(store, a_file(tmp_path, *rows, header=header), adding)

    later = a_file(tmp_path, ("B2", "03/02/2026", "1", "Slow.", "Nurses", "West"), header=header)
    assert bring_in(store, later, a_map(columns=columns)).added == 1

    names = {service.id: service.name for service in everything(store, Service)}
    about = sorted(names[row.service_id] for row in everything(store, FeedbackService))
    assert about == ["Nurses", "Nurses (West)", "Nurses (West)"]


def test_a_month_is_all_of_its_days_when_a_service_opened_or_closed_in_it(store, tmp_path):
    with store.writing() as session:
        ward = a_service(session, "Ward 7", valid_from=date(2026, 2, 15))
    header = (*HEADER, "Ward")
    rows = [
        ("B1", "01/02/2026", "1", "Kind.", "Ward 7"),
        ("B2", "01/01/2026", "1", "Kind.", "Ward 7"),
    ]
    mapping = a_map(columns={"service": "Ward"}, defaults={"date_is_a_month": True})

    report = bring_in(store, a_file(tmp_path, *rows, header=header), mapping)

    assert [row.service_id for row in everything(store, FeedbackService)] == [ward]
    assert [row[5] for row in rejected_rows(report)[1:]] == ["“Ward 7” was not open in January 2026"]


def test_where_nobody_knows_the_day_a_service_that_has_closed_may_be_meant(store, tmp_path):
    with store.writing() as session:
        ward = a_service(session, "Ward 7", valid_to=date(2026, 1, 31))
    path = a_file(tmp_path, (*GOOD, "Ward 7"), header=(*HEADER, "Ward"))

    bring_in(store, path, a_map(columns={"service": "Ward", "date": ""}))

    assert [row.service_id for row in everything(store, FeedbackService)] == [ward]


def test_one_import_is_one_link_of_the_chain_with_counts_and_nobodys_words(store, tmp_path):
    bring_in(store, a_file(tmp_path, GOOD, ("B1", "soon", "1", "Kind.")))

    link = everything(store, AuditEvent)[-1]
    assert (link.event, link.actor) == (Event.FEEDBACK_IMPORTED, "job:import")
    assert link.detail == {
        "source": "ward survey",
        "rows": 2,
        "added": 1,
        "already_here": 0,
        "blank": 0,
        "rejected": 1,
        "services_added": 0,
    }
    with store.reading() as session:
        assert list(broken_links(session)) == []


def test_a_moderator_may_not_import(store, moderator, tmp_path):
    with pytest.raises(NotAllowed):
        import_feedback(store, a_file(tmp_path, GOOD), a_map(), by=moderator, at=NOW)


def test_another_watchdogs_rows_are_not_already_here(store, tmp_path):
    with store.writing() as session:
        open_watchdog(session, slug="east", name="East", area="East", telephone="", signposts=[], at=NOW)
    path = a_file(tmp_path, GOOD)
    bring_in(store, path)

    report = import_feedback(store, path, a_map(), by=replace(IMPORTER, watchdog_id="east"), at=NOW)

    assert report.added == 1


def test_the_shipped_map_reads_a_file_of_labelled_comments(store, tmp_path):
    mapping = read_mapping(ROOT / "example_data" / "import_maps" / "fft_labelled.toml")
    header = (
        "Comment ID", "Trust", "Date", "Service type 1", "FFT categorical answer", "FFT answer",
        "Comment sentiment", "v7: Discharge", "v7: Timeliness of care", "v7: Labelling not possible",
    )  # fmt: skip
    rows = [
        ("N 1", "NEAS", "30/09/2021", "111", "1", "Sent home quickly.", "1.0", "1", "1", "0"),
        ("N 2", "NEAS", "10/17/2021", "Unknown", "7", "Fine.", "3.0", "0", "0", "0"),
        ("N 3", "NHFT", "02/06/2021", "Forensic", "6", "Did not answer", "", "0", "0", "1"),
    ]

    report = bring_in(store, a_file(tmp_path, *rows, header=header), mapping)

    assert (report.added, report.blank, report.services_added) == (2, 1, 1)
    assert {kept.happened_on for kept in everything(store, Feedback)} == {
        date(2021, 9, 30),
        date(2021, 10, 17),
    }
    themes = [found.value for found in everything(store, TagDecision) if found.kind is TagKind.THEME]
    assert sorted(themes) == ["", "leaving_hospital_general", "waiting"]


@ON_SQLITE
def test_a_file_may_be_of_one_programme_and_a_programme_that_is_not_here_adds_nothing(store, tmp_path):
    with store.writing() as session:
        by = job(WATCHDOG, "terminal")
        winter = add_programme(session, ProgrammeDraft("Winter team"), by=by, at=NOW).id
    of_nobody = a_map(defaults={"programme": "summer-team"})
    with pytest.raises(FeedbackError, match="of the programme “summer-team”, which isn't here"):
        bring_in(store, a_file(tmp_path, GOOD), of_nobody)
    assert everything(store, Feedback) == []

    bring_in(store, a_file(tmp_path, GOOD), a_map(defaults={"programme": "winter-team"}))
    assert [row.programme_id for row in everything(store, Feedback)] == [winter]
