"""Where is a word among the approved words? The index that the database keeps, and how it is asked.

The database itself keeps it in step (migration 0006). A migration that copies the table `approved_words`
on SQLite has to make its three triggers again.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Select, Uuid, and_, cast, column, func, insert, literal, select, table
from sqlalchemy.dialects.postgresql import REGCONFIG, TSQUERY, TSVECTOR
from sqlmodel import Session, col

from models.moderation import ApprovedWords
from storage.search_asked import Asked, as_tsquery
from storage.search_fts5 import as_fts5

NAME = "approved_search"
_BITS_OF_A_SHELF = 40
_index = table(NAME, column("rowid"), column(NAME))
_place = table(f"{NAME}_place", column("place"), column("watchdog_id"), column("feedback_id", Uuid()))
_shelf = table(f"{NAME}_shelf", column("number"), column("watchdog_id"))


def is_in_the_index(name: str | None) -> bool:
    """Whether a table, a column or an index of the database belongs to the search and to no model."""
    return (name or "").startswith(NAME)


def left_to_the_models(name: str | None, _kind: str, _parents: Mapping[str, str | None]) -> bool:
    """What Alembic compares with the models: everything but the search."""
    return not is_in_the_index(name)


def matches(
    session: Session, watchdog_id: str, asked: Asked, approval: Sequence[ColumnElement[bool]] = ()
) -> Select[tuple[object, float]]:
    """A select of `feedback_id` and `score`, a higher one for a better match, in one watchdog's words.

    `approval` are conditions on `approved_words`, which SQLite looks up only for their sake.
    """
    if session.get_bind().dialect.name == "sqlite":
        return _in_sqlite(session, watchdog_id, asked, approval)
    return _in_postgresql(watchdog_id, asked).where(*approval)


def forget_deleted(session: Session) -> None:
    """Leave nothing in the database's file of words that are no longer approved.

    SQLite's index only marks words as gone until it is put together anew: a second or two for a million
    comments. PostgreSQL keeps no words apart from its rows.
    """
    if session.get_bind().dialect.name == "sqlite":
        session.connection().execute(insert(_index).values({NAME: "optimize"}))


def _in_sqlite(
    session: Session, watchdog_id: str, asked: Asked, approval: Sequence[ColumnElement[bool]]
) -> Select[tuple[object, float]]:
    number = session.scalar(select(_shelf.c.number).where(_shelf.c.watchdog_id == watchdog_id)) or 0
    matching = (
        select(_index.c.rowid, (-func.bm25(_index.c[NAME])).label("score"))
        .where(
            _index.c[NAME].match(as_fts5(asked)),
            _index.c.rowid.between(number << _BITS_OF_A_SHELF, ((number + 1) << _BITS_OF_A_SHELF) - 1),
        )
        .cte("matching")
        .prefix_with("MATERIALIZED")
    )
    found = select(_place.c.feedback_id, matching.c.score).join(
        matching, (_place.c.place == matching.c.rowid) & (_place.c.watchdog_id == watchdog_id)
    )
    if not approval:
        return found
    is_it = (
        col(ApprovedWords.watchdog_id) == watchdog_id,
        col(ApprovedWords.feedback_id) == _place.c.feedback_id,
    )
    return found.join(ApprovedWords, and_(*is_it)).where(*approval)


def _in_postgresql(watchdog_id: str, asked: Asked) -> Select[tuple[object, float]]:
    words = column(NAME, TSVECTOR)
    wanted = func.to_tsquery(cast(NAME, REGCONFIG), as_tsquery(asked))
    ours = cast(literal(f"'@{watchdog_id}'"), TSQUERY)
    rank = func.ts_rank(words, wanted, 1)
    return select(col(ApprovedWords.feedback_id), rank.label("score")).where(
        words.op("@@")(wanted.op("&&")(ours))
    )
