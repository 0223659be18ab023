"""Alembic's entry: it always runs on a connection that `storage.migrate` hands it."""

from alembic import context
from sqlalchemy import DateTime, Enum
from sqlmodel import AutoString

import models.tables  # noqa: F401  (fills the registry)
from models.base import Choices, EncryptedText, Table
from storage.search_index import left_to_the_models


def plainly(kind: str, item: object, _context: object) -> str | bool:
    """Write column types as SQLAlchemy's own, so that a migration outlives the models."""
    if kind != "type":
        return False
    if isinstance(item, EncryptedText):
        return "sa.LargeBinary()"
    if isinstance(item, Choices):
        return "sa.String(length=200)"
    if isinstance(item, AutoString):
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    if isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    if type(item).__module__.startswith("sqlmodel") and isinstance(getattr(item, "impl", item), DateTime):
        return "sa.DateTime(timezone=True)"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Table.metadata,
    render_as_batch=True,
    render_item=plainly,
    compare_type=True,
    include_name=left_to_the_models,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
