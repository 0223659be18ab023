"""Leave nothing of what was deleted in the files of the store: neither in its log nor in its search index."""

from sqlalchemy.exc import OperationalError, ProgrammingError

from storage.engine import Store
from storage.search_index import forget_deleted

TOUCHED = (
    "approved_words",
    "feedback",
    "correction",
    "contact",
    "about_you",
    "redaction",
    "moderation_decision",
    "escalation",
    "escalation_step",
    "draft",
    "outbox_message",
    "scheme_contacts",
    "newsletter_subscription",
)
"""Tables with somebody's words, with how to reach them, or with what was counted of them."""


def scrub(store: Store) -> bool:
    """Write over what deleted rows have left behind. Returns False where somebody was reading meanwhile.

    Then the next day's work does it. SQLite writes zeros over what it deletes (`secure_delete`), its
    search index is made anew without what was taken out, and the log is emptied into the file.
    PostgreSQL frees the room that deleted rows took, to be used again; it doesn't write over it.
    """
    return _scrub_sqlite(store) if store.is_sqlite else _vacuum(store)


def _scrub_sqlite(store: Store) -> bool:
    with store.writing() as session:
        forget_deleted(session)
    with store.alone() as raw:
        is_busy, *_ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not is_busy


def _vacuum(store: Store) -> bool:
    try:
        with store.writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(f"VACUUM {', '.join(TOUCHED)}")
    except (OperationalError, ProgrammingError):
        return False
    return True
