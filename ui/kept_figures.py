"""The facts of this process's watchdog, as a page draws figures from them."""

from dataclasses import replace
from functools import lru_cache

from models.facts import Facts
from models.people import Viewer
from storage.engine import Store
from storage.kept_facts import FactsKeeper, KeptFacts
from ui import access, public_only


def kept(viewer: Viewer) -> KeptFacts:
    """The facts that this session's pages count, and the moment they are of."""
    newest = _keeper(access.store()).facts(viewer)
    return replace(newest, facts=public_only.counted(newest.facts)) if public_only.is_on() else newest


def everybody(viewer: Viewer) -> Facts:
    """The facts of everybody, whomever this session's pages count."""
    return _keeper(access.store()).facts(viewer).facts


@lru_cache(maxsize=2)
def _keeper(store: Store) -> FactsKeeper:
    return FactsKeeper(store)
