"""The figures of one scope, read once a run, with themes by the names people know."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from actions.tag import this_release
from analysis.joins import GROUP
from analysis.taxonomy import Retired, load_taxonomy
from content.words import words
from models.people import Permission, Viewer
from models.setting import ThresholdKind
from storage.queries.coverage import Coverage, coverage
from storage.queries.feedback_by_month import feedback_by_month
from storage.queries.programme_starts import ProgrammeStart, programme_starts
from storage.queries.read_so_far import ReadSoFar, read_so_far
from storage.queries.scope import Scope
from storage.queries.sentiment_by_month import sentiment_by_month
from storage.queries.tags_in_use import NOTHING_READ, versions_in_use
from storage.queries.themes_and_sentiment import themes_and_sentiment
from storage.queries.thresholds import thresholds
from ui import access, theme_trust

NOTHING_TO_KNOW: Mapping[str, str] = {}


@dataclass(frozen=True, eq=False)
class Figures:
    """Everything the overview draws. Frames: see the query of the same name for their columns.

    A number under `smallest_base` is not for publication.
    """

    coverage: Coverage
    by_month: pd.DataFrame
    sentiment_by_month: pd.DataFrame
    themes: pd.DataFrame
    programmes: list[ProgrammeStart]
    smallest_base: int


def read(viewer: Viewer, scope: Scope) -> Figures:
    """Read the figures of a scope; `themes` gains `title`, `group` and `is_marked`."""
    marks = theme_trust.marks(viewer)
    with access.reading() as session:
        versions = versions_in_use(session, viewer)
        themes = themes_and_sentiment(session, viewer, scope, versions)
        return Figures(
            coverage=coverage(session, viewer, scope, versions),
            by_month=feedback_by_month(session, viewer, scope, versions),
            sentiment_by_month=sentiment_by_month(session, viewer, scope, versions),
            themes=_with_titles(themes, marks),
            programmes=programme_starts(session, viewer),
            smallest_base=thresholds(session, viewer)[ThresholdKind.SMALLEST_BASE],
        )


def newer_reading(viewer: Viewer) -> ReadSoFar | None:
    """How much this release has read, for whoever can take it into use, once that is worth doing."""
    release = this_release()
    if not viewer.may(Permission.MANAGE_STORE):
        return None
    with access.reading() as session:
        if versions_in_use(session, viewer) in (release, NOTHING_READ):
            return None
        so_far = read_so_far(session, viewer, release)
    return so_far if so_far.is_ready else None


def _with_titles(themes: pd.DataFrame, marks: Mapping[str, str]) -> pd.DataFrame:
    known = load_taxonomy().themes
    return themes.assign(
        title=[theme_title(theme, marks) for theme in themes["theme"]],
        is_marked=[theme in marks for theme in themes["theme"]],
        group=[known[theme].group if theme in known else "" for theme in themes["theme"]],
    )


def theme_title(theme: str, marks: Mapping[str, str] = NOTHING_TO_KNOW) -> str:
    """The title of a theme, with what is to be known of its counts; its id when no taxonomy has it."""
    taxonomy = load_taxonomy()
    known = taxonomy.themes.get(theme) or taxonomy.retired.get(theme)
    title = known.title if known else theme
    if isinstance(known, Retired):
        title = words("theme_review.gone_theme", title=title)
    return words("theme_review.marks.with_title", title=title, mark=marks[theme]) if theme in marks else title


def themes_by_title() -> dict[str, str]:
    """Every theme's id and title, in the order they are shown."""
    return {theme.id: theme.title for theme in load_taxonomy().themes.values()}


def problems_of_joins() -> list[str]:
    """The ids of the themes that say what goes wrong, or well, at a join."""
    return [theme.id for theme in load_taxonomy().themes.values() if theme.group == GROUP]


def theme_groups() -> dict[str, str]:
    """The groups of themes, by id, in the order they are shown."""
    return dict(load_taxonomy().groups)


def months_back(today: date, months: int) -> date:
    """The first day of the month that lies `months` before today's."""
    whole = today.year * 12 + today.month - 1 - months
    return date(whole // 12, whole % 12 + 1, 1)
