"""Take approved words away as a file, and leave one row in the record that says so."""

from datetime import datetime
from typing import NamedTuple

from analysis.taxonomy import load_taxonomy
from content.words import words
from models.events import Event
from models.people import Permission, Viewer, require
from models.vocabulary import TextPart, WordsUse
from reporting.words_file import FileKind, words_file
from storage import audit
from storage.engine import Store
from storage.queries.search_scope import SearchScope
from storage.queries.search_words import FoundWords, all_found
from storage.queries.tags_in_use import versions_in_use
from storage.search_asked import Asked

COLUMNS = ("reference", "month", "about", "services", "themes", "channel", "language", *TextPart, "quote")


class TakenAway(NamedTuple):
    """A file, how many comments are in it, and how many were found but may not be used so."""

    file: bytes
    name: str
    rows: int
    left_out: int


def export_words(
    store: Store,
    asked: Asked,
    choice: SearchScope,
    *,
    use: WordsUse,
    kind: FileKind,
    by: Viewer,
    at: datetime,
) -> TakenAway:
    """Everything that a search finds and its author agreed to have used so, best first.

    For reports: who agreed to those. To quote: what was approved for anybody, of who agreed to be quoted.
    The record holds how many, what for, and by what it was narrowed down; of what was looked for, which
    may be a name, only how many words it was.
    """
    require(by, Permission.EXPORT_WORDS)
    with store.reading() as session:
        found = all_found(session, by, asked, choice, versions_in_use(session, by))
    usable = [one for one in found if may_be_used(one, use)]
    taken = TakenAway(
        words_file(kind, [words(f"search.columns.{name}") for name in COLUMNS], map(_cells, usable)),
        f"comments-{at:%Y-%m-%d}.{kind.value}",
        len(usable),
        len(found) - len(usable),
    )
    with store.writing() as session:
        audit.lock(session, by.watchdog_id)
        audit.record(
            session,
            Event.WORDS_EXPORTED,
            by=by,
            at=at,
            detail={
                "rows": taken.rows,
                "left_out": taken.left_out,
                "use": use.value,
                "file": kind.value,
                "words": asked.how_many,
                **({"filters": ", ".join(choice.chosen)} if choice.chosen else {}),
            },
        )
    return taken


def may_be_used(one: FoundWords, use: WordsUse) -> bool:
    """Whether the author agreed to this use, and whoever approved it did so for this use."""
    if use is WordsUse.QUOTATION:
        return one.is_publishable and one.consent_quotation
    return one.consent_reports


def _cells(one: FoundWords) -> tuple[str, ...]:
    """One row, in the order of `COLUMNS`."""
    titles = load_taxonomy().themes
    texts = {each.part: each.text for each in one.texts}
    return (
        one.reference,
        f"{one.counted_on:%Y-%m}",
        words(f"named.journey.{one.journey.value}"),
        "; ".join(one.services),
        "; ".join(titles[theme].title if theme in titles else theme for theme in one.themes),
        words(f"named.channel.{one.channel.value}"),
        one.language,
        *(texts.get(part, "") for part in TextPart),
        words("form.yes" if may_be_used(one, WordsUse.QUOTATION) else "form.no"),
    )
