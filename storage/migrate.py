"""Which schema the store has, and how it gets the one this release needs."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from models.errors import FeedbackError
from storage.engine import Store
from storage.search_index import left_to_the_models

FOLDER = Path(__file__).parent / "migrations"


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config


def newest() -> str:
    """The revision this release needs."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    if head is None:
        raise LookupError(f"no migrations in {FOLDER}")
    return head


def knows(revision: str) -> bool:
    """Whether this release has the steps to and from `revision`."""
    return any(step.revision == revision for step in ScriptDirectory.from_config(_config()).walk_revisions())


def current(store: Store) -> str | None:
    """The store's revision; None for an empty database."""
    with store.reader.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(store: Store, to: str = "head") -> None:
    """Move the schema forwards. Runs again without effect."""
    with store.connection() as connection:
        command.upgrade(_config(connection), to)


def downgrade(store: Store, to: str) -> None:
    """Move the schema back, as far as `to` ("base" for nothing at all)."""
    with store.connection() as connection:
        command.downgrade(_config(connection), to)


def write_migration(store: Store, subject: str) -> None:
    """Write a new migration from the difference between the tables and the store."""
    with store.connection() as connection:
        command.revision(_config(connection), message=subject, autogenerate=True)


def differences(store: Store) -> list[object]:
    """What the tables say and the migrated store does not, as Alembic sees it; empty when equal."""
    from alembic.autogenerate import compare_metadata

    import models.tables  # noqa: F401
    from models.base import Table

    with store.reader.connect() as connection:
        there = MigrationContext.configure(connection, opts={"include_name": left_to_the_models})
        return list(compare_metadata(there, Table.metadata))


def require_current(store: Store) -> None:
    """Raise FeedbackError unless the schema is the one this release needs."""
    found = current(store)
    if found == newest():
        return
    if found is None:
        raise FeedbackError("The store is empty. Run `make migrate`, or `python -m feedback_cli init`.")
    if knows(found):
        raise FeedbackError(
            "The store was made by an earlier release. Run `make upgrade`, which backs up first."
        )
    raise FeedbackError("A later release made this store. Use that release.")
