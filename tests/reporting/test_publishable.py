"""What leaves a picture for the public is rounded, with small numbers hidden, by way of the gate alone."""

import random
from dataclasses import replace

import pytest

from analysis.disclosure import Rules
from analysis.follow import Every
from analysis.measures import measure_called
from reporting.picture import Counts
from reporting.pictures_over_time import over_time
from reporting.publishable import HIDDEN, publishable_rules, publishable_table
from tests.over_time_facts import look, some_facts

RULES = Rules()


def numbers(table) -> list:
    """Every cell but the names of rows and the percentages."""
    return [cell for name in table.columns[1:] if not name.endswith("%") for cell in table[name].tolist()]


@pytest.mark.parametrize("round_to", [1, 5])
@pytest.mark.parametrize("is_table", [True, False])
def test_no_small_number_of_people_is_ever_published(is_table: bool, round_to: int) -> None:
    chance = random.Random(4)
    for _ in range(20):
        cells = [[chance.choice((0, 1, 2, 3, 4, 7, 30)) for _ in range(3)] for _ in range(3)]
        wholes = [sum(row) + chance.randint(0, 9) for row in cells]
        counts = Counts(["a", "b", "c"], ["x", "y", "z"], cells, wholes, is_table=is_table)

        shown = numbers(publishable_table(counts, RULES._replace(round_to=round_to)))

        assert all(cell == HIDDEN or (isinstance(cell, int) and cell % 5 == 0) for cell in shown)
        assert 0 < min((cell for cell in shown if cell not in (HIDDEN, 0)), default=5) >= 5


def given_away(counts: Counts) -> int:
    """How many cells of 1 to 4 published rows tell whoever knows that cells add up to their whole."""
    found = 0
    for true, row in zip(counts.cells, publishable_table(counts, RULES).itertuples(index=False), strict=True):
        *cells, whole = [row[at] for at in (*range(1, len(row) - 1, 2), len(row) - 1)]
        hidden = cells.count(HIDDEN)
        if whole == HIDDEN or not hidden:
            continue
        least = [max(cell - 2, RULES.cell) for cell in cells if cell not in (HIDDEN, 0)]
        most = whole + 2 - sum(least) - (hidden - 1)
        found += sum(0 < one < RULES.cell and most < RULES.cell for one in true)
    return found


def test_the_answers_to_one_question_do_not_give_a_small_one_away_together() -> None:
    chance = random.Random(7)
    cells = [[chance.choice((0, 0, 1, 2, 3, 4, 5, 6, 10, 20)) for _ in range(5)] for _ in range(80)]
    names, wholes = [str(number) for number in range(80)], [sum(row) for row in cells]
    counts = Counts(names, [*"abcde"], cells, rows_add_up=True)

    assert given_away(counts) == 0
    assert given_away(replace(counts, wholes=wholes, rows_add_up=False)) > 0, "the attack works"

    published = numbers(publishable_table(counts, RULES))
    assert sum(cell != HIDDEN for cell in published) > len(published) // 3, "much may still be said"


@pytest.mark.parametrize(
    ("cells", "row"),
    [
        ([20, 0, 12], ["Medicines", 20, 67, 0, 0, 10, 33, 30]),
        ([7, 0, 25], ["Medicines", 5, 17, 0, 0, 25, 83, 30]),
        ([20, 3, 12], ["Medicines", 20, 57, HIDDEN, HIDDEN, HIDDEN, HIDDEN, 35]),
        ([9, 0, 0], ["Medicines", *[HIDDEN] * 7]),
    ],
)
def test_a_small_answer_takes_the_next_lowest_with_it_and_few_people_are_hidden_whole(cells, row) -> None:
    counts = Counts(["Medicines"], ["Yes", "No", "Not sure"], [cells], rows_add_up=True)
    assert publishable_table(counts, RULES).iloc[0].tolist() == row


def test_nought_is_published_and_what_is_hidden_says_so() -> None:
    counts = Counts(
        ["Told whom to ring", "Not told"], ["Patients", "Families"], [[0, 42], [3, 55]], is_table=True
    )
    table = publishable_table(counts, RULES)
    assert table.iloc[0].tolist() == ["Told whom to ring", 0, 40, 40]
    assert table.loc[1, "Patients"] == HIDDEN


@pytest.mark.parametrize(
    ("part", "whole", "row"),
    [
        (4, 40, ["Medicines", HIDDEN, HIDDEN, HIDDEN]),
        (5, 40, ["Medicines", 5, 12, 40]),
        (36, 40, ["Medicines", HIDDEN, HIDDEN, HIDDEN]),
        (22, 41, ["Medicines", 20, 50, 40]),  # 20 of 40, not 22 of 41
    ],
)
def test_a_share_is_made_from_rounded_numbers(part: int, whole: int, row: list[object]) -> None:
    table = publishable_table(Counts(["Medicines"], ["People"], [[part]], [whole]), RULES)
    assert table.iloc[0].tolist() == row


def test_a_watchdog_that_once_chose_not_to_round_is_rounded_all_the_same() -> None:
    assert publishable_rules(RULES._replace(round_to=1)).round_to == 5
    assert publishable_rules(RULES._replace(round_to=10)).round_to == 10


@pytest.mark.parametrize(
    ("measure", "every", "has_file"),
    [
        ("answer.told_whom_to_contact", None, True),
        ("answer.told_whom_to_contact", Every.MONTH, False),
        ("answer.told_whom_to_contact.no", None, False),
        ("rating.good", None, False),
        ("rating.poor", None, False),
    ],
)
def test_what_would_tell_of_a_few_beside_another_file_has_none_to_publish_and_says_why(
    measure: str, every: Every | None, has_file: bool
) -> None:
    facts = some_facts(
        [{"month": "2026-10-02", "rating": "good", "answers": {"told_whom_to_contact": "no"}}] * 12
    )
    picture = over_time(look(facts), measure_called(measure), every=every)
    assert (picture.counts is not None) is has_file
    assert any("a file" in note or "no file" in note for note in picture.notes) is not has_file
