"""A programme in a line: since when it is taken to run and who says so, and what became of its promises."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from content.words import words
from models.commitment import CommitmentSeen, Verdict
from models.programme import ProgrammeSeen
from reporting import wording


def days_of_its_life(programme: ProgrammeSeen, today: date) -> str:
    """Since when it runs, or from when on, by which source; and when it ended, or will."""
    started, ended = programme.started_on, programme.ended_on
    if started is None:
        said = words("programmes.days.unknown")
    else:
        key = "started" if started <= today else "starts"
        said = words(f"programmes.days.{key}", day=wording.day(started))
        if programme.source:
            said = f"{said} {words('programmes.days.source', source=_without_stop(programme.source))}"
    if ended is None:
        return said
    key = "ended" if ended < today else "ends"
    return f"{said} {words(f'programmes.days.{key}', day=wording.day(ended))}"


def disagreeing(programme: ProgrammeSeen) -> str:
    """The other days that its sources give, each with the source; empty where there are none."""
    others = [
        words(
            "programmes.days.other", what=one.what, day=wording.day(one.day), source=_without_stop(one.source)
        )
        for one in programme.days
        if one.day != programme.started_on and one.day != programme.ended_on
    ]
    return words("programmes.days.others", days="; ".join(others)) if others else ""


def promises_in_words(promised: Iterable[CommitmentSeen]) -> str:
    """How many promises are followed and what people here decided of them; empty where there are none."""
    followed = [one for one in promised if one.is_followed]
    if not followed:
        return ""
    given = Counter(one.holds.verdict for one in followed if one.holds)
    said = [
        words(
            "programmes.promises.verdict",
            many=given[one],
            verdict=_lower(words(f"commitments.verdict.{one.value}")),
        )
        for one in Verdict
        if given[one]
    ]
    if without := len(followed) - sum(given.values()):
        said.append(words("programmes.promises.without", many=without))
    key = "one" if len(followed) == 1 else "many"
    return words(f"programmes.promises.{key}", many=len(followed), said=", ".join(said))


def _without_stop(source: str) -> str:
    return source.strip().rstrip(".")


def _lower(said: str) -> str:
    return said[:1].lower() + said[1:]
