"""The words of one comment with what the machine found in them, and a person's answer beside."""

from typing import NamedTuple

import streamlit as st

from actions.keep_approved import names_of_redactions
from analysis.redaction import Piece, Redacted, moved
from content.words import words
from models.people import Viewer
from models.tag import JoinSeen
from models.vocabulary import Sentiment, TextPart
from reporting.marked import Line, Mark, marked
from reporting.theme_titles import theme_title, themes_by_title
from storage.queries.approved_words import Approved
from storage.queries.read_twice import Answer
from storage.queries.review_queue import Turn
from storage.queries.to_review import ToReview
from ui import theme_trust
from ui.plain import plain
from ui.theme_review import Opened, language_name
from ui.theme_review_joins import ask_for_joins

NOTHING = Answer(frozenset(), None)


class Said(NamedTuple):
    """A person's answer as it stands on the page; `joins` is None where they weren't asked."""

    themes: list[str]
    sentiment: Sentiment | None
    joins: list[JoinSeen] | None


def show_words(opened: Opened) -> None:
    """The approved words, inert, with what spoke for each proposed theme marked and numbered."""
    one = opened.one
    marks, unmarked = ([], []) if opened.is_blind else _marks(one)
    with st.container(border=True):
        st.subheader(words("theme_review.said"))
        st.html(marked(one.approved.words, marks))
        for part in ("should_happen", "added"):
            if text := getattr(one.approved, part):
                st.markdown(f":small[:gray[{words(f'theme_review.{part}')}]]")
                st.html(marked(text, []))
        if marks:
            st.markdown(f":small[:gray[{words('theme_review.marks_note')}]]")
        if unmarked:
            named = ", ".join(plain(theme_title(theme)) for theme in unmarked)
            st.markdown(f":small[:gray[{words('theme_review.taken_out', themes=plain(named))}]]")
        if one.language.lower().split("-")[0] != "en":
            st.info(words("theme_review.other_language", named=plain(language_name(one.language))))


def ask_for_moves(opened: Opened, viewer: Viewer) -> list[JoinSeen] | None:
    """Ask which moves are in it; None, and nothing is asked, of a second reader."""
    if opened.is_blind:
        return None
    with st.container(border=True):
        return ask_for_joins(opened.one, viewer)


def ask(opened: Opened, viewer: Viewer, joins: list[JoinSeen] | None) -> Said:
    """Ask what it is about and how it reads, each as it is proposed."""
    one, key = opened.one, f"{opened.one.feedback_id}-{opened.one.rounds}"
    with st.container(border=True):
        if opened.turn is not Turn.FIRST or one.decided:
            why = opened.turn.value if opened.turn is not Turn.FIRST else "again"
            st.info(words(f"theme_review.{why}"))
        themes = _ask_for_themes(opened, viewer, key)
        sentiment = _ask_how_it_reads(opened, key)
    return Said(themes, sentiment, joins)


def _ask_for_themes(opened: Opened, viewer: Viewer, key: str) -> list[str]:
    one, marks = opened.one, theme_trust.marks(viewer)
    st.markdown(f"**{words('theme_review.themes')}**")
    shown: dict[str, bool] = {}
    if opened.turn is Turn.FIRST:
        decided = one.decided.themes if one.decided else None
        heard = [theme for theme in one.heard if theme in themes_by_title()]
        offered = dict.fromkeys([*(found.theme for found in one.proposed), *heard])
        shown = {theme: decided is None or theme in decided for theme in offered} | dict.fromkeys(
            sorted(decided or ()), True
        )
    elif opened.turn is Turn.SETTLE:
        first, second = one.decided or NOTHING, one.second or NOTHING
        agreed = first.themes & second.themes
        shown = {theme: theme in agreed for theme in sorted(first.themes | second.themes)}
    themes = [
        theme
        for theme, is_ticked in shown.items()
        if st.checkbox(_label(opened, theme, marks), value=is_ticked, key=f"theme-{key}-{theme}")
    ]
    titles = {theme: theme_title(theme, marks) for theme in themes_by_title()}
    more = st.multiselect(
        words("theme_review.add"),
        [theme for theme in titles if theme not in shown],
        format_func=lambda theme: titles[theme],
        placeholder=words("theme_review.add_hint"),
        key=f"more-{key}",
    )
    if any(theme in marks for theme in (*shown, *more)):
        st.markdown(f":small[:gray[{theme_trust.explained()}]]")
    return [*themes, *more]


def _label(opened: Opened, theme: str, marks: dict[str, str]) -> str:
    title = plain(theme_title(theme, marks))
    if opened.turn is Turn.SETTLE:
        named_by = [theme in (answer or NOTHING).themes for answer in (opened.one.decided, opened.one.second)]
        who = "both" if all(named_by) else "first" if named_by[0] else "second"
        return words(f"theme_review.by_{who}", title=title)
    numbers = {found.theme: number for number, found in enumerate(opened.one.proposed, start=1)}
    if theme in numbers:
        title = words("theme_review.proposed", number=f"**{numbers[theme]}**", title=title)
    return words("theme_review.heard", title=title) if theme in opened.one.heard else title


def _ask_how_it_reads(opened: Opened, key: str) -> Sentiment | None:
    one = opened.one
    decided = one.decided.sentiment if one.decided else None
    chosen = decided or one.sentiment
    told = ""
    if opened.is_blind:
        chosen = None
    elif opened.turn is Turn.SETTLE:
        second = one.second.sentiment if one.second else None
        chosen = decided if decided is second else None
        told = words("theme_review.readers_feel", first=_felt(decided), second=_felt(second))
    elif one.sentiment:
        told = words("theme_review.machine_feels", sentiment=_felt(one.sentiment))
    felt = st.radio(
        words("theme_review.feels"),
        list(Sentiment),
        index=list(Sentiment).index(chosen) if chosen else None,
        format_func=lambda each: words(f"named.sentiment.{each.value}"),
        key=f"feels-{key}",
    )
    if told:
        st.markdown(f":small[:gray[{told}]]")
    return felt


def _felt(sentiment: Sentiment | None) -> str:
    return words(f"named.sentiment.{sentiment.value}") if sentiment else words("theme_review.not_said")


def _marks(one: ToReview) -> tuple[list[Mark], list[str]]:
    """A mark for each part that speaks for a proposed theme, and the themes of which no part is left."""
    redacted = laid_out(one.approved)
    marks, unmarked = [], []
    for number, found in enumerate(one.proposed, start=1):
        spans = [span for span in (moved(redacted, span) for span in found.spans) if span]
        marks += [Mark(*span, number, Line.SOLID) for span in spans]
        if found.spans and not spans:
            unmarked.append(found.theme)
    return marks, unmarked


def laid_out(approved: Approved) -> Redacted:
    """The approved words in the pieces they were made of, without what was taken out.

    Where they don't fit together (what stands for a name has been worded otherwise since), the pieces end.
    """
    names = names_of_redactions()
    pieces: list[Piece] = []
    done = at = 0
    for cut in approved.cuts[TextPart.WORDS]:
        kept = approved.words[at : at + cut.start - done]
        instead = cut.instead or f"[{names[cut.kind]}]"
        at += len(kept)
        if not approved.words.startswith(instead, at):
            return Redacted(approved.words, tuple(pieces))
        pieces += [Piece(kept, done, cut.start), Piece(instead, cut.start, cut.end, cut.kind)]
        done, at = cut.end, at + len(instead)
    left = approved.words[at:]
    return Redacted(approved.words, (*pieces, Piece(left, done, done + len(left))))
