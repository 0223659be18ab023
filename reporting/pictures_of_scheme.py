"""What the partners of a scheme counted before and since: the change of each kind, and of each person.

Totals that would tell of somebody aren't drawn for anybody, and are in no file. Those of single people are
for whoever keeps schemes, and stay where they are.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import pandas as pd

from analysis.behind import Behind
from analysis.disclosure import Publishable, Rules, publish_change
from analysis.dominance import tells_of
from analysis.scheme_change import DRAWS, FEWEST, PER_DAYS, SchemeChange, scheme_change
from content.look.tokens import Mode
from content.words import words
from models.scheme import ContactKind, Counted, Pair
from reporting import wording
from reporting.charts_of_scheme import changes_with_ranges, slopes
from reporting.picture import Chart, Counts, Picture, Source
from reporting.publishable import publishable_rules


class _Row(NamedTuple):
    """One kind with its change, as a share of what was before; `published` is as much of it as may leave."""

    kind: ContactKind
    found: SchemeChange
    change: float
    published: Publishable


def of_contacts(counted: Mapping[ContactKind, Counted], rules: Rules) -> Picture | None:
    """The change of each kind that tells of nobody alone; None where there is none such."""
    rules = publishable_rules(rules)
    pairs = {kind: counted[kind].pairs for kind in ContactKind if kind in counted}
    found = {kind: _row(kind, people, rules) for kind, people in pairs.items() if people}
    rows = [row for row in found.values() if row]
    if not rows:
        return None
    sentence = _finding(rows)
    frame = pd.DataFrame(
        {
            "name": [kind_called(row.kind) for row in rows],
            "change": [row.change for row in rows],
            "low": [row.found.low for row in rows],
            "high": [row.found.high for row in rows],
            "people": [row.found.people for row in rows],
            "words": [_in_words(row) for row in rows],
        }
    ).astype({"change": float, "low": float, "high": float})
    return Picture(
        name="scheme_contacts",
        heading=_say("heading"),
        sentence=sentence,
        draw=partial(_drawn, frame, f"{sentence} {_say('chart')}"),
        table=_table(rows, rules),
        source=Source.PARTNERS,
        behind=_behind(max(row.found.people for row in rows)),
        notes=_notes(found, counted),
        fewest=min(row.found.people for row in rows),
        counts=_counts(rows),
        is_of_told=False,
    )


def of_people(kind: ContactKind, people: Mapping[int, Pair]) -> Picture | None:
    """Each person's contacts of one kind before and since; None of nobody."""
    found = scheme_change([*people.values()])
    if found is None:
        return None
    frame = pd.DataFrame(
        [
            (
                number,
                _say("person", number=number),
                _rate(one.before, one.before_days),
                _rate(one.after, one.after_days),
            )
            for number, one in sorted(people.items())
        ],
        columns=["person", "called", "before", "after"],
    )
    frame["words"] = [
        _say("person_in_words", person=name, before=f"{before:.1f}", after=f"{after:.1f}")
        for name, before, after in frame[["called", "before", "after"]].itertuples(index=False)
    ]
    sentence = _say(
        "people_sentence",
        kind=kind_called(kind),
        all=wording.people(found.people).capitalize(),
        fewer=found.fewer,
        more=found.more,
        alike=found.alike,
    )
    table = frame[["called", "before", "after"]].round(1)
    table.columns = pd.Index([_say(f"columns.{name}") for name in ("person", "before", "after")])
    return Picture(
        name="scheme_people",
        heading=_say("people_heading"),
        sentence=sentence,
        draw=partial(_sloped, frame, f"{sentence} {_say('people_chart')}"),
        table=table,
        source=Source.PARTNERS,
        behind=_behind(found.people),
        notes=(_say("stays"), _say("per_days", days=PER_DAYS)),
        fewest=1,
        stays=True,
    )


def kind_called(kind: ContactKind) -> str:
    return _say(f"kinds.{kind.value}")


def fewest_shown(rules: Rules) -> int:
    """How many people must have had any contacts: the smallest number set, and never too few for a range."""
    return max(rules.base, FEWEST)


def _row(kind: ContactKind, pairs: Sequence[Pair], rules: Rules) -> _Row | None:
    """The row of a kind; None where it would tell of somebody, or there is nobody to compare."""
    found = scheme_change(pairs)
    before, after = [one.before for one in pairs], [one.after for one in pairs]
    if (
        found is None
        or found.change is None
        or tells_of(before, after, base=fewest_shown(rules), cell=rules.cell)
    ):
        return None
    return _Row(kind, found, found.change, publish_change(found.change, before, after, rules))


def _drawn(frame: pd.DataFrame, description: str, mode: Mode) -> Chart:
    return changes_with_ranges(frame, mode, description=description)


def _sloped(frame: pd.DataFrame, description: str, mode: Mode) -> Chart:
    return slopes(frame, mode, description=description)


def _finding(rows: Sequence[_Row]) -> str:
    """What changed most of what chance alone would hardly have changed."""
    clear = [row for row in rows if row.found.is_clear]
    return _in_words(max(clear, key=lambda row: abs(row.change))) if clear else _say("none_clear")


def _in_words(row: _Row) -> str:
    said = _say(
        "change",
        kind=kind_called(row.kind),
        people=wording.people(row.found.people),
        before=f"{row.found.before:.1f}",
        after=f"{row.found.after:.1f}",
        days=PER_DAYS,
        change=less_or_more(row.change),
    )
    return f"{said} {_say('range', range=_range(row.found))}" if row.found.low is not None else said


def less_or_more(change: float) -> str:
    """A change in words: "38% less", "12% more".

    >>> less_or_more(-0.376)
    '38% less'
    """
    percent = round(100 * abs(change))
    if not percent:
        return _say("no_change")
    return _say("less" if change < 0 else "more", percent=f"{percent:,}")


def _range(found: SchemeChange) -> str:
    if found.low is None or found.high is None:
        return _say("no_range")
    return _say("from_to", low=less_or_more(found.low), high=less_or_more(found.high))


def _table(rows: Sequence[_Row], rules: Rules) -> pd.DataFrame:
    columns = ("kind", "people", "before", "after", "change", "range", "fewer", "alike", "more")
    return pd.DataFrame(
        [
            (
                kind_called(row.kind),
                row.found.people,
                round(row.found.before, 1),
                round(row.found.after, 1),
                less_or_more(row.change),
                _range(row.found),
                *_ways(row.found, rules),
            )
            for row in rows
        ],
        columns=[_say(f"columns.{name}") for name in columns],
        dtype=object,
    )


def _ways(found: SchemeChange, rules: Rules) -> Sequence[int | str]:
    """How many had fewer, as many and more; all hidden where one is so few that it would tell of them."""
    ways = (found.fewer, found.alike, found.more)
    return [_say("hidden")] * 3 if any(0 < many < rules.cell for many in ways) else ways


def _counts(rows: Sequence[_Row]) -> Counts:
    """What may be published: how many had fewer, as many or more, and the change as far as it may leave."""
    return Counts(
        rows=[kind_called(row.kind) for row in rows],
        columns=[_say(f"columns.{name}") for name in ("fewer", "alike", "more")],
        cells=[(row.found.fewer, row.found.alike, row.found.more) for row in rows],
        rows_add_up=True,
        changes=[row.published for row in rows],
    )


def _notes(
    found: Mapping[ContactKind, _Row | None], counted: Mapping[ContactKind, Counted]
) -> tuple[str, ...]:
    """Why something isn't shown is not said: it could tell of somebody itself."""
    unpaired = _listed(kind for kind, one in counted.items() if one.unpaired)
    hidden = _listed(kind for kind, row in found.items() if row is None)
    notes = (
        _say("fell_anyway"),
        _say("per_days", days=PER_DAYS),
        _say("how_sure", draws=f"{DRAWS:,}", fewest=FEWEST),
        _say("unpaired", kinds=unpaired) if unpaired else "",
        _say("not_shown", kinds=hidden) if hidden else "",
    )
    return tuple(filter(None, notes))


def _listed(kinds: Iterable[ContactKind]) -> str:
    return "; ".join(map(kind_called, kinds))


def _behind(people: int) -> Behind:
    return Behind(people=people, checked=0, tagged=0, read_by_both=0, agreed=0)


def _rate(contacts: int, days: int) -> float:
    return PER_DAYS * contacts / days


def _say(key: str, **gaps: Any) -> str:
    return words(f"scheme_contacts.{key}", **gaps)
