"""Do staff's own sentences give numbers of people that no published table has?

What people write themselves goes past the gate. So a number of people in a sentence has to stand in a table
of the same document, where it is rounded already.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from analysis.disclosure import Rules
from content.words import words
from reporting import numbers_patterns as find
from reporting.document import Document, Pictured
from reporting.publishable import publishable_rules

YEARS = range(1900, 2101)
TO_RING = {101, 111, 112, 999}
IN_TENTHS = 10
NEAR = 5
"""So many points of a hundred a fraction or tenths in words may be from a share that is shown."""


class NumberSaid(NamedTuple):
    """A number of people in a sentence, or with `in_hundred` a share of them; with `is_near`, a rough one."""

    sentence: str
    number: float
    in_hundred: bool = False
    is_near: bool = False


def numbers_said(text: str, *, is_ask: bool = False) -> tuple[NumberSaid, ...]:
    """Every number of people in a text, in order, once each; not those of what there should be.

    Of a text that asks for something, `is_ask`, only the numbers of people of whom it tells what they did.
    """
    sentences = (one.strip() for one in find.SENTENCE.split(text))
    found = (said for one in sentences for said in (*_shares_in(one, is_ask), *_numbers_in(one, is_ask)))
    return tuple(dict.fromkeys(found))


def not_in_tables(texts: Iterable[str], document: Document, rules: Rules) -> tuple[str, ...]:
    """The sentences that give a number of people which none of the document's tables has, once each.

    Where there are no tables that a number could be set beside, one that is rounded and not small may stand.
    """
    counts, shares = _published(document)
    if not document.pictures:
        counts |= _rounded(texts, rules)
    return _sentences(texts, counts, shares)


def not_rounded(
    texts: Iterable[str], rules: Rules, document: Document | None = None, *, is_ask: bool = False
) -> tuple[str, ...]:
    """The sentences that may not be read without a table: each gives a share, or a number of people that
    is small or not rounded, and that stands in no table of the document either. Once each.
    """
    counts, shares = _published(document) if document else (set[int](), set[int]())
    return _sentences(texts, counts | _rounded(texts, rules), shares, is_ask=is_ask)


def _rounded(texts: Iterable[str], rules: Rules) -> set[int]:
    """The numbers of people that hide as much as published ones do."""
    rules = publishable_rules(rules)
    return {
        int(one.number)
        for text in texts
        for one in numbers_said(text)
        if one.number >= rules.base and one.number % rules.round_to == 0
    }


def _sentences(
    texts: Iterable[str], counts: set[int], shares: set[int], *, is_ask: bool = False
) -> tuple[str, ...]:
    """Those that give a number of people that is in neither."""
    told = (one for text in texts for one in numbers_said(text, is_ask=is_ask))
    return tuple(dict.fromkeys(one.sentence for one in told if not _is_in(one, counts, shares)))


def _shares_in(sentence: str, is_ask: bool) -> Iterator[NumberSaid]:
    of_people = find.SPEAKS_OF_PEOPLE.search(sentence) or find.SAYS.search(sentence)
    if of_people or not find.OF_OTHER_THINGS.search(sentence):
        for found in find.PERCENT.finditer(sentence):
            if not _is_wished(sentence, found, is_ask):
                yield NumberSaid(sentence, _value(found[1]), in_hundred=True)
    for found in find.FRACTION.finditer(sentence):
        if not _is_wished(sentence, found, is_ask):
            yield NumberSaid(sentence, find.PARTS[found[1].lower()], in_hundred=True, is_near=True)


def _numbers_in(sentence: str, is_ask: bool) -> Iterator[NumberSaid]:
    for pattern in (find.OF_MANY, find.SLASH_TEN, find.OF_THEM_ALL):
        for found in pattern.finditer(sentence):
            yield from _part_and_whole(sentence, found, is_ask, is_whole_first=pattern is find.OF_THEM_ALL)
    about_people = [find.WERE] if find.SPEAKS_OF_PEOPLE.search(sentence) else []
    for pattern in (*find.COUNTS, *about_people):
        for found in pattern.finditer(sentence):
            at = found.lastindex or 1
            said, before, after = found[at], sentence[: found.start(at)], sentence[found.end() :]
            number = _value(said)
            is_year = int(number) in YEARS and "," not in said
            is_rung = number in TO_RING and not (pattern is find.OF_PEOPLE and found[0].count(" ") == 1)
            is_tenths = number == IN_TENTHS and find.TENTHS.search(before)
            is_one = number == 1 and pattern is find.OF_PEOPLE and _is_one_wished(sentence, before, after)
            is_wished = is_one or _is_wished(sentence, found, is_ask)
            if not (is_year or is_rung or is_tenths or is_wished or find.LABEL.search(before)):
                yield NumberSaid(sentence, number)


def _part_and_whole(
    sentence: str, found: re.Match[str], is_ask: bool, *, is_whole_first: bool
) -> Iterator[NumberSaid]:
    part, whole = (_value(said) for said in (found.groups()[::-1] if is_whole_first else found.groups()))
    before = sentence[: found.start()]
    is_label = find.LABEL.search(before) or find.RATED.search(before)
    is_year = int(whole) in YEARS and "," not in found[1 if is_whole_first else 2]
    if not 0 < part <= whole or is_year or is_label or _is_wished(sentence, found, is_ask):
        return
    if whole == IN_TENTHS:
        yield NumberSaid(sentence, 100 * part / whole, in_hundred=True, is_near=True)
    else:
        yield NumberSaid(sentence, part)
        yield NumberSaid(sentence, whole)


def _is_wished(sentence: str, found: re.Match[str], is_ask: bool) -> bool:
    """Whether what was found is what there should be, and not people of whom it says what they did."""
    before, after = sentence[: found.start()], sentence[found.end(1) :]
    should = find.SHOULD.search(after)
    told = find.DOING.search(after[: should.start()]) if should else find.DID.search(after)
    if told or (find.DEFINITE.search(before) and not is_ask):
        return False
    if is_ask:
        return not find.DID.search(before) and "." not in found[0]
    if should and not find.CLAUSE.search(after[: should.start()]):
        return True
    asked = find.SHOULD.search(before) or find.ASKS.search(before)
    return bool(asked) and not find.DID.search(before) and not find.NEXT_CLAUSE.search(before)


def _is_one_wished(sentence: str, before: str, after: str) -> bool:
    """Whether one person is who there should be, and nobody who did anything ("one person to ring")."""
    if find.DOES.match(after):
        return False
    is_told = find.SAYS.search(sentence) or find.ONLY.search(before) or after.startswith(",")
    return not is_told or bool(find.WISHES.search(sentence))


def _value(said: str) -> float:
    said = said.lower().replace(",", "")
    if said in find.WHOLE:
        return find.WHOLE[said]
    if said[0].isdigit():
        return float(said)
    return sum(find.UNITS.get(part, 0) + find.TENS.get(part, 0) for part in re.split(r"[ -]", said))


def _published(document: Document) -> tuple[set[int], set[int]]:
    """All the numbers of people in its tables and its box on method, and all the shares in a hundred."""
    counts, shares = set(document.counted), set[int]()
    for picture in document.pictures:
        percents = {at for at, name in enumerate(picture.columns) if _is_percent(picture, name)}
        for row in picture.rows:
            for at, cell in enumerate(row[1:], start=1):
                if isinstance(cell, int):
                    (shares if at in percents else counts).add(cell)
                elif found := re.fullmatch(r"(\d+)%", cell):
                    shares.add(int(found[1]))
    return counts, shares


def _is_percent(picture: Pictured, name: str) -> bool:
    return (
        name in picture.bars
        if picture.in_hundred
        else name.endswith(words("pictures.published.percent", name=""))
    )


def _is_in(one: NumberSaid, counts: set[int], shares: set[int]) -> bool:
    if not one.in_hundred:
        return one.number in counts
    if one.is_near:
        return any(abs(one.number - share) <= NEAR for share in shares)
    return one.number in shares
