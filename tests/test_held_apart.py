"""The examples that judge the readers of free text: well formed, enough of each, and nobody real."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from stdnum.gb import nhs

from analysis.taxonomy import load_taxonomy
from models.vocabulary import ConcernKind, DetailKind, Sector

FOLDER = Path(__file__).resolve().parent.parent / "benchmarks" / "held_apart"
FOR_DRAMA = re.compile(r"(?:7700900|1632960|2079460)\d{3}")
"""Ofcom's numbers for drama: mobiles, no area, London; without the first nought."""


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


CONCERNS = read("concerns.toml")["example"]
JOINS = read("joins.toml")["example"]
FORMS = read("details.toml")["form"]
VALUES = read("details.toml")["values"]
EVERYTHING = [*CONCERNS, *JOINS, *FORMS]
JOIN_THEMES = {theme.id: theme for theme in load_taxonomy().themes.values() if theme.group == "joins"}


def digits_of(written: str) -> str:
    """Return the digits of a number, the letter o read as nought; no extension, country or first nought."""
    digits = re.sub(r"\D", "", re.sub(r"\(0\)|\b(?:ext|x) ?\d+", "", written.lower()).replace("o", "0"))
    return re.sub(r"^(?:(?:00)?44|0)", "", digits)


def twice(found: Iterable[Any]) -> list[Any]:
    return [each for each, times in Counter(found).items() if times > 1]


def test_no_id_and_no_text_is_there_twice() -> None:
    assert twice(row["id"] for row in EVERYTHING) == []
    assert twice(row["text"] for row in [*CONCERNS, *JOINS]) == []
    assert twice((form["kind"], form["text"]) for form in FORMS) == []


def test_there_are_concerns_of_every_kind_and_near_misses() -> None:
    of_each = Counter(kind for example in CONCERNS for kind in example["kinds"])

    assert sum(bool(example["kinds"]) for example in CONCERNS) >= 240
    assert sum(not example["kinds"] for example in CONCERNS) >= 150
    assert of_each.keys() == set(ConcernKind)
    assert min(of_each.values()) >= 40


def test_each_form_has_one_slot_and_a_list_to_fill_it_from() -> None:
    for form in FORMS:
        assert form.keys() == {"id", "kind", "place", "values", "text"}
        assert form["text"].count("{detail}") == 1
        assert form["place"] in {"start", "end", "any"}
    assert {form["values"] for form in FORMS} == VALUES.keys()


def test_there_are_forms_of_every_kind_of_detail_and_of_names_most() -> None:
    of_each = Counter(form["kind"] for form in FORMS)

    assert of_each.keys() == set(DetailKind)
    assert of_each.total() >= 140
    assert of_each[DetailKind.NAME] >= 70
    assert min(of_each.values()) >= 6


@pytest.mark.parametrize("values", VALUES.values(), ids=VALUES)
def test_a_slot_has_many_values_and_none_twice(values: list[str]) -> None:
    assert twice(values) == []
    assert len(values) >= 10


def test_there_are_first_names_and_surnames_enough() -> None:
    assert len(VALUES["first_names"]) >= 120
    assert len(VALUES["surnames"]) >= 120


@pytest.mark.parametrize("phone", VALUES["phones"])
def test_a_telephone_number_is_for_drama(phone: str) -> None:
    assert FOR_DRAMA.fullmatch(digits_of(phone))


@pytest.mark.parametrize("number", VALUES["nhs_numbers"])
def test_an_nhs_number_is_right_and_kept_for_tests(number: str) -> None:
    digits = re.sub(r"\D", "", number)

    assert digits.startswith("999")
    assert nhs.is_valid(digits)


@pytest.mark.parametrize("email", VALUES["emails"])
def test_an_email_address_is_an_example(email: str) -> None:
    assert re.search(r"[@.)\] ]example(?:\.| dot |\[dot\])org$", email.lower())


def test_comments_and_forms_hold_no_number_or_address_that_could_be_real() -> None:
    for row in EVERYTHING:
        assert not re.search(r"@|(?:\d[ -]?){7}|https?:", row["text"]), row["id"]


def test_joins_are_told_in_words_of_the_text_and_themes_of_the_group() -> None:
    for example in JOINS:
        said = {service["said"] for service in example["services"]}
        ends = {end for move in example["moves"] for end in (move["from"], move["to"])}
        assert all(words in example["text"] for words in said), example["id"]
        assert {Sector(service["sector"]) for service in example["services"]}
        assert ends <= said | {""}, example["id"]
        assert all(move["from"] or move["to"] for move in example["moves"]), example["id"]
        assert set(example["problems"]) <= JOIN_THEMES.keys(), example["id"]


def test_there_are_joins_of_every_kind_praise_and_services_only_named() -> None:
    tones = [{JOIN_THEMES[problem].tone for problem in example["problems"]} for example in JOINS]
    told = set(chain.from_iterable(example["problems"] for example in JOINS))
    narrowest = JOIN_THEMES.keys() - {theme.part_of for theme in JOIN_THEMES.values()}

    assert len(JOINS) >= 160
    assert sum(found == {"praise"} for found in tones) >= 40
    assert sum(not (example["moves"] or example["problems"]) for example in JOINS) >= 30
    assert told >= narrowest
