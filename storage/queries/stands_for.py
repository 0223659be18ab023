"""Which row does a service or an organisation count as, since some were entered twice and merged?"""

from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlmodel import col

from models.organisation import Organisation, Service
from models.people import Viewer


def stands_for(table: type[Organisation] | type[Service]) -> ColumnElement[UUID]:
    """The id that each row of `table` counts as: what it was merged into, else its own.

    One step is enough: whatever was merged into a row goes with it when that is merged in turn.
    """
    return func.coalesce(col(table.merged_into_id), col(table.id))


def counting_as(viewer: Viewer, service_id: UUID) -> Select[UUID]:
    """The ids of every service of the viewer's watchdog whose feedback counts under `service_id`."""
    return select(col(Service.id)).where(
        col(Service.watchdog_id) == viewer.watchdog_id, stands_for(Service) == service_id
    )
