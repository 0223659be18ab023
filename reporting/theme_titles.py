"""What is each theme called where people read of it?"""

from collections.abc import Mapping

from analysis.joins import GROUP
from analysis.taxonomy import Retired, load_taxonomy
from content.words import words

NOTHING_TO_KNOW: Mapping[str, str] = {}


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


def group_of(theme: str) -> str:
    """The id of the group that a theme belongs to; empty when no taxonomy has it."""
    known = load_taxonomy().themes.get(theme)
    return known.group if known else ""
