"""The four rules once more, word for word and slowly: every window of points, each looked at by itself."""

from fractions import Fraction
from itertools import combinations


def signals(values: list[Fraction], mean: Fraction, upper: Fraction, lower: Fraction) -> list[set[str]]:
    """Every rule that each point breaks, with its direction: "shift above"."""
    found: list[set[str]] = [set() for _ in values]
    inner_upper, inner_lower = mean + (upper - mean) * 2 / 3, mean - (mean - lower) * 2 / 3
    for start, end in combinations(range(len(values) + 1), 2):
        window = values[start:end]
        inside = range(start, end)
        if len(window) == 1 and (window[0] > upper or window[0] < lower):
            found[start].add("outside above" if window[0] > mean else "outside below")
        if len(window) == 7:
            rises = [window[at + 1] > window[at] for at in range(6)]
            falls = [window[at + 1] < window[at] for at in range(6)]
            for said, holds in (
                ("trend increasing", all(rises)),
                ("trend decreasing", all(falls)),
                ("shift above", all(value > mean for value in window)),
                ("shift below", all(value < mean for value in window)),
            ):
                if holds:
                    for at in inside:
                        found[at].add(said)
        if len(window) == 3:
            near_above = [at for at in inside if inner_upper < values[at] <= upper]
            near_below = [at for at in inside if lower <= values[at] < inner_lower]
            if len(near_above) >= 2 and all(value > mean for value in window):
                for at in near_above:
                    found[at].add("two_in_three above")
            if len(near_below) >= 2 and all(value < mean for value in window):
                for at in near_below:
                    found[at].add("two_in_three below")
    return found


def first_of(broken: set[str]) -> str:
    """The one that is shown."""
    for rule in ("outside", "trend", "two_in_three", "shift"):
        for said in sorted(broken):
            if said.startswith(rule):
                return said
    return ""
