"""Why is the last point of a chart not as usual? The rule that it breaks, in words."""

from collections.abc import Callable
from itertools import pairwise

from analysis.follow import Span
from analysis.spc import RUN, Point, Signal
from content.words import words
from reporting.spc_shown import Shown


def why(shown: Shown, last: Span) -> str:
    """The rule that the last point breaks, and how long a run it ends where that is a rule of its own."""
    if last.point is None or last.point.signal is None:
        raise ValueError("only a point that breaks a rule has a reason")
    signal, is_high = last.point.signal, last.is_high
    if signal is Signal.TREND:
        points = points_in_words(shown, _run(shown, _goes_with(last)))
        return words(f"over_time.why.{'rising' if is_high else 'falling'}", points=points)
    run = _run(shown, _lies_with(last))
    in_a_row = words(f"over_time.why.{'above' if is_high else 'below'}", points=points_in_words(shown, run))
    if signal is Signal.SHIFT:
        return in_a_row
    unit = words(f"over_time.{shown.every}s")
    if signal is Signal.OUTSIDE:
        said = words(f"over_time.why.{'above' if is_high else 'below'}_limit")
    else:
        said = words(f"over_time.why.near_{'upper' if is_high else 'lower'}", unit=unit)
    return words("over_time.why.both", why=said, run=in_a_row) if run >= RUN else said


def _goes_with(last: Span) -> Callable[[Point, Point], bool]:
    """Whether from one point to the next it goes the way that the last one went."""
    return lambda one, after: one.value != after.value and (after.value > one.value) is last.is_high


def _lies_with(last: Span) -> Callable[[Point, Point], bool]:
    """Whether a point lies on the side of the average that the last one lies on."""
    return lambda one, _: one.value != one.limits.mean and (one.value > one.limits.mean) is last.is_high


def _run(shown: Shown, goes_on: Callable[[Point, Point], bool]) -> int:
    """How many points are in the run that ends with the last, without a gap or a decision between them."""
    spans = [one for one in shown.followed.spans if one.start <= shown.told[-1].start]
    count = 1
    for one, after in reversed([*pairwise(spans)]):
        is_broken = one.stretch != after.stretch or after.start == shown.frozen_from
        if is_broken or not (one.point and after.point and goes_on(one.point, after.point)):
            break
        count += 1
    return count


def points_in_words(shown: Shown, count: int) -> str:
    """So many months, or quarters."""
    unit = words(f"over_time.{shown.every}" if count == 1 else f"over_time.{shown.every}s")
    return f"{count} {unit}"
