"""The facts of this process's watchdog, as a page draws figures from them."""

from functools import lru_cache

from models.people import Viewer
from storage.engine import Store
from storage.kept_facts import FactsKeeper, KeptFacts
from ui import access


def kept(viewer: Viewer) -> KeptFacts:
    """The facts that this viewer's pages show now, and the moment they are of."""
    return _keeper(access.store()).facts(viewer)


@lru_cache(maxsize=2)
def _keeper(store: Store) -> FactsKeeper:
    return FactsKeeper(store)
