"""No published share of a theme gives away a small number: of weeks, and of scopes within each other."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations_with_replacement, product

from analysis.disclosure import Rules, publish_share
from tests.analysis.test_disclosure import (
    RULES,
    SECTORS,
    THEMES,
    UNROUNDED,
    WEEKS,
    Comment,
    could_be,
    ten_thousand,
)

Told = dict[tuple[str, int], Counter[int]]
"""By scope: how many comments speak of each theme; of all of them under ALL."""
ALL, EVERYTHING = -1, ("everything", 0)


def shares_of(comments: Sequence[Comment]) -> Told:
    """Themes overlap: every third comment speaks of the next one too."""
    told: Told = {}
    for number, (_, service, theme, month) in enumerate(comments):
        spoken = {ALL, theme, (theme + 1) % THEMES} if number % 3 == 0 else {ALL, theme}
        named = ("service", service), ("sector", service % SECTORS), ("month", month)
        for scope in (EVERYTHING, *named):
            told.setdefault(scope, Counter()).update(spoken)
    return told


def is_within(scope: tuple[str, int], wider: tuple[str, int]) -> bool:
    """Whether everybody in a scope is in a wider one, which may be the same."""
    of_sector = scope[0] == "service" and wider == ("sector", scope[1] % SECTORS)
    return scope == wider or wider == EVERYTHING or of_sector


Meant = tuple[int, float, float]
"""A true number, and the least and most that it can be for whoever knows our rules."""


def what_shares_mean(told: Told, rules: Rules) -> dict[tuple[str, int], list[list[Meant]]]:
    """For each scope and theme that is shown: who said so, who did not, and of how many; else nothing."""
    found: dict[tuple[str, int], list[list[Meant]]] = {}
    for scope, people in told.items():
        whole, parts = people[ALL], [people[theme] for theme in range(THEMES)]
        for part in parts:
            share = publish_share(part, whole, rules)
            found.setdefault(scope, []).append([])
            if share.share is not None:
                said = could_be(share.part.shown, rules, is_total=False)
                of = could_be(share.whole.shown, rules, is_total=True)
                low, high = max(0, of[0] - said[1]), of[1] - said[0]
                others = (0, 0) if high < rules.cell else (low and max(low, rules.cell), high)
                found[scope][-1] = [(part, *said), (whole - part, *others), (whole, *of)]
    return found


def recovered_from_shares(rules: Rules, published_in: Sequence[int] = range(WEEKS)) -> int:
    """How many numbers from 1 to 4 two published shares give away, taken from each other.

    Who said so, who did not and of how many: of a scope, and of it and all that hold it, then and later.
    """
    comments = ten_thousand()
    weeks = [
        what_shares_mean(shares_of([one for one in comments if one[0] <= week]), rules)
        for week in published_in
    ]
    found = 0
    for earlier, later in combinations_with_replacement(weeks, 2):
        for scope, wider in product(earlier, later):
            if is_within(scope, wider):
                for less, more in zip(earlier[scope], later[wider], strict=True):
                    for (true_less, least, most), (true_more, low, high) in zip(less, more, strict=False):
                        is_small = 0 < true_more - true_less < rules.cell
                        found += is_small and low - most >= 1 and high - least < rules.cell
    return found


def test_no_small_number_is_told_by_taking_one_published_share_from_another() -> None:
    assert recovered_from_shares(RULES) == 0
    assert recovered_from_shares(UNROUNDED, (4, 5)) > 50  # the attack works where nothing is rounded
