"""The charts: each draws from no rows, one or many, light and dark, and gives away nothing it should not."""

import io
import json
from collections.abc import Callable

import altair as alt
import pandas as pd
import pytest
from PIL import Image

from content.look.tokens import Mode, tokens
from reporting import charts, wording
from reporting.chart_config import altair_config
from reporting.chart_of_changes import changes_of_shares
from tests.reporting.frames import EVENTS, by_month, by_theme, felt_by_month, rows, spoken_of
from tests.reporting.pictures import png

MODES: list[Mode] = ["light", "dark"]
MOST_ROWS = 5_000  # Altair refuses more
THEMES = by_theme(
    Told_who_to_call=(21, 41, 10, 38, 30),
    Medicines_ready=(35, 38, 15, 20, 9),
    Staff_kind_and_clear=(5, 15, 20, 66, 71),
    Interpreter_offered=(1, 2, 0, 1, 3),
)
CHANGES = pd.DataFrame(
    {
        "theme": ["Had to chase", "A theme with a rather long name, and more", "Kindness"],
        "difference": [0.12, 0.01, -0.2],
        "low": [0.05, -0.04, -0.3],
        "high": [0.19, 0.06, -0.1],
        "reading": ["worse", "", "better"],
        "now": [40, 1_043, 12],
        "words": ["Had to chase", "May be chance", "Kindness"],
    }
)
Draw = Callable[[Mode], alt.LayerChart]

CHARTS: dict[str, Draw] = {
    "months: none": lambda mode: charts.feedback_by_month(by_month(), mode),
    "months: one": lambda mode: charts.feedback_by_month(by_month(29), mode),
    "months: one with nobody": lambda mode: charts.feedback_by_month(by_month(0), mode),
    "months: many": lambda mode: charts.feedback_by_month(by_month(*range(1, 61)), mode, EVENTS),
    "themes felt: none": lambda mode: charts.sentiment_by_theme(by_theme(), mode),
    "themes felt: one": lambda mode: charts.sentiment_by_theme(by_theme(Only=(3, 3, 3, 3, 3)), mode),
    "themes felt: only too few": lambda mode: charts.sentiment_by_theme(by_theme(Only=(1, 1, 1, 1, 1)), mode),
    "themes felt: all neutral": lambda mode: charts.sentiment_by_theme(by_theme(Only=(0, 0, 20, 0, 0)), mode),
    "themes felt: many": lambda mode: charts.sentiment_by_theme(THEMES, mode),
    "months felt: none": lambda mode: charts.sentiment_by_month(felt_by_month(), mode),
    "months felt: one": lambda mode: charts.sentiment_by_month(felt_by_month((3, 3, 3, 3, 3)), mode),
    "months felt: only too few": lambda mode: charts.sentiment_by_month(felt_by_month((1, 1, 1, 1, 1)), mode),
    "months felt: many": lambda mode: charts.sentiment_by_month(felt_by_month(*[(3, 9, 4, 8, 5)] * 60), mode),
    "themes: none": lambda mode: charts.themes_by_people(spoken_of(), mode),
    "themes: one": lambda mode: charts.themes_by_people(spoken_of(("Had to chase", 12, "Joins")), mode),
    "changes: many": lambda mode: changes_of_shares(CHANGES, mode, said="One theme went up, and one fell."),
    "themes: many": lambda mode: charts.themes_by_people(
        spoken_of(*((f"A theme with a rather long name, number {at}", at, "Joins") for at in range(20))), mode
    ),
}
every_chart = pytest.mark.parametrize("draw", CHARTS.values(), ids=CHARTS.keys())
in_both_modes = pytest.mark.parametrize("mode", MODES)


@every_chart
@pytest.mark.parametrize(("mode", "width"), [("light", 640), ("dark", 280)])
def test_a_chart_can_be_drawn_as_a_picture(draw: Draw, mode: Mode, width: int) -> None:
    image = Image.open(io.BytesIO(png(draw(mode), width=width, mode=mode, scale=1))).convert("RGB")
    assert abs(image.width - width) <= 12
    paper = tuple(int(tokens().palette(mode).paper[at : at + 2], 16) for at in (1, 3, 5))
    assert image.getpixel((1, 1)) == paper
    assert len(image.getcolors(image.width * image.height) or []) > 1, "nothing was drawn"


@every_chart
@in_both_modes
def test_a_chart_says_in_words_what_it_shows(draw: Draw, mode: Mode) -> None:
    assert len(draw(mode).to_dict()["description"]) > 30


@every_chart
def test_a_chart_takes_the_width_it_is_given_and_no_more_rows_than_altair_allows(draw: Draw) -> None:
    spec = draw("light").to_dict()
    assert spec["width"] == "container"
    assert spec["autosize"] == {"type": "fit-x", "contains": "padding"}
    assert all(len(table) < MOST_ROWS for table in rows(spec))


@every_chart
@in_both_modes
def test_a_chart_is_drawn_in_the_colours_of_its_mode_alone(draw: Draw, mode: Mode) -> None:
    other: Mode = "dark" if mode == "light" else "light"
    both = set(str(tokens().light).split("'")) & set(str(tokens().dark).split("'"))
    spec = json.dumps(draw(mode).to_dict())
    foreign = {colour for colour in str(tokens().palette(other)).split("'") if colour.startswith("#")} - both
    assert {colour for colour in foreign if colour in spec} == set()


@in_both_modes
def test_the_configuration_has_no_frame_no_ground_and_legible_words(mode: Mode) -> None:
    config = altair_config(mode)
    assert config["background"] == "transparent"
    assert config["view"]["stroke"] is None
    assert config["axis"]["title"] is None, "a title would be turned sideways"
    assert config["legend"]["orient"] == "top"
    assert config["axis"]["labelFontSize"] == config["legend"]["labelFontSize"] == 13
    assert (config["axis"]["grid"], config["axisY"]["grid"]) == (False, True)


@pytest.mark.parametrize(
    ("chart", "sentence"),
    [
        (charts.feedback_by_month(by_month(5, 6), "light"), wording.feedback_by_month(by_month(5, 6))),
        (charts.sentiment_by_theme(THEMES, "light"), wording.sentiment_by_theme(THEMES)),
    ],
)
def test_the_words_of_a_chart_repeat_the_sentence_above_it(chart: alt.LayerChart, sentence: str) -> None:
    assert sentence in chart.to_dict()["description"]
