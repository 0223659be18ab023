"""Pictures of one service: what people talk about, beside everywhere else, and how it went."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.behind import only_people
from analysis.changes import changes
from analysis.counted import people_read
from content.words import words
from models.facts import Facts
from models.vocabulary import Sentiment
from reporting import wording
from reporting.charts_of_service import here_beside_elsewhere, parts_of_people
from reporting.looked import Looked
from reporting.picture import Counts, Picture, Source
from reporting.theme_titles import theme_title
from reporting.voices import HEARD, Voice, steps
from reporting.wording import NEGATIVE, POSITIVE, SHOW_FROM

MOST_THEMES = 12


def what_they_say(looked: Looked, elsewhere: Facts) -> tuple[Picture, ...]:
    """What people talk about, and set beside `elsewhere`: the same choices without this service."""
    return themes(looked), beside(looked, elsewhere)


def how_it_went(looked: Looked) -> tuple[Picture, ...]:
    """The voices, each by itself: people's own rating, our reading and, unless left out, the machine's."""
    voices = (voice for voice in Voice if voice is not Voice.MACHINE or not looked.is_people_only)
    return tuple(heard(looked, voice) for voice in voices)


def themes(looked: Looked) -> Picture:
    """How many people spoke of each theme, and in how many of these a person decided so."""
    found = looked.tagged.themes
    grouped = found.groupby("theme", observed=True)["by_person"]
    counts = pd.DataFrame({"people": grouped.size(), "part": grouped.sum()}).astype(int)
    counts = counts.reset_index(names="theme").astype({"theme": str})
    counts["name"] = [theme_title(one, looked.theme_marks) for one in counts["theme"]]
    counts = counts.sort_values(["people", "name"], ascending=[False, True], ignore_index=True)
    of = people_read(looked.tagged)
    sentence = wording.themes_by_people(counts[["name", "people"]].rename(columns={"name": "theme"}), of=of)
    kinds = words("one_service.numbers.checked"), words("one_service.numbers.machine")
    counts = counts.assign(**{kinds[0]: counts["part"], kinds[1]: counts["people"] - counts["part"]})
    shown = counts.head(MOST_THEMES)
    notes = [words("one_service.themes.note")]
    if looked.is_people_only:
        notes = [words("one_service.themes.only_checked")]
    return Picture(
        name="service_themes",
        heading=words("one_service.themes.heading"),
        sentence=sentence,
        draw=lambda mode: parts_of_people(shown, kinds, description=sentence, mode=mode),
        table=pd.DataFrame(
            {
                words("one_service.numbers.theme"): counts["name"],
                words("one_service.numbers.people"): counts["people"],
                **{kind: counts[kind] for kind in kinds},
            }
        ),
        source=Source.TAGS,
        behind=looked.behind_tags,
        notes=notes,
        fewest=_fewest(counts["people"]),
        counts=Counts(
            rows=list(counts["name"]),
            columns=[words("one_service.numbers.people")],
            cells=[[int(people)] for people in counts["people"]],
            wholes=[of] * len(counts),
        ),
        marks=_rows_of_themes(found, dict(zip(counts["theme"], counts["name"], strict=True))),
    )


def beside(looked: Looked, elsewhere: Facts) -> Picture:
    """The share of people who spoke of each theme here, beside the share everywhere else."""
    there = only_people(elsewhere) if looked.is_people_only else elsewhere
    now, of_here = _spoken_of(looked.tagged), people_read(looked.tagged)
    before, of_there = _spoken_of(there), people_read(there)
    found = changes(now, of_here, before, of_there)
    found = found.assign(
        theme=found["name"],
        name=[theme_title(one, looked.theme_marks) for one in found["name"]],
        is_different=found["way"] != "",
        most=found[["low", "high"]].abs().min(axis=1).where(found["way"] != "", 0.0),
    ).rename(columns={"now": "here", "before": "elsewhere"})
    found = found.sort_values(["most", "here"], ascending=False, ignore_index=True)
    found = found.assign(of_here=of_here, of_elsewhere=of_there)
    found["words"] = [_in_words(one) for _, one in found.iterrows()]
    sentence = _most_different(found)
    shown = found.head(MOST_THEMES)
    called = [words(f"one_service.beside.mark_{kind}") for kind in ("here", "different", "elsewhere")]
    return Picture(
        name="service_beside",
        heading=words("one_service.beside.heading"),
        sentence=sentence,
        draw=lambda mode: here_beside_elsewhere(shown, called, description=sentence, mode=mode),
        table=pd.DataFrame(
            {
                words("one_service.numbers.theme"): found["name"],
                words("one_service.numbers.here"): _shares(found, "here"),
                words("one_service.numbers.elsewhere"): _shares(found, "elsewhere"),
                words("one_service.numbers.range"): [
                    words("one_service.beside.range", low=f"{100 * low:+.0f}", high=f"{100 * high:+.0f}")
                    for low, high in zip(found["low"], found["high"], strict=True)
                ],
                words("one_service.numbers.reading"): found["way"].map(_reading),
            }
        ),
        source=Source.TAGS,
        behind=looked.behind_tags,
        notes=[words("one_service.beside.note"), _how_many(of_here, of_there)],
        fewest=_fewest(pd.concat([found["here"], found["elsewhere"]])),
        counts=Counts(
            rows=[words("one_service.numbers.here"), words("one_service.numbers.elsewhere")],
            columns=list(found["name"]),
            cells=[[int(people) for people in found[side]] for side in ("here", "elsewhere")],
            wholes=[of_here, of_there],
        ),
        marks=_rows_of_themes(looked.tagged.themes, dict(zip(found["theme"], found["name"], strict=True))),
    )


def heard(looked: Looked, voice: Voice) -> Picture:
    """How it went by one voice alone: how many people at each of its five steps."""
    name, feelings = voice.value, HEARD[voice].feelings
    said = looked.facts.feedback[HEARD[voice].column]
    rows = {step: said.index[said == value] for value, step in feelings.items()}
    called = steps(voice)
    people = [len(rows[step]) for step in called]
    whole, key = sum(people), f"one_service.{name}"
    counts = pd.DataFrame({"name": list(called.values()), "people": people})
    sentence = _felt(key, dict(zip(called, people, strict=True)))
    step_name = words(f"one_service.numbers.{'rating' if voice is Voice.RATING else 'feeling'}")
    shown = counts if whole else counts.head(0)
    return Picture(
        name=f"service_{name}",
        heading=words(f"{key}.heading"),
        sentence=sentence,
        draw=lambda mode: parts_of_people(shown, (), description=sentence, mode=mode),
        table=pd.DataFrame(
            {
                step_name: counts["name"],
                words("one_service.numbers.people"): people,
                words("one_service.numbers.share"): [
                    wording.percent(one, whole) if whole >= SHOW_FROM else "" for one in people
                ],
            }
        ),
        source=HEARD[voice].source,
        behind=looked.behind,
        notes=[words(f"{key}.note")],
        fewest=_fewest(counts["people"]),
        counts=Counts(
            rows=[words("one_service.numbers.people")],
            columns=list(called.values()),
            cells=[people],
            is_table=True,
        ),
        marks={title: list(rows[step]) for step, title in called.items()},
    )


def _felt(key: str, people: Mapping[Sentiment, int]) -> str:
    whole = sum(people.values())
    if not whole:
        return words(f"{key}.nobody")
    if whole < SHOW_FROM:
        return words(f"{key}.few", people=wording.people(whole))
    good, poor = (sum(people[step] for step in side) for side in (POSITIVE, NEGATIVE))
    return words(f"{key}.good", good=wording.share(good, whole), poor=wording.percent(poor, whole))


def _most_different(found: pd.DataFrame) -> str:
    if found.empty:
        return words("one_service.beside.too_few")
    different = found[found["is_different"]]
    if different.empty:
        return words("one_service.beside.none")
    first = different.iloc[0]
    key = "more_one" if first["way"] == "rising" else "less_one"
    said = words(
        f"one_service.beside.{key}",
        theme=first["name"],
        here=wording.share(int(first["here"]), int(first["of_here"])),
        elsewhere=wording.share(int(first["elsewhere"]), int(first["of_elsewhere"])),
    )
    more = len(different) - 1
    if not more:
        return said
    key = "one_service.beside.more_too_one" if more == 1 else "one_service.beside.more_too"
    return f"{said} {words(key, count=more)}"


def _in_words(one: "pd.Series[Any]") -> str:
    return words(
        "one_service.beside.word",
        theme=one["name"],
        here=wording.share(int(one["here"]), int(one["of_here"])),
        elsewhere=wording.share(int(one["elsewhere"]), int(one["of_elsewhere"])),
        reading=_reading(one["way"]).capitalize(),
    )


def _reading(way: str) -> str:
    return words(f"one_service.beside.{ {'rising': 'more', 'falling': 'less'}.get(way, 'same') }")


def _how_many(here: int, elsewhere: int) -> str:
    return words(
        "one_service.beside.who_else", here=wording.people(here), elsewhere=wording.people(elsewhere)
    )


def _shares(found: pd.DataFrame, side: str) -> list[str]:
    return [wording.share(int(k), int(n)) for k, n in zip(found[side], found[f"of_{side}"], strict=True)]


def _spoken_of(facts: Facts) -> dict[str, int]:
    return {str(theme): int(n) for theme, n in facts.themes["theme"].value_counts().items() if n}


def _rows_of_themes(found: pd.DataFrame, titles: Mapping[str, str]) -> dict[str, list[int]]:
    rows = found.groupby("theme", observed=True)["row"].agg(list)
    return {title: rows[theme] for theme, title in titles.items() if theme in rows.index}


def _fewest(people: "pd.Series[int]") -> int | None:
    some = people[people > 0]
    return int(some.min()) if len(some) else None
