"""The control chart and its card: what stands beside the points, and how many people each is about."""

from datetime import date

import pytest

from analysis.measures import measure_called
from reporting.chart_spec import spec_of
from reporting.pictures_over_time import over_time, reading
from tests.over_time_facts import HUB, asked, look

TOLD, PEOPLE = measure_called("answer.told_whom_to_contact"), measure_called("people")
USUAL = ((12, 30), (14, 30)) * 6


@pytest.mark.parametrize(
    ("measure", "last", "people"), [(TOLD, (21, 30), (21, 9)), (TOLD, (0, 4), (0, 4)), (PEOPLE, (0, 7), (7,))]
)
def test_a_card_knows_of_how_many_people_it_speaks(measure, last, people) -> None:
    looked = look(asked(*USUAL, last), today=date(2025, 12, 1))
    assert reading(looked, measure).people == people


def test_what_happened_stands_above_the_points_winters_behind_them_and_people_beneath() -> None:
    facts = asked((7, 31), *USUAL[1:], happenings=[HUB._replace(on=date(2025, 6, 16))])
    layers = spec_of(over_time(look(facts), TOLD).draw, "light")["layer"]

    def drawn(kind, column):
        tables = ((layer["mark"]["type"], layer["data"]["values"]) for layer in layers)
        return [row for one, table in tables for row in table if one == kind and column in row]

    winter = [layer for layer in layers if layer["data"]["values"][0].get("word") == "winter"]
    (band,) = winter[0]["data"]["values"]
    top, bottom = (winter[0]["encoding"][end]["value"] for end in ("y", "y2"))
    assert (band["left"], band["right"]) == (1, 4), "December to February"
    (event,) = drawn("point", "number")
    assert (event["number"], event["place"], event["words"]) == (1, 7.5, f"{HUB.name}, 16 June 2025")
    assert event["y"] < top
    assert [one["number"] for one in drawn("text", "people")[:12]] == ["31", *["30"] * 11]
    assert [one["people"] for one in drawn("rect", "people")] == [31, *[30] * 11]
    bars = next(layer for layer in layers if "people" in layer["data"]["values"][0])
    assert min(bars["encoding"]["y"]["scale"]["range"]) > bottom
