"""A map says which column is which, and is told plainly what it got wrong."""

from pathlib import Path

import pytest

from imports.columns import ThemesKnown, find_columns
from imports.mapping import as_mapping, read_mapping
from models.errors import FeedbackError
from models.vocabulary import Outcome, Rating
from settings import ROOT

LEAST = {"source": "survey", "columns": {"words": "Comment"}}
THEMES = ThemesKnown(ids={"parking", "waiting"}, by_qdc={"v7: Parking": "parking"})


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"source": ""}, "“source”"),
        ({"columns": {}}, r"name the column of words, or of ratings, under \[columns\]"),
        ({"columns": {"wrods": "Comment"}}, "“columns.wrods” is not a setting of a map"),
        ({"rating": {"1": "great"}}, "“rating.1” is “great”: use 'very_good', 'good'"),
        ({"defaults": {"status": "seen"}}, "“defaults.status” is “seen”: use 'awaiting', 'approved' or"),
        ({"add_services": True}, "add_services needs to know whose services they are"),
        ({"dates": ["%d/%m/%Y"]}, "“dates” is not a setting of a map"),
    ],
)
def test_a_map_is_told_what_to_put_right(changes, says):
    with pytest.raises(FeedbackError, match=says):
        as_mapping(LEAST | changes)


def test_a_map_that_is_not_toml_is_named_with_the_line(tmp_path):
    path = tmp_path / "ward.toml"
    path.write_text('source = "survey"\nwords Comment\n', encoding="utf-8")

    with pytest.raises(FeedbackError, match=r"The map ward.toml can't be read as TOML: .*line 2"):
        read_mapping(path)


def test_a_map_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FeedbackError, match="The map none.toml can't be opened"):
        read_mapping(tmp_path / "none.toml")


def test_an_empty_meaning_is_no_rating():
    mapping = as_mapping(LEAST | {"rating": {"1": "good", "7": ""}})

    assert mapping.rating == {"1": Rating.GOOD, "7": None}


def test_feedback_awaits_moderation_unless_the_map_says_otherwise():
    assert as_mapping(LEAST).defaults.status is Outcome.AWAITING


def test_columns_with_a_national_name_go_to_the_theme_that_carries_it():
    mapping = as_mapping(LEAST | {"themes": {"from_qdc": True, "Queue": "waiting"}})

    places = find_columns(mapping, ["Comment", "v7: Parking", "v7: Nobody's", "Queue"], THEMES)

    assert places.themes == ((1, "parking"), (3, "waiting"))


def test_a_file_without_any_national_name_is_refused_when_the_map_counts_on_them():
    mapping = as_mapping(LEAST | {"themes": {"from_qdc": True}})

    with pytest.raises(FeedbackError, match="from_qdc"):
        find_columns(mapping, ["Comment"], THEMES)


def test_a_column_named_twice_matters_only_when_the_map_names_it():
    assert find_columns(as_mapping(LEAST), ["Notes", "Comment", "Notes"], THEMES).words == 1


@pytest.mark.parametrize("path", sorted(Path(ROOT / "example_data" / "import_maps").glob("*.toml")), ids=str)
def test_every_map_that_ships_can_be_read(path):
    assert read_mapping(path).source
