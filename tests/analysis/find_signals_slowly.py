"""The four rules once more, word for word and slowly: every window of points, each looked at by itself."""

from fractions import Fraction
from itertools import combinations

Line = list[Fraction]


def signals(values: Line, means: Line, uppers: Line, lowers: Line) -> list[set[str]]:
    """Every rule that each point breaks, by its own limits, with its direction: "shift above"."""
    found: list[set[str]] = [set() for _ in values]
    for start, end in combinations(range(len(values) + 1), 2):
        window = values[start:end]
        inside = range(start, end)
        if len(window) == 1 and (window[0] > uppers[start] or window[0] < lowers[start]):
            found[start].add("outside above" if window[0] > means[start] else "outside below")
        is_above = all(values[at] > means[at] for at in inside)
        is_below = all(values[at] < means[at] for at in inside)
        if len(window) == 7:
            rises = [window[at + 1] > window[at] for at in range(6)]
            falls = [window[at + 1] < window[at] for at in range(6)]
            for said, holds in (
                ("trend increasing", all(rises)),
                ("trend decreasing", all(falls)),
                ("shift above", is_above),
                ("shift below", is_below),
            ):
                if holds:
                    for at in inside:
                        found[at].add(said)
        if len(window) == 3:
            inner_upper = {at: means[at] + (uppers[at] - means[at]) * 2 / 3 for at in inside}
            inner_lower = {at: means[at] - (means[at] - lowers[at]) * 2 / 3 for at in inside}
            near_above = [at for at in inside if inner_upper[at] < values[at] <= uppers[at]]
            near_below = [at for at in inside if lowers[at] <= values[at] < inner_lower[at]]
            if len(near_above) >= 2 and is_above:
                for at in near_above:
                    found[at].add("two_in_three above")
            if len(near_below) >= 2 and is_below:
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
