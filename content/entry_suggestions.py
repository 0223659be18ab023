"""What does one press on an offer write into an entry, and what does the offer say?

What is offered comes from elsewhere, as keys: "join:gp>hospital", "theme:had_to_chase", "service:<id>",
"journey:leaving_hospital".
"""

from collections.abc import Iterator, Mapping
from typing import Protocol

from content.entry_joins import SECTOR
from content.entry_keys import DISMISSED, JOINS, SERVICES, THEMES, join_key
from content.question_set import Answers, chosen
from content.words import words
from models.vocabulary import Sector
from models.words import is_blank

JOURNEY = "journey"


class Offered(Protocol):
    """An offer: of a join its ends, each the kind of a service, the id of one, or "", and what went wrong."""

    @property
    def key(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def start(self) -> str: ...
    @property
    def end(self) -> str: ...
    @property
    def problems(self) -> tuple[str, ...]: ...


def confirmed(offer: Offered, answers: Answers) -> dict[str, str]:
    """The answers that one press writes; none where there is no room for another join.

    A join is written where one end of it stands already and the other is empty, else as the next one.
    """
    if offer.kind == JOURNEY:
        return {JOURNEY: offer.value}
    if offer.kind == "theme":
        return {THEMES: _with(answers.get(THEMES, ""), offer.value)}
    if offer.kind == "service":
        return {SERVICES: _with(answers.get(SERVICES, ""), offer.value)}
    ends = _as_answer(offer.start), _as_answer(offer.end)
    number = next((one for one in JOINS if _is_half_of(answers, one, ends)), None) or next(
        (one for one in JOINS if not any(_said_of(answers, one))), None
    )
    if number is None:
        return {}
    problems = join_key(number, "problems")
    return {
        join_key(number, "from"): ends[0],
        join_key(number, "to"): ends[1],
        problems: _with(answers.get(problems, ""), *offer.problems),
    }


def dismissed(offer: Offered, answers: Answers) -> dict[str, str]:
    """The answers that waving an offer away writes."""
    return {DISMISSED: _with(answers.get(DISMISSED, ""), offer.key)}


def keys_confirmed(answers: Answers) -> frozenset[str]:
    """What an entry holds by now, as the keys under which it would be offered."""
    return frozenset(_keys_confirmed(answers))


def keys_dismissed(answers: Answers) -> frozenset[str]:
    """What was waved away."""
    return frozenset(chosen(answers.get(DISMISSED, "")))


def label(offer: Offered, *, services: Mapping[str, str], themes: Mapping[str, str]) -> str:
    """An offer in words, with the names of services and the titles of themes by their ids."""
    if offer.kind == JOURNEY:
        return words("entry.offer.journey", journey=words(f"named.journey.{offer.value}"))
    if offer.kind == "theme":
        return words("entry.offer.theme", theme=themes.get(offer.value, offer.value))
    if offer.kind == "service":
        return words("entry.offer.service", service=services.get(offer.value, ""))
    ends = {"from_": _end(offer.start, services), "to": _end(offer.end, services)}
    if not offer.problems:
        return words("entry.offer.join", **ends)
    problems = "; ".join(themes.get(problem, problem) for problem in offer.problems)
    return words("entry.offer.join_with", **ends, problems=problems)


def _keys_confirmed(answers: Answers) -> Iterator[str]:
    for number in JOINS:
        if any(_said_of(answers, number)):
            start, end = (_in_key(answers, join_key(number, side)) for side in ("from", "to"))
            yield f"join:{start}>{end}"
            yield from (f"theme:{one}" for one in chosen(answers.get(join_key(number, "problems"), "")))
    yield from (f"theme:{one}" for one in chosen(answers.get(THEMES, "")))
    yield from (f"service:{one}" for one in chosen(answers.get(SERVICES, "")))
    if not is_blank(answers.get(JOURNEY, "")):
        yield f"journey:{answers[JOURNEY]}"


def _said_of(answers: Answers, number: int) -> Iterator[bool]:
    """Yield whether each answer about a join says something."""
    prefix = join_key(number, "")
    return (not is_blank(said) for key, said in answers.items() if key.startswith(prefix))


def _in_key(answers: Answers, key: str) -> str:
    """An end as a key has it; a name that was typed may be any service."""
    if not is_blank(answers.get(f"{key}.name", "")):
        return Sector.UNKNOWN.value
    return answers.get(key, "").removeprefix(SECTOR)


def _is_half_of(answers: Answers, number: int, ends: tuple[str, str]) -> bool:
    """Whether a join stands with one of these ends and without the other."""
    stands = [answers.get(join_key(number, side), "") for side in ("from", "to")]
    typed = [answers.get(join_key(number, f"{side}.name"), "") for side in ("from", "to")]
    return any(stands) and all(
        (said == end and said) or is_blank(said + name)
        for said, name, end in zip(stands, typed, ends, strict=True)
    )


def _as_answer(end: str) -> str:
    return f"{SECTOR}{end}" if end in set(Sector) else end


def _end(end: str, services: Mapping[str, str]) -> str:
    if not end:
        return words("entry.offer.unsaid")
    return words(f"named.sector.{end}") if end in set(Sector) else services.get(end, "")


def _with(said: str, *more: str) -> str:
    """A list with more in it, each once."""
    return ",".join(dict.fromkeys([*chosen(said), *more]))
