"""What may somebody who types while another person talks want to confirm with one press?

Everything here is offered, and nothing is filled in. What is offered, what was confirmed and what was waved
away are all named by keys that stay the same while the text grows: "join:gp>hospital" (an end is the kind of
a service, the id of one in the directory, or nothing), "theme:had_to_chase", "service:<id>",
"journey:leaving_hospital".
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from analysis.concerns import concerns_in
from analysis.model_file import load_model
from analysis.movement import STAYED_AT, Movement
from analysis.moves import line_of, moves_in
from analysis.normalise import LONGEST_ANALYSED, Word, words_of
from analysis.passing_on import End, JoinMeant, joins_meant
from analysis.reading import read_words
from analysis.services import Mention, ServiceNames, mentions_in
from analysis.spotted import Span
from analysis.suggested_themes import LEAVING, closest, problems_at
from analysis.tagger import SCORED_LANGUAGE, themes_of
from analysis.taxonomy import Taxonomy, load_taxonomy
from analysis.themes import ThemeFound
from models.vocabulary import ConcernKind, Journey, Sector

MOST = 6
"""Offers that stand beside a text at once."""

MOST_BESIDE_JOINS = 3
"""Of those, so that a join always finds a place."""

MOST_JOINS = 6
"""As many as one piece of feedback holds."""


class SuggestionKind(StrEnum):
    """What one press confirms."""

    JOIN = "join"
    THEME = "theme"
    SERVICE = "service"
    JOURNEY = "journey"


@dataclass(frozen=True)
class Suggestion:
    """One offer, and the parts of the text that spoke for it.

    `value` is the id of a theme or a service, or a journey; of a join, `start` and `end` are its ends as they
    stand in a key, and `problems` the themes of what went wrong, or well, there.
    """

    key: str
    kind: SuggestionKind
    spans: tuple[Span, ...]
    value: str = ""
    start: str = ""
    end: str = ""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suggestions:
    """All that may be offered, the best of each kind first: joins, a journey, themes, services.

    `concerns` are what the words may be a sign of, in any language.
    """

    found: tuple[Suggestion, ...]
    concerns: tuple[ConcernKind, ...]

    @property
    def offers(self) -> tuple[Suggestion, ...]:
        """Those for somebody who has none in front of them yet."""
        return tuple(offer for offer in order((), self) if offer)


def suggest(
    words: str,
    language: str,
    names: ServiceNames,
    *,
    confirmed: Collection[str] = (),
    dismissed: Collection[str] = (),
) -> Suggestions:
    """Return what `words` suggest, less what was confirmed or dismissed, in whichever words.

    Concerns are looked for to the end of a text, the rest in English only, and of a text longer than
    `LONGEST_ANALYSED` in its beginning and its end. `language` is that of the words: "en", "en-GB".
    """
    whole = words_of(words)
    concerns = tuple(dict.fromkeys(found.kind for found in concerns_in(whole)))
    if language.lower().split("-")[0] != SCORED_LANGUAGE:
        return Suggestions((), concerns)
    said, read = _ends_of(words, whole)
    return Suggestions(tuple(_found(read, said, names, frozenset(confirmed), frozenset(dismissed))), concerns)


def order(previous: Sequence[str], now: Suggestions) -> tuple[Suggestion | None, ...]:
    """Return what is offered in each place, so that no button moves under a finger.

    `previous` are the keys that stood there, "" for a free place. What is still found keeps its place, and
    what is new takes a free one; None is a place that stays free.
    """
    found = {one.key: one for one in now.found}
    places = [found.get(key) for key in previous[:MOST]]
    places += [None] * (MOST - len(places))
    free = [number for number, one in enumerate(places) if one is None]
    waiting = [one for one in now.found if one not in places]
    beside = sum(one is not None and one.kind is not SuggestionKind.JOIN for one in places)
    for one in waiting:
        if one.kind is not SuggestionKind.JOIN:
            if beside >= MOST_BESIDE_JOINS:
                continue
            beside += 1
        if not free:
            break
        places[free.pop(0)] = one
    while places and places[-1] is None:
        places.pop()
    return tuple(places)


def _ends_of(text: str, whole: tuple[Word, ...]) -> tuple[str, tuple[Word, ...]]:
    """Return what is read of a text, and its words as they stand in the whole of it."""
    if len(text) <= LONGEST_ANALYSED:
        return text, whole
    first, last = LONGEST_ANALYSED // 2, len(text) - LONGEST_ANALYSED // 2
    begins = [word for word in whole if word.end <= first]
    ends = [word for word in whole if word.start >= last]
    if ends:
        ends[0] = ends[0]._replace(follows_on=False)
    return text[:first] + text[last:], (*begins, *ends)


def _found(
    words: tuple[Word, ...],
    said: str,
    names: ServiceNames,
    confirmed: frozenset[str],
    dismissed: frozenset[str],
) -> Iterator[Suggestion]:
    """Yield every offer, the best of each kind first."""
    taxonomy = load_taxonomy()
    reading = read_words(words, said, load_model(), taxonomy, is_cut=False)
    if reading is None:
        return
    mentions = mentions_in(words, names)
    settled = confirmed | dismissed
    themes = closest(themes_of(reading, load_model(), taxonomy), settled, taxonomy)
    joins = joins_meant(line_of(words, mentions)) if mentions else ()
    standing = [join for key in settled if (join := _join_of(key, names))]
    is_full = sum(key.startswith("join:") for key in confirmed) >= MOST_JOINS
    new = (
        [] if is_full else [join for join in joins if not any(_is_settled(join, other) for other in standing)]
    )
    problems = problems_at(themes, joins, taxonomy)
    for join in new:
        yield _offered(join, problems.get(join, ()))
    if not any(key.startswith("journey:") for key in confirmed):
        yield from _journey(words, mentions, themes, dismissed, taxonomy)
    told = {problem for join in new for problem in problems.get(join, ())}
    for theme in themes:
        if theme.theme not in told:
            yield Suggestion(f"theme:{theme.theme}", SuggestionKind.THEME, theme.spans, theme.theme)
    yield from _services(mentions, new, standing, settled)


def _offered(join: JoinMeant, problems: tuple[str, ...]) -> Suggestion:
    start, end = (_as_key(each) for each in (join.start, join.end))
    return Suggestion(
        f"join:{start}>{end}", SuggestionKind.JOIN, (join.span,), start=start, end=end, problems=problems
    )


def _as_key(end: End | None) -> str:
    return "" if end is None else end.service or end.sector.value


def _join_of(key: str, names: ServiceNames) -> JoinMeant | None:
    """Return the join that a key stands for; None for a key of another kind."""
    kind, _, ends = key.partition(":")
    if kind != SuggestionKind.JOIN:
        return None
    start, _, end = ends.partition(">")
    return JoinMeant(_end_of(start, names), _end_of(end, names), (0, 0))


def _end_of(said: str, names: ServiceNames) -> End | None:
    if not said or said in set(Sector):
        return End(Sector(said)) if said else None
    return next((End(one.sector, one.id) for one in names.directory if one.id == said), End(Sector.UNKNOWN))


def _is_settled(join: JoinMeant, standing: JoinMeant) -> bool:
    """Whether a join is one that stands, in whichever words, or a part of it."""
    return all(
        end is None or (other is not None and end.stands_for(other))
        for end, other in ((join.start, standing.start), (join.end, standing.end))
    )


def _journey(
    words: tuple[Word, ...],
    mentions: tuple[Mention, ...],
    themes: Iterable[ThemeFound],
    dismissed: frozenset[str],
    taxonomy: Taxonomy,
) -> Iterator[Suggestion]:
    """Yield that it is about leaving hospital, where the words say so."""
    spans = [span for one in themes if taxonomy.themes[one.theme].group == LEAVING for span in one.spans]
    spans += [
        move.span
        for move in moves_in(words, mentions)
        if move.reason is Movement.DISCHARGED and move.from_service and move.from_service.sector in STAYED_AT
    ]
    key = f"journey:{Journey.LEAVING_HOSPITAL.value}"
    if spans and key not in dismissed:
        value = Journey.LEAVING_HOSPITAL.value
        yield Suggestion(key, SuggestionKind.JOURNEY, tuple(sorted(spans)), value)


def _services(
    mentions: Iterable[Mention],
    joins: Iterable[JoinMeant],
    standing: Iterable[JoinMeant],
    settled: frozenset[str],
) -> Iterator[Suggestion]:
    """Yield the services of the directory that are named and at no join."""
    named: dict[str, list[Span]] = {}
    for mention in mentions:
        if mention.found.service:
            named.setdefault(mention.found.service, []).append(mention.found.span)
    at_joins = {end.service for join in (*joins, *standing) for end in (join.start, join.end) if end}
    for service, spans in named.items():
        key = f"service:{service}"
        if service not in at_joins and key not in settled:
            yield Suggestion(key, SuggestionKind.SERVICE, tuple(spans), service)
