"""What is called rising or falling: checked against published ranges, and not fooled by looking at many."""

import numpy as np
import pytest

from analysis.changes import changes, difference_range


@pytest.mark.parametrize(
    ("shares", "low", "high"),
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
    ],
)
def test_the_range_of_a_difference_is_the_published_one(shares, low, high):
    """Newcombe (1998), Stat Med 17:873-890, table II, method 10."""
    assert difference_range(*shares) == pytest.approx((low, high), abs=5e-5)


def test_what_is_no_share_is_refused():
    with pytest.raises(ValueError, match="not a share"):
        difference_range(8, 7, 1, 10)


def way(now, of_now, before, of_before):
    return changes({"theme": now}, of_now, {"theme": before}, of_before)["way"].tolist()


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [(34, 20, ["rising"]), (33, 20, [""]), (20, 34, ["falling"]), (20, 33, [""]), (20, 20, [""])],
)
def test_a_theme_rises_or_falls_once_the_range_leaves_no_room_for_no_change(now, before, expected):
    assert way(now, 100, before, 100) == expected


@pytest.mark.parametrize(
    ("now", "of_now", "before", "of_before", "is_compared"),
    [
        (10, 10, 0, 10, True),
        (9, 9, 0, 10, False),
        (9, 10, 0, 9, False),
        (9, 100, 9, 100, False),
        (0, 100, 10, 100, True),
    ],
)
def test_fewer_than_ten_people_are_never_compared(now, of_now, before, of_before, is_compared):
    assert bool(way(now, of_now, before, of_before)) is is_compared


def test_what_would_be_sure_by_itself_is_chance_among_many():
    """By itself 34 of 100 after 20 of 100 is a rise; with nineteen themes that stay, it is not named."""
    still = {f"still {number}": 30 for number in range(19)}
    alone = changes({"risen": 34}, 100, {"risen": 20}, 100)
    among = changes({"risen": 34, **still}, 100, {"risen": 20, **still}, 100)
    assert alone.set_index("name")["way"]["risen"] == "rising"
    assert set(among["way"]) == {""}
    assert among.set_index("name")["low"]["risen"] > 0


def test_where_nothing_changed_hardly_a_look_names_anything():
    """Twenty themes that never change, looked at 200 times: about one look in twenty may name any."""
    told = np.random.default_rng(11).binomial(60, 0.2, size=(200, 2, 20)).tolist()
    named = sum(
        bool((changes(dict(enumerate(now)), 60, dict(enumerate(before)), 60)["way"] != "").any())
        for now, before in told
    )
    assert named <= 200 * 0.05


def test_the_greatest_rise_comes_first_with_how_many_people():
    found = changes({"up": 60, "same": 50, "down": 20}, 100, {"up": 20, "same": 50, "down": 60}, 100)
    assert found[["name", "now", "before", "way"]].to_numpy().tolist() == [
        ["up", 60, 20, "rising"],
        ["same", 50, 50, ""],
        ["down", 20, 60, "falling"],
    ]


def test_nobody_at_all_gives_an_empty_table():
    assert changes({}, 0, {}, 0).empty
