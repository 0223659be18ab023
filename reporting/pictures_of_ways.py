"""Pictures of what came before and after one service: where people came from and went to, and how it went."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

import pandas as pd

from analysis.changes import difference_range
from analysis.joins_counted import told_joins
from content.words import words
from models.facts import Facts, KnownService
from models.scope import Scope
from models.vocabulary import Sector
from reporting import wording
from reporting.charts_of_service import parts_of_people
from reporting.joins_drawn import resting_on
from reporting.looked import Looked
from reporting.picture import Counts, Picture, Source
from reporting.wording import SHOW_FROM

MOST_PLACES = 12


class Way(NamedTuple):
    """The joins on one side of a service.

    `each` has a row for every place and person: `place`, `row`, `has_problem`, `says_how`. `people` are all
    on this side; of the `said`, who told how the join went, `part` told of a problem.
    """

    each: pd.DataFrame
    people: int
    said: int
    part: int


def services_in(facts: Facts, scope: Scope) -> frozenset[UUID]:
    """The services that a scope is about by its service or its organisation."""
    if scope.service_id:
        return frozenset({scope.service_id})
    known = facts.directory.services.items()
    return frozenset(one for one, called in known if called.organisation_id == scope.organisation_id)


def before_and_after(looked: Looked) -> tuple[Picture, ...]:
    """Where people came here from, and where they went on to; with the second, which way goes worse."""
    ours = services_in(looked.facts, looked.scope)
    joins, known = told_joins(looked.facts), looked.facts.directory.services
    to_us, from_us = (joins[joins[f"{end}_service"].isin(list(ours))] for end in ("to", "from"))
    came, went = _way(to_us, known, "from"), _way(from_us, known, "to")
    came_from = _picture(looked, came, "came_from", words("one_service.numbers.from"))
    went_to = _picture(looked, went, "went_to", words("one_service.numbers.to"), worse=_worse(came, went))
    return (*resting_on(to_us, came_from), *resting_on(from_us, went_to))


def _way(joins: pd.DataFrame, known: Mapping[UUID, KnownService], there: str) -> Way:
    end, sector = f"{there}_end", joins[f"{there}_sector"]
    of_end = joins.drop_duplicates(["row", end])[end].value_counts()
    named = {one: known[one].name for one in of_end.index[of_end >= SHOW_FROM] if one in known}
    kinds = {one: _capital(words(f"named.sector.{one}")) for one in sector.cat.categories}
    place = joins[end].map(named).astype(object)
    place = place.where(place.notna(), sector.map(kinds).astype(object)).astype("category")
    joins = joins.assign(place=place)[["place", "row", "has_problem", "says_how"]]
    told = joins.sort_values(["has_problem", "says_how"], ascending=False)
    people = told.drop_duplicates("row")
    return Way(
        told.drop_duplicates(["place", "row"]).sort_values("row"),
        len(people),
        int(people["says_how"].sum()),
        int(people["has_problem"].sum()),
    )


def _picture(looked: Looked, way: Way, name: str, place: str, *, worse: str = "") -> Picture:
    grouped = way.each.groupby("place", observed=True)
    each = {"people": grouped.size(), "part": grouped["has_problem"].sum(), "said": grouped["says_how"].sum()}
    counts = pd.DataFrame(each).astype(int)
    counts = counts.reset_index(names="name").astype({"name": str})
    counts = counts.sort_values(["people", "name"], ascending=[False, True], ignore_index=True)
    sentence = _sentence(f"one_service.{name}", way, counts, worse)
    kinds = [words(f"one_service.numbers.{one}") for one in ("problem", "no_problem", "unsaid")]
    parts = (counts["part"], counts["said"] - counts["part"], counts["people"] - counts["said"])
    counts = counts.assign(**dict(zip(kinds, parts, strict=True)))
    rows, shown, said = grouped["row"].agg(list), counts.head(MOST_PLACES), counts[counts["said"] > 0]
    figures = counts[["people", "said", *kinds]].to_numpy()
    some = figures[figures > 0]
    return Picture(
        name=f"service_{name}",
        heading=words(f"one_service.{name}.heading"),
        sentence=sentence,
        draw=lambda mode: parts_of_people(shown, kinds, description=sentence, mode=mode),
        table=pd.DataFrame(
            {
                place: counts["name"],
                words("one_service.numbers.people"): counts["people"],
                **{kind: counts[kind] for kind in kinds},
            }
        ),
        source=Source.ANSWERS,
        behind=looked.behind,
        notes=[words("one_service.sides.note", fewest=SHOW_FROM)],
        fewest=int(some.min()) if len(some) else None,
        counts=Counts(
            rows=list(said["name"]),
            columns=kinds[:2],
            cells=said[kinds[:2]].to_numpy().tolist(),
            rows_add_up=True,
        )
        if len(said)
        else None,
        marks={one: rows[one] for one in counts["name"]},
    )


def _sentence(key: str, way: Way, counts: pd.DataFrame, worse: str) -> str:
    if not way.people:
        return words(f"{key}.nobody")
    if way.people < SHOW_FROM:
        return words(f"{key}.few", people=_capital(wording.people(way.people)))
    part, kinds = int(counts["people"].max()), _kinds()
    leading = [kinds.get(name, name) for name in counts.loc[counts["people"] == part, "name"]]
    most = words(
        f"{key}.most" if len(leading) == 1 else f"{key}.most_each",
        name=f" {words('one_service.and')} ".join(leading),
        part=f"{part:,}",
        whole=wording.people(way.people),
    )
    if worse or way.said < SHOW_FROM:
        return f"{most} {worse}".strip()
    return f"{most} {words(f'{key}.problem', share=wording.share(way.part, way.said))}"


def _worse(came: Way, went: Way) -> str:
    """Which of the two ways goes worse, where that is more than chance; empty with few people on either."""
    if min(came.said, went.said) < SHOW_FROM:
        return ""
    low, high = difference_range(came.part, came.said, went.part, went.said)
    key = "in" if low > 0 else "out" if high < 0 else "same"
    return words(
        f"one_service.sides.{key}",
        came=wording.share(came.part, came.said),
        went=wording.share(went.part, went.said),
    )


def _kinds() -> dict[str, str]:
    """What each kind of service is called inside a sentence, by what it is called at the start of one."""
    named = (words(f"named.sector.{one.value}") for one in Sector)
    return {_capital(said): said for said in named}


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]
