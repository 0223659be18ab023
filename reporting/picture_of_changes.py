"""Which themes went up or down lately: the picture of it, and the same in a few sentences."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pandas as pd

from analysis import counted
from analysis.behind import behind, only_people
from analysis.changes import FEWEST
from analysis.lately import Lately, first_after_full_months, lately
from analysis.taxonomy import Tone, load_taxonomy
from content.words import words
from reporting import wording
from reporting.chart_of_changes import changes_of_shares
from reporting.looked import Looked
from reporting.picture import Lines, Picture, Source
from reporting.theme_titles import theme_title

MOST_SHOWN = 12
MOST_SAID = 3
POINTED_AT = ("now", "before", "difference", "low", "high")
WORSE_WHEN = {Tone.PROBLEM: "rising", Tone.PRAISE: "falling"}


def lately_of(looked: Looked) -> Lately:
    """The last three full months of a scope beside those before, whatever its period begins with."""
    facts = only_people(looked.whole) if looked.is_people_only else looked.whole
    return lately(facts, first_after_full_months(looked.today, looked.scope.until))


def changes(looked: Looked, found: Lately) -> Picture:
    """What rose and what fell, and beside it what changed most but may be chance, in order."""
    frame = _shown(found.changes)
    titles = [theme_title(theme, looked.theme_marks) for theme in frame["name"]]
    frame = frame.assign(
        theme=titles,
        reading=[_reading(theme, way) for theme, way in zip(frame["name"], frame["way"], strict=True)],
        words=[_pointed_at(found, *row) for row in _rows(frame.assign(title=titles), "title", *POINTED_AT)],
    )
    sentence = _sentence(frame, found)
    lately_spoken = found.facts.themes
    return Picture(
        name="changes",
        heading=words("overview.changes.heading"),
        sentence=sentence,
        draw=lambda mode: changes_of_shares(frame, mode, said=sentence),
        table=_table(frame, found),
        source=Source.TAGS,
        behind=behind(found.facts, is_people_only=looked.is_people_only),
        notes=[
            words(
                "overview.changes.compared",
                months=_months(found.first, found.until),
                read=wording.people(found.read),
                before=_months(found.since, found.first),
                read_before=wording.people(found.read_before),
            ),
            words("overview.changes.sure", count=len(found.changes), few=FEWEST),
        ]
        if len(frame)
        else (),
        fewest=min((one for one in [*frame["now"], *frame["before"]] if one), default=None),
        marks=counted.rows_by(
            pd.Index(frame["name"]).get_indexer(pd.Index(lately_spoken["theme"])),
            titles,
            lately_spoken["row"].to_numpy(),
        ),
    )


def what_changed(looked: Looked, found: Lately) -> Lines:
    """The greatest rises and falls, a sentence each; or that there are none."""
    certain = found.changes[found.changes["way"] != ""]
    if found.changes.empty or certain.empty:
        return Lines([words(f"overview.changed.{'too_few' if found.changes.empty else 'nothing'}")])
    most = certain.sort_values("difference", key=abs, ascending=False)
    said = [
        words(
            f"overview.changed.{way}",
            theme=theme_title(theme, looked.theme_marks),
            now=wording.share(now, found.read),
            before=wording.percent(before, found.read_before),
            months=_months(found.first, found.until),
        )
        for theme, now, before, way in _rows(most.head(MOST_SAID), "name", "now", "before", "way")
    ]
    if len(most) > MOST_SAID:
        said.append(words("overview.changed.more", count=len(most) - MOST_SAID))
    now, before = (most.head(MOST_SAID)[when] for when in ("now", "before"))
    others = found.read - now, found.read_before - before
    return Lines(said, pd.concat([now, before, *others]).tolist())


def _shown(every: pd.DataFrame) -> pd.DataFrame:
    """What rose or fell, filled up with what changed most; in the order of the change."""
    size = every["difference"].abs()
    order = every.assign(is_chance=every["way"] == "", size=-size).sort_values(["is_chance", "size"]).index
    certain = int((every["way"] != "").sum())
    return every.loc[sorted(order[: max(MOST_SHOWN, certain)])]


def _reading(theme: str, way: str) -> str:
    known = load_taxonomy().themes.get(theme)
    worse = WORSE_WHEN.get(known.tone) if known else None
    if not way or worse is None:
        return "unusual" if way else ""
    return "worse" if way == worse else "better"


def _sentence(frame: pd.DataFrame, found: Lately) -> str:
    if frame.empty:
        return words("overview.changes.too_few")
    rising, falling = (frame[frame["way"] == way] for way in ("rising", "falling"))
    if rising.empty and falling.empty:
        return words("overview.changes.nothing")
    said = [words("overview.changes.sentence", rising=_themes(len(rising)), falling=_themes(len(falling)))]
    for name, greatest in (("rise", rising.head(1)), ("fall", falling.tail(1))):
        said += [
            words(
                f"overview.changes.greatest_{name}",
                theme=theme,
                before=wording.share(before, found.read_before),
                now=wording.share(now, found.read),
            )
            for theme, now, before in _rows(greatest, "theme", "now", "before")
        ]
    return " ".join(said)


def _pointed_at(
    found: Lately, title: str, now: int, before: int, difference: float, low: float, high: float
) -> str:
    points = {"difference": difference, "low": low, "high": high}
    return words(
        "overview.changes.hover",
        theme=title,
        now=wording.share(now, found.read),
        before=wording.share(before, found.read_before),
        **{name: f"{100 * value:+.0f}" for name, value in points.items()},
    )


def _rows(frame: pd.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    return frame[[*columns]].itertuples(index=False, name=None)


def _table(frame: pd.DataFrame, found: Lately) -> pd.DataFrame:
    points = {name: (100 * frame[name]).round(1) for name in ("difference", "low", "high")}
    columns = {
        "now": frame["now"],
        "before": frame["before"],
        "share_now": [wording.percent(one, found.read) for one in frame["now"]],
        "share_before": [wording.percent(one, found.read_before) for one in frame["before"]],
        "change": points["difference"],
        "low": points["low"],
        "high": points["high"],
        "reading": [words(f"overview.reading.{one or 'chance'}") for one in frame["reading"]],
    }
    named = {words(f"overview.changes.{name}"): column for name, column in columns.items()}
    return pd.DataFrame({words("numbers.theme"): frame["theme"], **named}).reset_index(drop=True)


def _themes(count: int) -> str:
    return words(
        f"overview.changes.themes_{'one' if count == 1 else 'many' if count else 'none'}", count=count
    )


def _months(first: date, until: date) -> str:
    """From the month of a day to the one before another: "August to October 2026"."""
    last = until - timedelta(days=1)
    if (first.year, first.month) == (last.year, last.month):
        return wording.month_name(first)
    return f"{first:%B} to {last:%B %Y}" if first.year == last.year else f"{first:%B %Y} to {last:%B %Y}"
