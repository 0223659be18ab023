"""Each programme that ships says who told us what; a file that will not do names itself and its field."""

from datetime import date

import pytest

from analysis.measures import measure_called
from analysis.taxonomy import load_taxonomy
from content.programme_files import programme_files
from content.question_sets import question_set_names
from models.commitment import Direction
from models.programme import ProgrammeKind
from models.scope import EVERYTHING, from_link

FIVE = {
    "discharge-hub": ProgrammeKind.SERVICE,
    "high-intensity-user-scheme": ProgrammeKind.SCHEME,
    "healthcare-review": ProgrammeKind.CONSULTATION,
    "health-services-strategy": ProgrammeKind.STRATEGY,
    "winter-teams": ProgrammeKind.SEASONAL_PLAN,
}
WHOLE = """
id = "team"
name = "The team"
kind = "service"
about = "A team."
source = "News"
[[commitments]]
quotation = "We will ring"
promised_by = "The trust"
source = "News"
scope = { who = "families", journey = "leaving_hospital" }
[[indicators]]
name = "Days"
definition = "Days in hospital"
unit = "days"
published_by = "The trust"
source = "News"
[[indicators.figures]]
since = 2026-01-01
until = 2026-01-31
value = 4
"""


@pytest.fixture
def written(tmp_path):
    def written(text, name="team"):
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        return programme_files(tmp_path)

    return written


def test_the_five_programmes_ship():
    assert {file.id: file.draft.kind for file in programme_files()} == FIVE


@pytest.mark.parametrize("file", programme_files(), ids=lambda file: file.id)
def test_what_ships_measures_what_we_have_and_asks_what_we_ask(file):
    retired = load_taxonomy().retired
    measured = [one for one in (*file.commitments, *(each.draft for each in file.indicators)) if one.measure]
    for one in measured:
        assert measure_called(one.measure).theme not in retired
        assert not from_link(dict(part.split("=") for part in one.scope.split("&") if part))[1]
    for one in file.commitments:
        if one.measure:
            better = measure_called(one.measure).better
            assert one.direction is (Direction.UP if better == "high" else Direction.DOWN)
    assert set(file.draft.question_sets) <= set(question_set_names())


def test_only_what_a_body_set_out_to_do_ships_as_its_promise():
    """Not what somebody who took part said, nor what a review found, nor a result."""
    promised = [
        (file.id, one.quotation, one.promised_by) for file in programme_files() for one in file.commitments
    ]
    assert promised == [
        ("discharge-hub", "single point of contact", "The partners of the MK Integrated Discharge Hub"),
        (
            "health-services-strategy",
            "keeping a close eye on whether your experiences reflect these ambitions",
            "Healthwatch Milton Keynes",
        ),
        (
            "winter-teams",
            "simplify the amount of information needed when transferring patients",
            "The BLMK integrated winter teams",
        ),
    ]


def test_the_hub_has_three_days_that_disagree_and_names_the_one_it_uses():
    [hub] = [file for file in programme_files() if file.id == "discharge-hub"]
    assert [one.day for one in hub.draft.days] == [
        date(2023, 12, 20),
        date(2024, 9, 17),
        date(2024, 10, 23),
    ]
    assert hub.draft.started_on == date(2024, 9, 17)
    assert hub.draft.source == hub.draft.days[1].source


def test_a_file_is_read_whole(written):
    [file] = written(WHOLE)
    [promise], [published] = file.commitments, file.indicators
    assert (file.draft.started_on, file.draft.code, file.services) == (None, "team", ())
    assert promise.scope == "journey=leaving_hospital&who=families"
    assert (published.figures[0].since, published.figures[0].value) == (date(2026, 1, 1), 4.0)
    assert from_link({})[0] == EVERYTHING and published.draft.scope == ""


@pytest.mark.parametrize(
    ("said", "instead", "fault"),
    [
        ('id = "team"', 'id = "teem"', "id: 'teem' is not the file's name"),
        ('name = "The team"', "", "name: is missing"),
        ('name = "The team"', "name = 7", "name: 7 is not what belongs here"),
        ('kind = "service"', 'kind = "club"', "kind: 'club' is not one of service, scheme"),
        ('about = "A team."', f'about = "{"x" * 1001}"', "about: has 1001 characters"),
        ('about = "A team."', 'about = "A team."\naims = 1', "aims: is no field of this"),
        ('about = "A team."', 'about = "A"\npartners = ["A", " "]', "partners: is not a list of names"),
        ('about = "A team."', 'about = "A"\nstarted_on = "2024"', "started_on: '2024' is not what belongs"),
        ('quotation = "We will ring"', "", "commitments 1, quotation: is missing"),
        ('who = "families"', 'who = "aunts"', "commitments 1, scope: 'who' can't be read"),
        ('who = "families"', 'since = "2026-01-01"', "commitments 1, scope: 'since' can't be read, or"),
        ('who = "families"', 'whose = "families"', "commitments 1, scope: 'whose'"),
        ('unit = "days"', 'unit = "nights"', "indicators 1, unit: 'nights' is not one of"),
        ("until = 2026-01-31", "until = 2025-12-31", "indicators 1, figures 1, until: is before since"),
        ("value = 4", 'value = "4"', "indicators 1, figures 1, value: is not a number"),
        ("value = 4", "value =", "team.toml: "),
    ],
)
def test_a_fault_names_the_file_and_the_field(written, said, instead, fault):
    with pytest.raises(ValueError) as refused:
        written(WHOLE.replace(said, instead, 1))
    assert "team.toml: " in str(refused.value)
    assert fault in str(refused.value)
