"""Services and organisations, as an administrator or an analyst changes, merges, adds and loads them."""

from datetime import date
from uuid import uuid4

import pytest
from sqlmodel import select

from actions.merge_directory import merge_services
from models.organisation import Organisation, Service
from models.people import job
from models.setting import SettingChange
from models.vocabulary import Sector
from tests.actions.directory.rows import a_draft, add, add_body, change, changes, service, somebody_elsewhere
from tests.conftest import NOW, WATCHDOG
from tests.factories import some_feedback
from tests.pages.opening import everything_on, open_page

BY = job(WATCHDOG, "terminal")


@pytest.fixture
def store(sqlite_store):
    """Pages are the same on every database; the actions beneath are tested on each."""
    return sqlite_store


@pytest.fixture
def trust(store):
    return add_body(store, BY)


@pytest.fixture
def ward(store, trust):
    return add(store, BY, run_by=trust)


@pytest.fixture
def opened(store, administrator, monkeypatch):
    """The page, at what the address asks for."""

    def open_at(asked="", by=administrator):
        page = open_page("directory", store, by, monkeypatch)
        if asked:
            page.query_params["open"] = str(asked)
            page.run()
        assert not page.exception
        return page

    return open_at


def press(page, label):
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception


def box(page, label):
    kinds = (page.text_input, page.selectbox, page.date_input)
    return next(each for kind in kinds for each in kind if each.label.endswith(label))


@pytest.mark.parametrize("who", ["somebody", "volunteer"])
def test_who_may_not_edit_the_directory_sees_none_of_it(store, ward, opened, who, request):
    shown = everything_on(opened(by=request.getfixturevalue(who)))
    assert "Ward 7" not in shown
    assert "Ward 7" not in everything_on(opened(ward, by=request.getfixturevalue(who)))


def test_an_analyst_sees_each_service_with_who_runs_it_and_how_much_was_said(
    store, trust, ward, somebody, moderator, opened
):
    with store.writing() as session:
        for _ in range(2):
            some_feedback(session, somebody, service_ids=[ward])
    closed = add(store, BY, "Old clinic", run_by=trust, valid_to=date(2020, 3, 31))
    add(store, BY, "New clinic", run_by=trust, valid_from=date(2100, 1, 1))
    merged = add(store, BY, "Ward seven", run_by=trust)
    with store.writing() as session:
        merge_services(session, merged, ward, after=1, by=BY, at=NOW)

    page = opened(by=moderator)

    shown = everything_on(page)
    assert [button.label for button in page.button][1:] == [
        f"**:green[{name}]**" for name in ("New clinic", "Old clinic", "Ward 7", "Ward seven")
    ]
    assert closed and "4 in all" in shown
    assert "2 pieces of feedback" in shown and "Testford Trust" in shown
    assert [text.value for text in page.text] == [
        "Hospital · Opens on 1 January 2100",
        "Hospital · Closed on 31 March 2020",
        "Hospital · Open",
        "Hospital · Counts as Ward 7",
    ]


def test_an_empty_list_says_what_to_do_first(opened):
    page = opened()
    assert "No services yet" in everything_on(page)
    press(page, "Add a service")
    assert "Add the organisation that runs it first" in everything_on(page)


def test_five_hundred_services_are_drawn_twenty_at_a_time_and_found_by_name_and_kind(store, trust, opened):
    with store.writing() as session:
        session.add_all(
            Service(
                watchdog_id=WATCHDOG,
                organisation_id=trust,
                name=f"Service {number:03}",
                sector=Sector.GP if number % 100 == 7 else Sector.HOSPITAL,
                ods_code="XY7" if number == 42 else "",
            )
            for number in range(500)
        )
    page = opened()
    assert len(page.button) == 1 + 20
    box(page, "Search by name or ODS code").set_value("service 07").run()
    assert "15 of 500" in everything_on(page)  # ten from 070 on, and 007, 107 ... 407
    box(page, "Kind").set_value(Sector.GP).run()
    assert "5 of 500" in everything_on(page)
    box(page, "Kind").set_value(None).run()
    box(page, "Search by name or ODS code").set_value("xy7").run()
    assert [button.label for button in page.button][1:] == ["**:green[Service 042]**"]
    box(page, "Search by name or ODS code").set_value("nothing like it").run()
    assert "Nothing fits" in page.info[0].value


def test_a_name_is_opened_and_every_field_changed(store, trust, ward, opened):
    other = add_body(store, BY, "Other trust", Sector.GP)
    after = add(store, BY, "Ward 8", run_by=trust)
    page = opened()
    press(page, "**:green[Ward 7]**")
    assert page.query_params["open"] in (str(ward), [str(ward)])
    box(page, "Name").set_value("Ward 7, upstairs")
    box(page, "Run by").set_value(other)
    box(page, "Kind").set_value(Sector.URGENT)
    box(page, "ODS code").set_value("rd8")
    box(page, "First day").set_value(date(2020, 6, 1))
    box(page, "Last day").set_value(date(2026, 3, 31))
    box(page, "What came after it").set_value(after)
    press(page, "Save")

    assert "Saved" in page.success[0].value
    saved = service(store, ward)
    assert (saved.name, saved.organisation_id, saved.sector) == ("Ward 7, upstairs", other, Sector.URGENT)
    assert (saved.ods_code, saved.successor_id) == ("RD8", after)
    assert (saved.valid_from, saved.valid_to) == (date(2020, 6, 1), date(2026, 3, 31))
    lines = [text.value for text in page.text]
    for line in (
        "Name: Ward 7 → Ward 7, upstairs",
        "Run by: Testford Trust → Other trust",
        "Kind: Hospital → Urgent care",
        "ODS code: nothing → RD8",
        "First day: nothing → 1 June 2020",
        "What came after it: nothing → Ward 8",
    ):
        assert line in lines
    assert "What was changed (2)" in [expander.label for expander in page.expander]


def test_a_day_and_a_successor_can_be_taken_out_again(store, trust, opened):
    after = add(store, BY, "Ward 8", run_by=trust)
    ward = add(store, BY, run_by=trust, valid_to=date(2026, 3, 31), successor_id=after)
    page = opened(ward)
    box(page, "Last day").set_value(None)
    box(page, "What came after it").set_value(None)
    press(page, "Save")
    assert (service(store, ward).valid_to, service(store, ward).successor_id) == (None, None)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("Name", " ", "Enter the service's name"),
        ("Name", "x" * 201, "Use 200 characters or fewer. You have used 201"),
        ("Name", "ward 8", "Ward 8 is in the list already. Use another name"),
        ("ODS code", "R", "Use 2 to 12 letters and digits for the ODS code"),
        ("ODS code", "=HYPERLINK", "Use 2 to 12 letters and digits for the ODS code"),
        ("Run by", None, "Choose the organisation that runs it"),
        ("Kind", None, "Choose what kind of service it is"),
        ("Last day", date(2019, 1, 1), "Choose a last day that isn't before the first"),
    ],
)
def test_what_is_unclear_is_said_on_top_and_beside_its_box_and_stays_there(
    store, trust, opened, field, typed, said
):
    ward = add(store, BY, run_by=trust, valid_from=date(2020, 1, 1))
    add(store, BY, "Ward 8", run_by=trust)
    page = opened(ward)
    box(page, field).set_value(typed)
    press(page, "Save")

    assert said in page.error[0].value and "one thing to put right" in page.error[0].value
    assert any(f":red[**{said}" in each.value for each in page.markdown)
    assert box(page, field).label.startswith("Error: ") and box(page, field).value == typed
    assert len(changes(store, ward)) == 1


def test_the_second_of_two_editors_sees_what_it_says_now_and_keeps_what_they_typed_in_sight(
    store, trust, ward, opened
):
    page = opened(ward)
    change(store, BY, ward, a_draft("Ward 7, upstairs", organisation_id=trust), after=1)
    box(page, "Name").set_value("Ward 7, *downstairs*")
    box(page, "ODS code").set_value("RD8")
    press(page, "Save")

    assert "Somebody else changed this a moment ago" in page.warning[0].value
    assert box(page, "Name").value == "Ward 7, upstairs" and box(page, "ODS code").value == ""
    lines = [text.value for text in page.text]
    assert "Name: Ward 7, *downstairs*" in lines and "ODS code: RD8" in lines
    assert service(store, ward).name == "Ward 7, upstairs"

    box(page, "Name").set_value("Ward 7, downstairs")
    press(page, "Save")
    assert service(store, ward).name == "Ward 7, downstairs"


def test_saving_nothing_new_says_so(store, ward, opened):
    page = opened(ward)
    press(page, "Save")
    assert "Nothing was different" in page.success[0].value
    assert len(changes(store, ward)) == 1


def test_merging_says_how_much_moves_and_wants_a_tick(store, trust, ward, somebody, opened):
    other = add(store, BY, "Ward seven", run_by=trust)
    with store.writing() as session:
        some_feedback(session, somebody, service_ids=[other])
    page = opened(other)
    assert not [button for button in page.button if button.label == "Merge them"]
    choose = box(page, "Which one stays?")
    assert choose.options == ["Ward 7"]  # never itself
    choose.set_value(ward).run()
    assert "What was said about it (1 piece of feedback) counts under **Ward 7**" in everything_on(page)
    press(page, "Merge them")
    assert "Tick the box" in page.error[0].value and service(store, other).merged_into_id is None
    page.checkbox[0].check()
    press(page, "Merge them")

    assert service(store, other).merged_into_id == ward
    assert "Merged" in page.success[0].value and "counts as **Ward 7**" in everything_on(page)
    assert not page.text_input
    assert "Also stands for: Ward seven" in [text.value for text in opened(ward).text]
    press(page, "Part them again")
    assert service(store, other).merged_into_id is None
    assert box(page, "Name").value == "Ward seven"


def test_merging_what_somebody_changed_meanwhile_is_told_and_not_done(store, trust, ward, opened):
    other = add(store, BY, "Ward seven", run_by=trust)
    page = opened(ward)
    box(page, "Which one stays?").set_value(other).run()
    change(store, BY, ward, a_draft("Ward 7, upstairs", organisation_id=trust), after=1)
    page.checkbox[0].check()
    press(page, "Merge them")
    assert "Somebody else changed this" in page.warning[0].value
    assert service(store, ward).merged_into_id is None


def test_an_organisation_is_added_then_its_service(store, opened):
    page = opened("new_organisation")
    press(page, "Save")
    assert "There are 2 things to put right" in page.error[0].value
    box(page, "Name").set_value("Testford <b>Trust</b>")
    box(page, "Kind").set_value(Sector.HOSPITAL)
    press(page, "Save")
    assert "Now add its services" in page.success[0].value
    with store.reading() as session:
        body = session.exec(select(Organisation)).one()
    page = opened("new_service")
    box(page, "Name").set_value("Ward 7")
    box(page, "Run by").set_value(body.id)
    box(page, "Kind").set_value(Sector.HOSPITAL)
    press(page, "Save")
    assert "People can choose it from now on" in page.success[0].value
    with store.reading() as session:
        assert session.exec(select(Service.name)).all() == ["Ward 7"]


def test_an_organisation_says_how_many_services_would_move(store, trust, ward, opened):
    other = add_body(store, BY, "Testford NHS Trust")
    page = opened(trust)
    box(page, "Which one stays?").set_value(other).run()
    assert "Its services (1 service, nothing said yet) count as services of" in everything_on(page)


@pytest.mark.parametrize("asked", ["of another", "made up", "<script>", "new_nothing"])
def test_what_is_not_in_our_lists_is_a_sentence(store, administrator, ward, opened, asked):
    elsewhere = somebody_elsewhere(store, administrator)
    theirs = add(store, elsewhere, "Their ward", run_by=add_body(store, elsewhere, "Their trust"))
    page = opened({"of another": theirs, "made up": uuid4()}.get(asked, asked))
    assert "isn't in our lists" in page.error[0].value
    assert "Their ward" not in everything_on(page)
    press(page, "Back to the list")
    assert "Their ward" not in "".join(button.label for button in page.button)


def test_a_name_with_marks_is_drawn_as_it_was_typed(store, trust, opened):
    ward = add(store, BY, "![x](http://example.org/x.png) <b>ward</b>", run_by=trust)
    shown = everything_on(opened(ward))
    assert "![x](" not in shown.replace("Name: nothing → ![x](", "")
    assert r"\!\[x\]" in shown


def test_a_moderator_sees_the_service_that_stands_and_the_name_that_was_chosen(
    store, trust, ward, somebody, moderator, monkeypatch
):
    other = add(store, BY, "Ward seven", run_by=trust)
    with store.writing() as session:
        some_feedback(session, somebody, service_ids=[other])
        merge_services(session, other, ward, after=1, by=BY, at=NOW)
    page = open_page("moderation", store, moderator, monkeypatch)
    shown = [text.value for text in page.text]
    assert "Ward 7" in shown and "Ward seven" in shown
    assert "Chosen under a name that was merged since" in everything_on(page)


def load(page, content, name="services.csv"):
    page.segmented_control[0].set_value("file").run()
    page.file_uploader[0].set_value((name, content, "text/csv")).run()
    press(page, "Load this file")


HEAD = b"service,sector,organisation,valid_from,valid_to,service_ods_code\n"


def test_a_file_is_loaded_and_what_was_left_out_comes_back_by_its_row(store, ward, opened):
    page = opened()
    load(page, HEAD + b"New ward,hospital,Trust,,,RD8\nWard 7,hospital,Trust,,,\n=cmd,wizards,Trust,,,\n")

    assert "Services added: 1. Organisations added: 1. In the list already: 1." in page.success[0].value
    assert "1 row was left out" in page.warning[0].value
    assert "Row 4: In the column sector, use one of" in [text.value for text in page.text][1]
    with store.reading() as session:
        assert session.exec(select(Service.ods_code).where(Service.name == "New ward")).one() == "RD8"
        assert len(session.exec(select(SettingChange)).all()) == 2  # of the trust and ward there before


def test_rows_with_the_same_fault_are_named_together(store, opened):
    page = opened()
    wrong = b"".join(b"Ward %d,wizards,Trust,,,\n" % number for number in range(14))
    load(page, HEAD + wrong + b",gp,Trust,,,\n")
    assert "15 rows were left out" in page.warning[0].value
    shown = [text.value for text in page.text]
    assert any(
        line.startswith("Rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 and 2 more: In") for line in shown
    )
    assert "Row 16: Give the name of the service in the column service" in shown


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"service,sector\n", "Add these columns to the first row of services.csv"),
        (HEAD + b"Caf\xe9,gp,Trust,,,\n", "CSV UTF-8"),
        (b"", "Add these columns"),
        (HEAD + b'"Ward 7,gp,Trust,,,\n', "quotation mark"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(store, opened, content, said):
    page = opened()
    load(page, content)
    assert said in page.error[0].value
    assert not page.success


def test_loading_without_a_file_asks_for_one(opened):
    page = opened()
    page.segmented_control[0].set_value("file").run()
    press(page, "Load this file")
    assert page.error[0].value == "Choose a file first"
