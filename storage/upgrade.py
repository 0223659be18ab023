"""Move a store to this release: back up, migrate, check, or put everything back."""

from datetime import datetime
from pathlib import Path

from models.errors import FeedbackError
from storage import backup, migrate
from storage.engine import Store


def upgrade(store: Store, folder: Path, *, at: datetime) -> Path | None:
    """Bring the schema up to date. Returns the backup that was made; None when nothing was due.

    Raises FeedbackError while the app has the store open, and after putting the backup back when a
    step or the check afterwards fails.
    """
    before = migrate.current(store)
    if before == migrate.newest():
        return None
    if before is None:
        migrate.upgrade(store)
        return None
    backup.require_alone(store)
    kept = backup.backup(store, folder / f"before-upgrade-{at:%Y%m%dT%H%M%S}.hys", at=at)
    try:
        migrate.upgrade(store)
        left = migrate.differences(store)
        if left:
            raise FeedbackError(f"The schema is not what this release needs: {left[0]}")
        backup.check_store(store)
    except Exception as fault:
        if not store.is_sqlite and migrate.current(store) != before:
            migrate.downgrade(store, before)
        backup.restore(store, kept)
        raise FeedbackError(
            f"The upgrade was undone and the store is as it was ({fault}). The backup is {kept}."
        ) from fault
    return kept
