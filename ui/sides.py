"""The figures of a page, once for each scope that is looked at: alone, or two beside each other."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

import streamlit as st

from analysis.narrow import how_many_held, narrow
from content.words import words
from models.people import Viewer
from models.scope import EVERYTHING, Looking
from models.setting import ThresholdKind
from models.watchdog import HERE
from reporting.coverage_words import coverage_parts, people_only_left
from reporting.looked import Looked
from reporting.scope_words import choices_of, scope_in_words
from storage.kept_facts import KeptFacts
from storage.queries.thresholds import thresholds
from ui import access, kept_figures, public_only, theme_trust
from ui.plain import plain
from ui.scope_picker import BESIDE, FIRST


def draw_each(viewer: Viewer, looking: Looking, draw: Callable[[Looked, str], None]) -> None:
    """Call `draw` with what each side looks at and the side's name; say where nobody is in it."""
    public_only.banner()
    kept = kept_figures.kept(viewer)
    with access.reading() as session:
        smallest = thresholds(session, viewer)[ThresholdKind.SMALLEST_BASE]
    marks, today = _marks(viewer, kept.read_at), access.today()
    sides = {FIRST: looking.scope} | ({} if looking.beside is None else {BESIDE: looking.beside})
    for place, (side, scope) in zip(st.columns(len(sides), gap="large"), sides.items(), strict=True):
        always = replace(scope, since=None, until=None)
        whole = narrow(kept.facts, always, is_people_only=looking.is_people_only)
        facts = narrow(whole, replace(EVERYTHING, since=scope.since, until=scope.until))
        looked = Looked(facts, whole, scope, today, smallest, looking.is_people_only, marks)
        with place:
            if looking.beside is not None:
                st.subheader(plain(scope_in_words(scope, choices_of(kept.facts).names)))
            _coverage_line(looked, kept)
            if facts.people:
                draw(looked, side)
            else:
                st.info(words("scope.nobody"))


@lru_cache(maxsize=4)
def _marks(viewer: Viewer, read_at: datetime) -> Mapping[str, str]:
    """What is to be known of each theme's counts: asked again when the facts were read again."""
    return theme_trust.marks(viewer)


def _coverage_line(looked: Looked, kept: KeptFacts) -> None:
    """How many people the figures rest on, who read them, what is still on its way, and of when they are."""
    held = how_many_held(kept.facts, looked.scope, is_people_only=looked.is_people_only)
    parts = coverage_parts(looked, held)
    if kept.is_behind:
        parts.append(words("scope.as_of", time=f"{kept.read_at.astimezone(HERE):%H:%M}"))
    if parts:
        st.markdown(f":gray[{' · '.join(parts)}]")
    if looked.is_people_only:
        st.markdown(people_only_left(looked))
