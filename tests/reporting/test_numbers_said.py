"""A number of people that staff typed goes past the gate: it is found, and other numbers are left alone."""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from analysis.disclosure import Rules
from models.report import DocumentKind
from reporting.document import Document, Pictured
from reporting.numbers_said import not_in_tables, not_rounded, numbers_said


def found(text: str) -> list[float]:
    return [one.number for one in numbers_said(text)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("14 people told us about night discharge.", [14]),
        ("Of the people at the hub, 7 were sent home at night.", [7]),
        ("Twenty-one carers waited.", [21]),
        ("One person told us she slept in a chair.", [1]),
        ("3 of 12 families felt heard.", [3, 12]),
        ("We spoke to two or three residents.", [2]),
        ("Eleven of the older patients were cold (n=11).", [11]),
        ("2,026 people wrote.", [2026]),
        ("We heard from 1,200 in 2024.", []),
        ("1,997 of the 2,000 people shown here had to chase.", [1997, 2000]),
        ("People (6) said so. Three nurses told us why.", [6, 3]),
        ("A third of patients waited. Nine in 10 people were thanked.", [33, 90]),
        ("33% of patients said so.", [33]),
        ("Three complained that a nurse hit them. Only two praised the staff.", [3, 2]),
        ("7% were unhappy. Half complained. Residents who were unhappy: 4", [7, 50, 4]),
        ("Three were hit. Only two had a name. Just 4.", [3, 2, 4]),
        ("Some waited, and two died. Two of the nurses told us why.", [2, 2]),
        ("One patient was hit. One told us.", [1, 1]),
        ("111 people told us. The average is 0.2 people.", [111, 0.2]),
        ("Four experienced racism. Five received the wrong drug. Two witnessed it.", [4, 5, 2]),
        ("Two experienced abuse from a doctor. Three recalled being hit.", [2, 3]),
        ("4 deaf visitors could not hear. We heard from 4 veterans.", [4, 4]),
        ("The 3 who stayed overnight were cold. Of the 12, 3 are Roma.", [3, 12, 3]),
        ("There were 4. There were three Travellers. 4/10 were unhappy.", [4, 3, 40]),
        ("Four (all women) said so. This was said by 4. It was raised by four", [4, 4, 4]),
        ("A single patient was hit. Both of the men cried. Only 1 respondent", [1, 2, 1]),
        ("One resident, aged 93, was hit.", [1]),
        ("Four people should have been rung. The 4 patients on ward 7 should be seen.", [4, 4]),
        ("Four people who were hit should be told. Ask 3 patients who waited.", [4, 3]),
        ("By 3 June, 4 patients had died. Patients should know that 4 people died.", [4, 4]),
        ("This week 3 people complained. Last year 4 patients died.", [3, 4]),
        ("4 patients have asthma and should be seen.", [4]),
        ("Five members told us. At least 4 people told us so.", [5, 4]),
    ],
)
def test_a_number_of_people_is_found_however_it_is_written(text, numbers) -> None:
    assert sorted(found(text)) == sorted(numbers)


@pytest.mark.parametrize(
    "text",
    [
        "Give everybody one named person to ring.",
        "In 2026 people told us more.",
        "Answer within 20 working days, by 3 August.",
        "Ward 7 patients were kind. We visited at 2pm.",
        "It took half an hour. The ward has 20 beds, and 5 were empty.",
        "Two nurses were on duty, and three volunteers visited.",
        "Most people were kind.",
        "Within 30 working days people were rung. It took 24 hours. Open 24/7, people said.",
        "NHS 111 told people to wait. When 111 said so, people rang 999. 999 was too slow.",
        "Two wards told us. Two of the three wards were closed. At 3 meetings people told us more.",
        "People over 75 told us more. People aged 18 to 25 told us less. COVID-19 patients waited.",
        "People told us that they want one person to ring. Patients waited long: 3 hours.",
        "On 3 May people told us. On ward 3 they felt cold. In 12 months patients waited less.",
        "We spent 40% of the grant. 40% of beds were empty. Two thirds of the beds were empty.",
        "By 30 June, 95% of patients should have a plan. See 95% of people within 4 hours.",
        "Two people should check each discharge letter. Put two people on the desk at night.",
        "Invite 3 patients to sit on the board. Let 2 relatives visit at a time.",
        "Offer patients one of three slots. People rated it 4 out of 5. Use Tier 3 interpreters.",
        "In week 2 people were told. In year 4 people were told. Since phase 2 people wait less.",
        "Two members of staff were on duty. Reported by 3 wards. Waits of over 18 weeks fell by 10%.",
        "Give each family one person, by name, to ring. Answer within 4/10 days.",
        "20 recommendations were sent, and 12 answered late. 4 out of 5 stars. Step 3 of 5.",
    ],
)
def test_other_numbers_are_left_alone(text) -> None:
    assert found(text) == []


DOCUMENT = Document(
    kind=DocumentKind.REPORT,
    title="Autumn",
    watchdog="Voice",
    area="Testford",
    scope="Everything",
    made_on=date(2026, 11, 20),
    blocks=(
        Pictured(
            name="themes",
            heading="What?",
            sentence="About 40 of 120 people.",
            columns=("Theme", "People", "People, %", "Of"),
            rows=(("Medicines", 40, 33, 120), ("Food", "[c]", "[c]", "[c]")),
            bars=("People, %",),
            in_hundred=True,
        ),
    ),
    method=("The figures count what about 285 people told us, 1 to 31 March.", "Fewer than 5 are hidden."),
    counted=(285,),
)


@pytest.mark.parametrize(
    ("said", "is_told"),
    [
        ("About 40 people spoke of medicines.", False),
        ("38 people spoke of medicines.", True),
        ("33 people spoke of medicines.", True),  # a share is no number of people
        ("33% of people spoke of medicines, 285 people told us.", False),
        ("40% of people spoke of medicines.", True),
        ("5 people told us that a nurse hit them.", True),  # the rule's number, and a day's: nobody's number
        ("31 people told us that a nurse hit them.", True),
        ("A third of people, 3 in 10 people.", False),
        ("Half of the people.", True),
    ],
)
def test_a_number_may_stand_in_a_sentence_only_if_it_stands_in_a_table(said, is_told) -> None:
    assert not_in_tables([f"All is well. {said}"], DOCUMENT, Rules()) == ((said,) if is_told else ())


@pytest.mark.parametrize(("people", "is_told"), [(5, True), (9, True), (10, False), (12, True), (15, False)])
def test_where_there_are_no_tables_a_number_that_is_rounded_and_not_small_may_stand(people, is_told) -> None:
    said = f"We spoke to {people} residents."
    visit = DOCUMENT.model_copy(update={"blocks": (), "method": ()})
    assert not_in_tables([said], visit, Rules()) == ((said,) if is_told else ())


@pytest.mark.parametrize(
    ("said", "is_told"),
    [
        ("At least 3 patients on each board, the 2 residents among them.", False),
        ("Have 90% of people seen to within an hour.", False),
        ("Apologise to the 4 people who complained.", True),
        ("Two told us: write to both.", True),
    ],
)
def test_what_is_asked_gives_a_number_only_of_people_who_did_something(said, is_told) -> None:
    assert not_rounded([said], Rules(), is_ask=True) == ((said,) if is_told else ())


@pytest.mark.parametrize(
    ("said", "is_alone", "is_beside"),
    [
        ("33% of people spoke of medicines.", True, False),
        ("34% of people spoke of medicines.", True, True),
        ("15 people told us.", False, False),
        ("7 people told us.", True, True),
    ],
)
def test_a_finding_may_give_what_is_rounded_or_stands_in_the_reports_tables(
    said, is_alone, is_beside
) -> None:
    assert not_rounded([said], Rules()) == ((said,) if is_alone else ())
    assert not_rounded([said], Rules(), DOCUMENT) == ((said,) if is_beside else ())


ROOT = Path(__file__).parents[2]
OURS = [
    *(ROOT / "content/report_templates").glob("*.toml"),
    ROOT / "example_data/asked.toml",
    ROOT / "example_data/published.toml",
]


def _texts(told: object) -> Iterator[str]:
    """The texts of a file but what bodies answered, of which the rules say nothing."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, dict):
        yield from (text for name, one in told.items() if name != "answers" for text in _texts(one))
    elif isinstance(told, list):
        yield from (text for one in told for text in _texts(one))


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_nothing_is_found_in_templates_and_in_what_the_demonstration_says(path) -> None:
    assert [one for text in _texts(tomllib.loads(path.read_text())) for one in numbers_said(text)] == []
