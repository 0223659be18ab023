"""From which month does a promise hold the same figure, of the same people, as a chart on another page?"""

from collections.abc import Iterable

from models.commitment import CommitmentSeen
from models.limits import Decided, same_people, scope_of_chart
from reporting.looked import Looked
from reporting.pictures_of_promises import frozen


def promised_baselines(looked: Looked, promises: Iterable[CommitmentSeen]) -> dict[str, tuple[Decided, ...]]:
    """The baseline of each measure that a promise which is followed holds in this scope."""
    covering = {code for code, one in looked.facts.directory.programmes.items() if one.covers_all}

    def is_this(promise: CommitmentSeen) -> bool:
        here = scope_of_chart(looked.scope, promise.measure, is_people_only=looked.is_people_only)
        return same_people(promise.scope, covering) == same_people(here, covering)

    return {
        one.measure: tuple(frozen(one))
        for one in promises
        if one.is_followed and one.measure and one.baseline and not one.lost and is_this(one)
    }
