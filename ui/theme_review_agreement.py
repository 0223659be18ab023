"""How far two people agree on each theme, and how much of the machine's work people keep: a table."""

from collections.abc import Iterator

import streamlit as st

from analysis.agreement import FEWEST_PAIRS, Agreement, agreement, agreement_on_theme, side_of
from analysis.theme_trust import Proposals, ThemeTrust
from content.words import words
from models.people import Permission, Viewer
from models.setting import ThresholdKind
from reporting.theme_titles import theme_title
from storage.queries.read_twice import ReadTwice
from storage.queries.thresholds import thresholds
from ui import access, theme_trust
from ui.rows import show_rows
from ui.theme_review import language_name

COLUMNS = ("theme", "language", "pairs", "alike", "kappa", "kept", "found", "mark")


def show(viewer: Viewer) -> None:
    """The table, for those who read figures: how comments read, then themes, least agreed on first."""
    if not viewer.may(Permission.READ_FIGURES):
        return
    with st.expander(words("theme_review.agreement.title")):
        trusted, twice = theme_trust.trust_in_themes(viewer)
        if not twice:
            with access.reading() as session:
                percent = thresholds(session, viewer)[ThresholdKind.READ_TWICE_PERCENT]
            st.markdown(words("theme_review.agreement.none", percent=percent))
        st.markdown(f":small[:gray[{words('theme_review.agreement.note', pairs=FEWEST_PAIRS)}]]")
        rows = [*_of_sentiment(twice), *_of_themes(trusted, twice)]
        if rows:
            show_rows([words(f"theme_review.agreement.{column}") for column in COLUMNS], rows)
            st.markdown(f":small[:gray[{theme_trust.explained()}]]")


def _of_sentiment(twice: list[ReadTwice]) -> Iterator[tuple[str, ...]]:
    for language, read in _by_language(twice):
        felt = [
            (one.first.sentiment, one.second.sentiment)
            for one in read
            if one.first.sentiment and one.second.sentiment
        ]
        yield _row(words("theme_review.agreement.sentiment"), language, agreement(felt), None)
        sides = agreement((side_of(first), side_of(second)) for first, second in felt)
        yield _row(words("theme_review.agreement.sides"), language, sides, None)


def _of_themes(trusted: dict[str, ThemeTrust], twice: list[ReadTwice]) -> Iterator[tuple[str, ...]]:
    known = [
        theme
        for theme, trust in trusted.items()
        if trust.proposals.given
        or trust.proposals.proposed
        or any(theme in one.first.themes | one.second.themes for one in twice)
    ]
    least_first = sorted(known, key=lambda theme: (_kappa(trusted[theme]), theme_title(theme)))
    for theme in least_first:
        title = theme_title(theme)
        languages = _by_language(twice)
        yield _row(
            title, words("theme_review.agreement.all_languages"), trusted[theme].agreement, trusted[theme]
        )
        for language, read in languages if len(languages) > 1 else ():
            pairs = [(one.first.themes, one.second.themes) for one in read]
            yield _row(title, language, agreement_on_theme(theme, pairs), None)


def _row(title: str, language: str, found: Agreement, trust: ThemeTrust | None) -> tuple[str, ...]:
    machine = trust.proposals if trust else Proposals()
    return (
        title,
        language,
        f"{found.pairs:,}",
        _share(found.alike, found.pairs),
        _range(found),
        _share(machine.kept, machine.proposed),
        _share(machine.kept, machine.given),
        words(f"theme_review.marks.{trust.mark.value}")
        if trust and trust.mark
        else words("theme_review.agreement.nothing"),
    )


def _range(found: Agreement) -> str:
    if found.is_too_few:
        return words("theme_review.agreement.too_few")
    if found.kappa is None:
        return words("theme_review.agreement.no_kappa")
    figures_of = {"kappa": found.kappa, "low": found.low or 0.0, "high": found.high or 0.0}
    return words(
        "theme_review.agreement.range", **{name: f"{value:.2f}" for name, value in figures_of.items()}
    )


def _share(part: int, of: int) -> str:
    if not of:
        return words("theme_review.agreement.nothing")
    return words("theme_review.agreement.share", share=f"{part / of:.0%}", of=f"{of:,}")


def _by_language(twice: list[ReadTwice]) -> list[tuple[str, list[ReadTwice]]]:
    codes = sorted({one.language for one in twice})
    return [(language_name(code), [one for one in twice if one.language == code]) for code in codes]


def _kappa(trust: ThemeTrust) -> float:
    return 2.0 if trust.agreement.is_too_few or trust.agreement.kappa is None else trust.agreement.kappa
