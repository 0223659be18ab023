"""The databases that tests are given: one that was used is emptied and taken again."""

import pytest
from sqlmodel import func, select

from models.audit import AuditEvent
from models.watchdog import Watchdog
from storage.engine import Store
from tests.conftest import _emptied


@pytest.mark.postgresql
def test_a_database_that_a_test_has_used_can_be_emptied(
    postgresql_store, postgresql_url, migrated_postgresql
):
    """To make a new one for each test takes three times as long, and nothing but the clock would say so."""
    postgresql_store.close()

    assert _emptied(postgresql_url, postgresql_store.url.database, migrated_postgresql)

    again = Store(postgresql_store.url.render_as_string(hide_password=False))
    with again.reading() as session:
        counts = [
            session.exec(select(func.count()).select_from(table)).one() for table in (Watchdog, AuditEvent)
        ]
    again.close()
    assert counts == [0, 0]
