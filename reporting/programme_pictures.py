"""What pictures of every kind of programme have in common: their words, groups and clearest difference."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from analysis.answers_counted import Among, Share, told_by
from content.words import words
from models.facts import Facts
from models.scope import Who
from reporting import pictures_of_answers, wording
from reporting.looked import Looked
from reporting.picture import Picture, Source
from reporting.pictures_of_answers import Told
from reporting.pictures_of_answers import say as of_answers
from reporting.pictures_of_groups import Apart
from reporting.wording import SHOW_FROM

PAGE = "programme_said"

Rows = Mapping[str, Mapping[str, Share]]
"""By what each row is called, a share for each group by its code; every row has the same groups."""


class Differing(NamedTuple):
    """Two groups, by their codes, that chance alone would hardly set so far apart."""

    one: str
    other: str
    apart: Apart


def say(key: str, **gaps: Any) -> str:
    """The words of these pictures."""
    return words(f"{PAGE}.{key}", **gaps)


def too_few(numbers: Iterable[int]) -> str:
    """What there is to say where no number is large enough for a share."""
    return say("too_few", fewest=SHOW_FROM) if any(numbers) else say("nobody")


def told(looked: Looked, name: str, sentence: str, first: str, *notes: str) -> Told:
    """What a picture of answers says."""
    return Told(name, sentence, first, looked.facts, looked.behind, notes, page=PAGE)


def told_of_tags(looked: Looked, name: str, sentence: str, *notes: str) -> Told:
    """What a picture of themes says."""
    facts, behind = looked.tagged, looked.behind_tags
    return Told(name, sentence, say("theme"), facts, behind, notes, Source.TAGS, PAGE, say("read"))


def groups_of(facts: Facts) -> dict[str, Among]:
    """Who told us, by the groups that anybody of them is in."""
    groups = {who.value: told_by(facts, who) for who in Who}
    return {code: who for code, who in groups.items() if who.any()}


def in_groups(shares: Mapping[str, Share], groups: Mapping[str, Among]) -> dict[str, dict[str, Share]]:
    return {name: {code: one.within(who) for code, who in groups.items()} for name, one in shares.items()}


def side_by_side(about: Told, rows: Rows, called: Mapping[str, str], *, said: str = "") -> Picture:
    """A share for each group in the row of each thing; `called` are the groups in the legend."""
    return pictures_of_answers.shares(
        about, {name: {called[code]: one for code, one in of.items()} for name, of in rows.items()}, said=said
    )


def clear_differences(rows: Rows, pairs: Iterable[tuple[str, str]]) -> list[Differing] | None:
    """Those that are more than chance would make, the largest first; None where too few people answered."""
    every = [
        Differing(one, other, Apart(name, of[one], of[other]))
        for one, other in pairs
        for name, of in rows.items()
        if one in of and other in of
    ]
    if not any(one.apart.can_be_told for one in every):
        return None
    return sorted((one for one in every if one.apart.is_clear), key=lambda one: -abs(one.apart.difference))


def finding(about: str, rows: Rows, pairs: Iterable[tuple[str, str]], in_words: Mapping[str, str]) -> str:
    """What sets two groups furthest apart; else the largest share of any group, as far as there is one.

    `in_words` are the groups within a sentence.
    """
    clear = clear_differences(rows, pairs)
    if clear is None:
        return _largest(about, rows, in_words)
    if not clear:
        return say(f"{about}.alike")
    one, other, apart = clear[0]
    return say(
        f"{about}.apart",
        name=apart.question,
        here=of(apart.here),
        one=in_words[one],
        there=of(apart.there),
        other=in_words[other],
    )


def of(share: Share) -> str:
    """A share with what it is of, before the name of a group: "62% of 40"."""
    part, whole = share.people
    return f"{wording.percent(part, whole)} of {whole:,}"


def dots_note() -> str:
    return of_answers("dots_note")


def _largest(about: str, rows: Rows, in_words: Mapping[str, str]) -> str:
    every = [(name, code, one) for name, of in rows.items() for code, one in of.items()]
    enough = [found for found in every if found[2].people[1] >= SHOW_FROM]
    if not enough:
        return too_few(one.people[1] for *_, one in every)
    name, code, one = max(enough, key=lambda found: found[2].people[0] / found[2].people[1])
    return say(f"{about}.only", name=name, here=of(one), one=in_words[code])
