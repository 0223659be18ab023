"""A picture to take away: as a drawing, as its numbers, and as its numbers that may be published."""

from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from actions.publishing_rules import rules_of
from actions.take_figures import take_figures
from analysis.disclosure import Rules
from content.words import words
from models.people import Viewer
from models.scope import Scope
from reporting.looked import Looked
from reporting.picture import Picture
from reporting.picture_drawn import DrawnKind, drawn
from reporting.picture_files import Around, numbers_file, published_file
from reporting.scope_words import choices_of, scope_in_words
from reporting.words_file import FileKind
from ui import access, kept_figures, public_only

TO_PUBLISH, FOR_US = "to-publish", "for-us"


@dataclass(frozen=True)
class _Takeable:
    """What a file is made of. It is kept while the page is open, so it holds no facts."""

    picture: Picture
    viewer: Viewer
    scope: Scope
    smallest: int


def offer(picture: Picture, viewer: Viewer, looked: Looked, *, key: str) -> None:
    """A button for each file, which is made when it is asked for, and not before; none for what stays."""
    if picture.stays:
        return
    it = _Takeable(replace(picture, marks={}), viewer, looked.scope, looked.smallest)
    with st.container(horizontal=True):
        for kind in (*DrawnKind, *FileKind):
            _button(it, kind, looked, key=key)
    if not picture.counts or not picture.counts.rows:
        return
    if picture.is_of_told and not public_only.is_on():
        public_only.offer(key=f"{key}-{picture.name}")
    else:
        with st.container(key=f"publish-{key}-{picture.name}"):
            st.markdown(f":small[:gray[{words('pictures.to_publish')}]]")
            with st.container(horizontal=True):
                for kind in FileKind:
                    _button(it, kind, looked, key=key, is_publishable=True)


def _button(
    it: _Takeable, kind: DrawnKind | FileKind, looked: Looked, *, key: str, is_publishable: bool = False
) -> None:
    name, use = it.picture.name, TO_PUBLISH if is_publishable else FOR_US
    st.download_button(
        words(f"pictures.publish_{kind.value}" if is_publishable else f"pictures.{kind.value}"),
        data=partial(_taken, it, kind, is_publishable=is_publishable),
        file_name=f"{name}-{use}-{looked.today}.{kind.value}",
        mime=kind.mime,
        on_click="ignore",
        key=f"{key}-{name}-{use}-{kind.value}",
    )


def _taken(it: _Takeable, kind: DrawnKind | FileKind, *, is_publishable: bool) -> bytes:
    """The file, with a row in the record that it was taken."""
    known = choices_of(kept_figures.kept(it.viewer).facts).names
    around = Around(scope_in_words(it.picture.counted_in(it.scope), known), access.today(), it.smallest)
    if isinstance(kind, DrawnKind):
        made = drawn(it.picture, kind, around)
    elif is_publishable:
        made = published_file(it.picture, kind, around, rules(it.viewer))
    else:
        made = numbers_file(it.picture, kind, around)
    with access.writing() as session:
        take_figures(
            session,
            it.picture.name,
            kind.value,
            it.scope,
            is_publishable=is_publishable,
            by=it.viewer,
            at=access.now(),
        )
    return made


def rules(viewer: Viewer) -> Rules:
    """From which numbers on the watchdog publishes."""
    with access.reading() as session:
        return rules_of(session, viewer)
