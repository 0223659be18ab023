"""How does SQLite's FTS5 read what is looked for, and where in a text would it find it?"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing

from storage.search_asked import Asked, Term

TOKENIZER = "porter unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
"""How text is cut into words: marks belong to their letter, accents don't count, "waits" is "wait"."""

Span = tuple[int, int]
_PRIVATE = range(0xE000, 0xF8FF)
_GOES_ON_WITH = "abcdefghijklmnopqrstuvwxyz0123456789\u0142"


def as_fts5(asked: Asked) -> str:
    """What is looked for as FTS5 is asked, every word between quotation marks."""
    wanted = " AND ".join(f"({any_as_fts5(group)})" for group in asked.all_of)
    return f"({wanted}) NOT ({any_as_fts5(asked.none_of)})" if asked.none_of else wanted


def any_as_fts5(terms: Iterable[Term]) -> str:
    """Any of some terms."""
    return " OR ".join(_start(term) if term.is_start else _quoted(term.words) for term in terms)


def found_in(texts: Sequence[str], asked: Asked) -> list[tuple[Span, ...]]:
    """For each text, the start and end of each place where something that was looked for stands.

    It is the same whichever database keeps the texts.
    """
    wanted = any_as_fts5(term for group in asked.all_of for term in group)
    spans: list[tuple[Span, ...]] = [() for _ in texts]
    begin, end = _unused("".join(texts))
    with closing(_a_page(TOKENIZER, texts)) as page:
        marked = page.execute(
            "SELECT rowid, highlight(page, 0, ?, ?) FROM page WHERE page MATCH ?", (begin, end, wanted)
        )
        for place, said in marked:
            spans[place] = tuple(_spans(said, begin, end))
    return spans


def _start(term: Term) -> str:
    """Words that begin so. FTS5 takes an ending off the beginning too: "hos" would find whatever begins "ho".

    So each way in which it can go on is asked for by itself, where that keeps the beginning.
    """
    *before, begins = term.words
    ways = [begins, *(f"{begins}{letter}" for letter in _GOES_ON_WITH)]
    plain, stems = _tokens(TOKENIZER.removeprefix("porter "), ways), _tokens(TOKENIZER, ways)
    if stems[0] == plain[0]:
        return f"{_quoted(term.words)} *"
    return " OR ".join(
        _quoted([*before, way]) + (" *" if stem.startswith(plain[0]) else "")
        for way, stem in zip(ways, stems, strict=True)
    )


def _quoted(words: Iterable[str]) -> str:
    return f'"{" ".join(words)}"'


def _tokens(tokenizer: str, words: Sequence[str]) -> list[str]:
    """What each word is kept as in an index."""
    with closing(_a_page(tokenizer, words)) as page:
        page.execute("CREATE VIRTUAL TABLE tokens USING fts5vocab(page, 'instance')")
        found = dict(page.execute("SELECT doc, term FROM tokens ORDER BY doc, offset DESC"))
    return [found.get(place, "") for place in range(len(words))]


def _a_page(tokenizer: str, texts: Iterable[str]) -> sqlite3.Connection:
    """A few texts in an index of their own, in memory."""
    page = sqlite3.connect(":memory:")
    page.execute(f'CREATE VIRTUAL TABLE page USING fts5(said, tokenize="{tokenizer}")')
    page.executemany("INSERT INTO page (rowid, said) VALUES (?, ?)", enumerate(texts))
    return page


def _unused(text: str) -> tuple[str, str]:
    """Two characters that a text doesn't have."""
    there = set(text)
    first, second, *_ = (chr(code) for code in _PRIVATE if chr(code) not in there)
    return first, second


def _spans(marked: str, begin: str, end: str) -> Iterator[Span]:
    at = 0
    for number, piece in enumerate(marked.replace(end, begin).split(begin)):
        if number % 2:
            yield at, at + len(piece)
        at += len(piece)
