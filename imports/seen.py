"""How often has this file said the same thing already?"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager


class Seen:
    """A scratch count of what one file repeats. It spills to disk, so a long file needs no more memory."""

    def __init__(self, scratch: sqlite3.Connection) -> None:
        self._scratch = scratch
        scratch.execute("CREATE TABLE seen (digest BLOB PRIMARY KEY, times INTEGER NOT NULL) WITHOUT ROWID")

    def count(self, digest: bytes) -> int:
        """Note one more `digest` and return how many there have been, this one included."""
        row = self._scratch.execute(
            "INSERT INTO seen VALUES (?, 1) "
            "ON CONFLICT (digest) DO UPDATE SET times = times + 1 RETURNING times",
            (digest,),
        ).fetchone()
        return int(row[0])


@contextmanager
def nothing_seen() -> Iterator[Seen]:
    """A count that begins at nothing and is thrown away at the end."""
    with closing(sqlite3.connect("", isolation_level=None)) as scratch:
        scratch.execute("PRAGMA journal_mode=OFF")
        scratch.execute("PRAGMA cache_size=-1024")
        scratch.execute("BEGIN")
        yield Seen(scratch)
