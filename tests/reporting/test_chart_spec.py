"""What is sent of a chart is what Altair would have written out, with every part of it checked."""

import json

import altair as alt
import pytest

from reporting.chart_spec import spec_of
from tests.reporting.test_marks_to_press import of_joins, of_leaving, of_overview, of_service


def to_six_places(spec):
    return json.loads(json.dumps(spec), parse_float=lambda said: round(float(said), 6))


def written_by_altair(chart):
    """The chart, checked, with the rows of each layer inside the layer."""
    with alt.theme.enable("none"):
        spec = chart.to_dict()
    shared, datasets = spec.pop("data", None), spec.pop("datasets")
    for layer in spec["layer"]:
        layer["data"] = {"values": datasets[layer.get("data", shared)["name"]]}
    return spec


@pytest.mark.parametrize("page", [of_overview, of_joins, of_leaving, of_service])
def test_a_chart_that_is_made_quickly_is_the_chart_that_was_checked(page) -> None:
    for picture in page():
        checked = written_by_altair(picture.draw("dark"))
        assert to_six_places(spec_of(picture.draw, "dark")) == to_six_places(checked), picture.name
