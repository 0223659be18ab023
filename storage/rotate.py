"""Re-encrypt everything with the newest key, in one transaction."""

from sqlalchemy import LargeBinary, bindparam, select, type_coerce, update
from sqlmodel import Session

import models.tables  # noqa: F401  (fills the registry)
from models.base import EncryptedText, Table
from storage import keys

BATCH = 1_000


def rotate(session: Session, all_keys: str) -> int:
    """Re-encrypt every encrypted cell with the newest of `all_keys`. Returns how many cells."""
    done = 0
    for table in Table.metadata.sorted_tables:
        for column in table.columns:
            if not isinstance(column.type, EncryptedText):
                continue
            raw = type_coerce(column, LargeBinary)
            identity = list(table.primary_key.columns)
            renewal = (
                update(table)
                .where(*(part == bindparam(f"key_{part.name}", type_=part.type) for part in identity))
                .values({column: bindparam("renewed", type_=LargeBinary)})
            )
            rows = [row for row in session.execute(select(*identity, raw)).all() if row[-1]]
            for start in range(0, len(rows), BATCH):
                batch = rows[start : start + BATCH]
                renewed = keys.rotated([row[-1] for row in batch], all_keys)
                session.connection().execute(
                    renewal,
                    [
                        {
                            **{f"key_{part.name}": row[at] for at, part in enumerate(identity)},
                            "renewed": cell,
                        }
                        for row, cell in zip(batch, renewed, strict=True)
                    ],
                )
                done += len(batch)
    return done
