"""One registry for every table, and the column types that the tables share."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Dialect, Enum, ForeignKeyConstraint, LargeBinary, MetaData, String
from sqlalchemy.orm import registry
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel
from uuid_utils.compat import uuid7

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Table(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMING))):
    """A table of the store. Tables do not validate: fill them from a draft that has been checked."""


class WatchdogTable(Table):
    """A table that belongs to a watchdog: `watchdog_id` leads its key and so every index on it."""

    watchdog_id: str = Field(primary_key=True, foreign_key="watchdog.id", max_length=40)
    id: UUID = Field(default_factory=uuid7, primary_key=True)


class Cipher:
    """Where `EncryptedText` finds its keys. `storage.keys.use` fills it once, at start-up."""

    encrypt: Callable[[bytes], bytes] | None = None
    decrypt: Callable[[bytes], bytes] | None = None
    digest: Callable[[bytes], str] | None = None


class EncryptedText(TypeDecorator[str]):
    """Text that is ciphertext in the database, in its log and in its backups.

    Empty text is kept as nothing at all: it hides nothing, and most cells are empty.
    """

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        if not value:
            return None if value is None else b""
        if Cipher.encrypt is None:
            raise RuntimeError("the store has no encryption keys: call storage.keys.use first")
        return Cipher.encrypt(value.encode("utf-8"))

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        if not value:
            return None if value is None else ""
        if Cipher.decrypt is None:
            raise RuntimeError("the store has no encryption keys: call storage.keys.use first")
        return Cipher.decrypt(value).decode("utf-8")


def choice(vocabulary: type[StrEnum]) -> Any:
    """A column type that stores the value of a closed list as plain text on every database."""
    return Enum(
        vocabulary,
        native_enum=False,
        create_constraint=False,
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )


class Choices(TypeDecorator[frozenset[StrEnum]]):
    """Several values of a closed list, as text with commas."""

    impl = String(200)
    cache_ok = True

    def __init__(self, vocabulary: type[StrEnum]) -> None:
        super().__init__()
        self.vocabulary = vocabulary

    def process_bind_param(self, value: frozenset[StrEnum] | None, dialect: Dialect) -> str | None:
        return None if value is None else ",".join(sorted(self.vocabulary(one).value for one in value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> frozenset[StrEnum] | None:
        return None if value is None else frozenset(map(self.vocabulary, filter(None, value.split(","))))


def choices(vocabulary: type[StrEnum]) -> Any:
    """A column type for several values of a closed list: "analyst,moderator"."""
    return Choices(vocabulary)


def belongs_to(table: str, column: str) -> ForeignKeyConstraint:
    """A foreign key that cannot cross from one watchdog to another."""
    return ForeignKeyConstraint(["watchdog_id", column], [f"{table}.watchdog_id", f"{table}.id"])
