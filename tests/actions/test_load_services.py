"""Loading services: what is new is added, what is known stays, what is unclear comes back in words."""

from datetime import date

import pytest
from sqlmodel import select

from actions.load_services import load_services, load_services_file
from content.signposting import default_signposts
from imports.services_csv import FIRST_ROW, MOST_ROWS, read_services_csv, services_in
from models.audit import AuditEvent
from models.errors import FeedbackError, NotAllowed
from models.events import Event
from models.organisation import Organisation, Service
from models.vocabulary import Sector
from models.watchdog import SignpostKind
from tests.conftest import NOW


def a_row(service: str = "Testford district nurses", **changes: str) -> dict[str, str | None]:
    return {
        "service": service,
        "sector": "community",
        "organisation": "Testford Community Health",
        "valid_from": "",
        "valid_to": "",
        **changes,
    }


def load(store, by, *rows):
    with store.writing() as session:
        return load_services(session, dict(enumerate(rows, FIRST_ROW)), by=by, at=NOW)


def services(store) -> dict[str, Service]:
    with store.reading() as session:
        return {service.name: service for service in session.exec(select(Service)).all()}


def organisations(store) -> dict[str, Organisation]:
    with store.reading() as session:
        return {organisation.name: organisation for organisation in session.exec(select(Organisation)).all()}


def test_services_of_one_organisation_share_it(store, administrator):
    report = load(store, administrator, a_row(), a_row("Testford wound clinic"))

    assert (report.organisations_added, report.services_added, report.refused) == (1, 2, ())
    [organisation] = organisations(store).values()
    assert {service.organisation_id for service in services(store).values()} == {organisation.id}


def test_an_organisation_may_be_of_another_sector_than_its_service(store, administrator):
    codes = {"ods_code": "zz1", "service_ods_code": "zz1a7"}
    load(store, administrator, a_row(sector="urgent", organisation_sector="Hospital", **codes))
    [organisation] = organisations(store).values()
    [service] = services(store).values()
    assert (organisation.sector, organisation.ods_code) == (Sector.HOSPITAL, "ZZ1")
    assert (service.sector, service.ods_code) == (Sector.URGENT, "ZZ1A7")


def test_loading_again_adds_nothing_and_changes_nothing(store, administrator):
    load(store, administrator, a_row())
    before = services(store)

    report = load(store, administrator, a_row(sector="gp", valid_to="2026-01-31"))

    assert (report.services_added, report.organisations_added, report.already_there) == (0, 0, 1)
    assert services(store) == before
    with store.reading() as session:
        loaded = select(AuditEvent).where(AuditEvent.event == Event.SERVICES_LOADED)
        assert len(session.exec(loaded).all()) == 1


def test_a_closed_service_points_to_the_one_that_came_after_it_wherever_that_stands(store, administrator):
    load(
        store, administrator,
        a_row("Beech Lodge", valid_to="2025-09-30", successor="Therapy at home"),
        a_row("Therapy at home", valid_from="2025-10-01"),
    )  # fmt: skip
    load(store, administrator, a_row("Old clinic", valid_to="2026-01-31", successor="Therapy at home"))

    found = services(store)
    assert found["Beech Lodge"].valid_to == date(2025, 9, 30)
    assert found["Beech Lodge"].successor_id == found["Therapy at home"].id
    assert found["Old clinic"].successor_id == found["Therapy at home"].id


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"service": " "}, "Give the name of the service"),
        ({"organisation": ""}, "Give the name of the organisation"),
        ({"sector": "wizards"}, "In the column sector, use one of: gp, pharmacy"),
        ({"sector": ""}, "In the column sector, use one of"),
        ({"organisation_sector": "wizards"}, "In the column organisation_sector, use one of"),
        ({"valid_from": "3/11/2025"}, "write the day like 2025-11-03. It says '3/11/2025'"),
        ({"valid_from": "2025-11-03", "valid_to": "2025-11-02"}, "valid_to is before valid_from"),
        ({"service": "x" * 201}, "Use 200 characters or fewer in the column service"),
        ({"ods_code": "x" * 13}, "In the column ods_code: Use 2 to 12 letters and digits"),
        ({"service_ods_code": "x"}, "In the column service_ods_code: Use 2 to 12 letters and digits"),
        ({"successor": "Nowhere"}, "Add a row for the successor Nowhere"),
        ({"successor": "Testford district nurses"}, "leave successor empty"),
    ],
)
def test_a_row_that_is_unclear_comes_back_with_what_to_do_and_the_others_are_added(
    store, administrator, changes, said
):
    report = load(store, administrator, a_row("Fine"), a_row(**changes), a_row("Fine too"))

    assert set(services(store)) == {"Fine", "Fine too"}
    [refused] = report.refused
    assert refused.row == 3
    assert said in refused.sentence
    assert not any(word in refused.sentence.lower() for word in ("invalid", "must", "failed"))


def test_what_names_a_refused_successor_is_refused_with_it(store, administrator):
    report = load(
        store, administrator, a_row("First", successor="Second"), a_row("Second", successor="Nowhere")
    )
    assert [refused.row for refused in report.refused] == [2, 3]
    assert services(store) == {}


def test_the_same_service_twice_in_a_file_is_added_once_and_said(store, administrator):
    report = load(store, administrator, a_row(), a_row("  Testford  district nurses "))
    assert report.services_added == 1
    assert "row 2 has Testford district nurses too" in report.refused[0].sentence


def test_only_who_may_edit_the_directory_may_load(store, volunteer):
    with pytest.raises(NotAllowed):
        load(store, volunteer, a_row())


def test_a_csv_from_excel_is_read_with_its_headings_in_any_case(tmp_path):
    path = tmp_path / "services.csv"
    path.write_text(
        "\ufeffService,Sector,Organisation,Valid_from,Valid_to\nWard 7,hospital,Trust,,\n,,,,\nShort,gp\n",
        "utf-8",
    )
    rows = read_services_csv(path)
    assert list(rows) == [2, 4]
    first, second = rows.values()
    assert first == {
        "service": "Ward 7", "sector": "hospital", "organisation": "Trust", "valid_from": "", "valid_to": ""
    }  # fmt: skip
    assert (second["service"], second["organisation"]) == ("Short", "")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            "service,sector\nCaf\u00e9,gp\n".encode("latin-1"),
            "Save services.csv again as \u201cCSV UTF-8\u201d",
        ),
        (b"service;sector;organisation\n", "Add these columns to the first row of services.csv"),
        (b"service,sector,organisation,valid_from\n", "with commas between: valid_to"),
        (b"", "service, sector, organisation, valid_from, valid_to"),
        (
            b'service,sector,organisation,valid_from,valid_to\n"Ward 7,gp,Trust,,\nWard 8,gp,Trust,,\n',
            "a quotation mark in it is out of place",
        ),
        (b"x" * 5_000_001, "services.csv is larger than 5 MB. Split it"),
        (None, "There is no file"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(tmp_path, content, said):
    path = tmp_path / "services.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(FeedbackError) as told:
        read_services_csv(path)
    assert said in str(told.value)


def test_a_refused_row_has_the_number_that_a_spreadsheet_gives_it(store, administrator):
    head = b"service,sector,organisation,valid_from,valid_to\n"
    content = head + b'"Ward\n7",hospital,Trust,,\n,,,,\n\nWard 8,wizards,Trust,,\nWard 9,gp,Trust\n'
    report, left_out = load_services_file(store, content, "services.csv", by=administrator, at=NOW)
    assert left_out.splitlines()[1].startswith("Ward 8,wizards") and left_out.count("\n") == 2
    assert set(services(store)) == {"Ward 7", "Ward 9"}
    assert [refused.row for refused in report.refused] == [5]


@pytest.mark.parametrize(("size", "is_read"), [(5_000_000, True), (5_000_001, False)])
def test_a_file_may_have_five_megabytes(size, is_read):
    content = b"service,sector,organisation,valid_from,valid_to\n"
    content += b"," * (size - len(content))
    if is_read:
        assert services_in(content, "services.csv") == {}
    else:
        with pytest.raises(FeedbackError, match="larger than 5 MB"):
            services_in(content, "services.csv")


HEAD = b"service,sector,organisation,valid_from,valid_to\n"


def test_lines_with_nothing_on_them_are_not_kept():
    content = HEAD + b"\n" * (5_000_000 - len(HEAD) - 22) + b"Ward 7,hospital,Trust,"
    assert list(services_in(content, "services.csv")) == [5_000_000 - len(HEAD) - 22 + 2]


@pytest.mark.parametrize(("many", "is_read"), [(MOST_ROWS, True), (MOST_ROWS + 1, False)])
def test_a_file_may_have_twenty_thousand_rows(many, is_read):
    content = HEAD + b"Ward 7,hospital,Trust,,\n\n" * many
    if is_read:
        assert len(services_in(content, "services.csv")) == many
    else:
        with pytest.raises(FeedbackError, match="services.csv has more than 20,000 rows. Split it"):
            services_in(content, "services.csv")


def test_a_file_with_columns_without_end_is_refused():
    with pytest.raises(FeedbackError, match="more than 100 columns"):
        services_in(HEAD.strip() + b",x" * 96 + b"\nWard 7,hospital,Trust,,\n", "services.csv")


def test_a_file_is_read_before_anybody_else_has_to_wait(store, administrator, monkeypatch):
    def nobody_may_write():
        raise AssertionError("the transaction had begun")

    monkeypatch.setattr(store, "writing", nobody_may_write)
    with pytest.raises(FeedbackError, match="Add these columns"):
        load_services_file(store, b"\n\n", "services.csv", by=administrator, at=NOW)


def test_successors_that_go_round_in_a_circle_are_refused_and_what_leads_there_too(store, administrator):
    report = load(
        store, administrator,
        a_row("First", successor="Second"),
        a_row("Second", successor="Third"),
        a_row("Third", successor="First"),
        a_row("Before them", successor="First"),
        a_row("Fine", successor="Fine too"),
        a_row("Fine too"),
    )  # fmt: skip
    assert set(services(store)) == {"Fine", "Fine too"}
    said = dict(report.refused)
    assert list(said) == [2, 3, 4, 5]
    assert "With rows 3, 4 this goes round in a circle" in said[2]
    assert "With rows 2, 3 this goes round in a circle" in said[4]
    assert "Add a row for the successor First" in said[5]


def test_a_file_makes_no_circle_with_what_is_there(store, administrator):
    load(store, administrator, a_row("First"))
    report = load(
        store, administrator, a_row("First", successor="Second"), a_row("Second", successor="First")
    )
    found = services(store)
    assert (report.already_there, report.services_added) == (1, 1)
    assert (found["First"].successor_id, found["Second"].successor_id) == (None, found["First"].id)


def test_a_service_in_other_capitals_is_the_same_one_and_not_added_again(store, administrator):
    load(store, administrator, a_row("Ward 7"))
    report = load(store, administrator, a_row("WARD 7"), a_row("Ward 8"), a_row("ward 8"))
    assert set(services(store)) == {"Ward 7", "Ward 8"}
    said = dict(report.refused)
    assert said[2] == "Ward 7 is in the list already: write it so, or use another name"
    assert said[4] == "Take out this row or rename it: row 3 has Ward 8 too"


def test_an_organisation_in_other_capitals_is_the_same_one_and_not_added_again(store, administrator):
    report = load(
        store, administrator, a_row("Ward 7", organisation="Trust"), a_row("Ward 8", organisation="TRUST")
    )
    assert [refused.row for refused in report.refused] == [3]
    report = load(store, administrator, a_row("Ward 8", organisation="trust"))
    assert "Write the organisation as Trust, with the same capitals" in report.refused[0].sentence
    assert set(organisations(store)) == {"Trust"}


def test_a_long_line_of_successors_is_followed_to_its_end(store, administrator):
    rows = [a_row(f"Ward {number}", successor=f"Ward {number + 1}") for number in range(3_000)]
    assert len(load(store, administrator, *rows).refused) == 3_000
    assert load(store, administrator, *rows, a_row("Ward 3000")).services_added == 3_001


def test_a_new_watchdog_starts_with_national_numbers_and_no_other_areas(store):
    given = {signpost.kind: signpost for signpost in default_signposts()}
    assert set(given) == set(SignpostKind)
    local = (SignpostKind.SAFEGUARDING_ADULTS, SignpostKind.SAFEGUARDING_CHILDREN, SignpostKind.COMPLAINTS)
    assert {given[kind].number for kind in local} == {""}
    assert given[SignpostKind.EMERGENCY].number == "999"
    assert given[SignpostKind.LISTENING].number == "116 123"
    assert {signpost.checked_on for signpost in given.values()} == {None}
    assert all(signpost.title for signpost in given.values())
