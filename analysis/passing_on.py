"""Which services may somebody have been passed on to, though the text doesn't say that it happened?

Half of what goes wrong between services is a join that should have been: "they said the nurse would come",
"she'd no referral", "it's not us, ring the ward". This reads more into a text than `analysis.moves` does, so
what it finds is only ever offered to somebody who was there when it was said.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from analysis.movement import BY_US, STAYED_AT
from analysis.moves import Line, moves_along
from analysis.services import ServiceFound
from analysis.spotted import Span
from models.vocabulary import Sector

BEFORE = 250
"""Letters of plain words, some fifty words, within which a service is still the one before."""

STEP = 130
"""Letters between one service and the one that it points at."""


class End(NamedTuple):
    """Where a join begins or ends: a service of the directory, or a kind of service."""

    sector: Sector
    service: str | None = None

    def stands_for(self, other: "End") -> bool:
        """Whether the two may be one service in other words: "the hospital" for Testford General."""
        if Sector.UNKNOWN in (self.sector, other.sector):
            return True
        return self.sector is other.sector and (None in (self.service, other.service) or self == other)


class JoinMeant(NamedTuple):
    """A join that a text speaks of, whether it was made or not; None is an end that it doesn't name."""

    start: End | None
    end: End | None
    span: Span

    def says_no_more_than(self, other: "JoinMeant") -> bool:
        """Whether it is `other` in other words, or one that lacks an end that `other` has."""
        return _is_in(self.start, other.start) and _is_in(self.end, other.end)


def _reads(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(" ", ",? "))


_PLACE = r"(?:(?:the|my|our|his|her|their|your|a|an|another|that|local|own)\x20(?:[^ ,.@]+\x20){0,2})?@"
_PAPER = (
    r"(?:referrals?|letters?|prescriptions?|results?|notes|summary|information|records?|details|paperwork"
    r"|message|idea|scans?|form|report)"
)
_SAY = r"(?:said|says|saying|told|tells|suggested|reckoned|wanted|promised|insisted|wrote|decided)"
_DO = (
    r"(?:come|visit|ring|call|phone|see|do|take|sort|contact|get|follow|be|arrange|look|pick|have|start|help)"
)

POINTED_AT = _reads(
    r"(?<![^ ])(?:ring|call|phone|try|ask|see|contact|to|by|from|with|under|through|via|need|needs|want|wants"
    rf"|up to|is|speak to|go to) (?={_PLACE}$)"
)
"""Just before a service that somebody was pointed at: "it has to come from the @"."""

TOLD = re.compile(rf"(?<![^ ]){_SAY}(?![^ ,.])")
IS_TO = _reads(
    r" (?:(?:who|that|they|it|she|he|and) )?(?:(?:was|were|is|are) (?:all )?"
    rf"(?:meant|supposed|due|going|expected) to|(?:would|will|should|must|could)(?: have)?(?: to)? {_DO}"
    r"|(?:has|have|had|needs?|ought) to"
    r"|never (?:came|come|rang|turned|showed|called|phoned|visited|arrived|appeared|contacted)"
    r"|(?:did|has|have|had) not (?:come|turn|ring|show|visit|arrive|call|been))(?![^ ,.])"
)
"""Just after a service that was to do something."""

CAME = _reads(r" (?:came|(?:was|were) (?:there|waiting|ready)|turned up|arrived|visited)(?![^ ,.])")
"""Just after a service that took over from where somebody had stayed."""

HAD_NO = _reads(
    rf"(?<![^ ])(?:never|not|no|nothing|without|lost|missing)(?! (?:sent|send|gave|give|passed|pass|written))"
    rf"(?: [^ ,.@]+){{0,3}} {_PAPER}(?![^ ,.])"
    r"|(?<![^ ])(?:knew|got|had|heard|have) nothing(?![^ ,.])|(?<![^ ])not know (?:anything|a thing|he|she|i)"
)
SENT_NONE = _reads(
    r" (?:(?:had|has|have|did|would) )?(?:never|not) (?:sent|send|given|give|passed|pass|written)"
    rf"[^.@]* {_PAPER} "
)
"""Just after a service that had something to send to the next."""

GOT_IN_TOUCH = _reads(
    rf"(?<![^ ])(?:rang|phoned|called|wrote(?: back)? to|asked|contacted|emailed|chased|faxed|told"
    r"|(?:spoke|talked|sent [^.@]{0,40}?|booked [^.@]{0,30}?|got on|applied) to"
    rf"|(?:got|put) [^.@]{{0,20}}?in touch with|arranged(?: for)?|organised|booked|ordered) (?={_PLACE}$)"
)
REFERRED_ON = _reads(
    r"(?<![^ ])(?:referred|sent|signposted|introduced|handed|passed|moved)(?: (?!to )[^ ,.@]+){1,2} (?:on )?"
    rf"(?:to|onto|towards)(?: [^ ,.@]+){{2,4}} (?:at|in|with|from|of|run by) (?={_PLACE}$)"
)
"""Just before a service that somebody was sent to a part of: "referred him to a class at the @"."""


def joins_meant(line: Line) -> tuple[JoinMeant, ...]:
    """Return every join that a line may speak of, in its order, none that says no more than another."""
    read = _Read(line)
    found = sorted([*read.moved(), *read.pointed()], key=lambda join: join.span)
    kept: list[JoinMeant] = []
    for join in found:
        if not any(join.says_no_more_than(other) for other in kept):
            kept = [other for other in kept if not other.says_no_more_than(join)]
            kept.append(join)
    return tuple(sorted(kept, key=lambda join: join.span))


class _Read:
    """A line, and where its services stand; of two in one name ("the home therapy team") the last counts."""

    def __init__(self, line: Line) -> None:
        self.plain = line.plain
        self.line = line
        self.services = {
            at: found for at, found in line.named.items() if not line.plain.startswith("@ @", at)
        }
        self.places = list(self.services)

    def moved(self) -> Iterator[JoinMeant]:
        """Yield the moves, those that never were included; from the service before where none is named."""
        at = {found.span: place for place, found in self.line.named.items()}
        for move in moves_along(self.line, only_real=False):
            start, end = move.from_service, move.to_service
            if start is None and end is not None:
                start = self._before(at[end.span])
            if start is None or end is None or not _may_be_one(start, end):
                first = min(move.span[0], start.span[0]) if start else move.span[0]
                yield JoinMeant(_end(start), _end(end), (first, move.span[1]))

    def pointed(self) -> Iterator[JoinMeant]:
        """Yield what one service said of another, asked of it, or left to it."""
        for here, there in pairwise(self.places):
            if there - here <= STEP and self._points(here, there):
                yield self._join(self.services[here], there)
        for there in self.places:
            start = self._before(there)
            if start is not None and self._takes_over(start, there):
                yield self._join(start, there)

    def _points(self, here: int, there: int) -> bool:
        """Whether the service at `here` points at the one at `there`, in the same breath."""
        if _may_be_one(self.services[here], self.services[there]):
            return False
        between = self.plain[here + 1 : there + 1]
        *_, said = [None, *TOLD.finditer(between)]
        since = between[said.end() :] if said else ". "
        if said and ". " not in since and not BY_US.search(between[: said.start()]):
            is_meant = POINTED_AT.search(since) or IS_TO.match(self.plain, there + 1)
        else:
            is_meant = None
        touched = GOT_IN_TOUCH.search(between)
        if ". " in between:
            return is_meant is not None
        is_by_them = touched is not None and not BY_US.search(between[: touched.start()])
        return bool(is_meant or is_by_them or SENT_NONE.match(between))

    def _takes_over(self, start: ServiceFound, there: int) -> bool:
        """Whether the service at `there` was to do something next, or should have had something."""
        ends = [end for end in (self.plain.find(stop, there + 1) for stop in (". ", "@")) if end >= 0]
        rest = self.plain[there + 1 : min([*ends, there + STEP])]
        return bool(
            IS_TO.match(rest)
            or HAD_NO.search(rest)
            or (start.sector in STAYED_AT and CAME.match(rest))
            or REFERRED_ON.search(self.plain[max(0, there - STEP) : there + 1])
        )

    def _before(self, place: int) -> ServiceFound | None:
        """Return the last service before a place that isn't the one there in other words."""
        for at in reversed(self.places[: bisect_left(self.places, place)]):
            if at < place - BEFORE:
                return None
            if not _may_be_one(self.services[at], self.line.named[place]):
                return self.services[at]
        return None

    def _join(self, start: ServiceFound, there: int) -> JoinMeant:
        end = self.services[there]
        return JoinMeant(_end(start), _end(end), (start.span[0], end.span[1]))


def _end(found: ServiceFound | None) -> End | None:
    return End(found.sector, found.service) if found else None


def _may_be_one(one: ServiceFound, other: ServiceFound) -> bool:
    return End(one.sector, one.service).stands_for(End(other.sector, other.service))


def _is_in(end: End | None, other: End | None) -> bool:
    if end is None or other is None:
        return end is None
    return end.stands_for(other) and (end.service is None or other.service is not None)
