"""How far can each theme's counts be trusted, by what two people say of the same comments?"""

from collections.abc import Sequence

from sqlmodel import Session

from analysis.agreement import agreement_on_theme
from analysis.taxonomy import load_taxonomy
from analysis.theme_trust import Proposals, ThemeTrust, theme_trust
from content.words import words
from models.people import Viewer
from storage.queries.kept_proposals import KeptProposals, kept_proposals
from storage.queries.read_twice import ReadTwice, read_twice
from storage.queries.tags_in_use import versions_in_use


def trust_in_themes(session: Session, viewer: Viewer) -> tuple[dict[str, ThemeTrust], list[ReadTwice]]:
    """What is known of every theme, and the comments read twice that it is known from."""
    twice = read_twice(session, viewer)
    kept = kept_proposals(session, viewer, versions_in_use(session, viewer))
    named = {theme for one in twice for theme in one.first.themes | one.second.themes}
    return {
        theme: _judged(theme, twice, Proposals(*kept.get(theme, KeptProposals())))
        for theme in {*load_taxonomy().themes, *kept, *named}
    }, twice


def marks_of(trusted: dict[str, ThemeTrust]) -> dict[str, str]:
    """The word for each theme whose counts are to be read with care; most have none."""
    return {
        theme: words(f"theme_review.marks.{known.mark.value}")
        for theme, known in trusted.items()
        if known.mark is not None
    }


def _judged(theme: str, twice: Sequence[ReadTwice], proposals: Proposals) -> ThemeTrust:
    """How it stands in all languages together, marked where people disagree in any one of them."""
    languages = sorted({one.language for one in twice})
    apart = languages if len(languages) > 1 else []
    found = []
    for some in (twice, *([one for one in twice if one.language == language] for language in apart)):
        pairs = [(one.first.themes, one.second.themes) for one in some]
        named = sum(theme in first | second for first, second in pairs)
        found.append(theme_trust(agreement_on_theme(theme, pairs), named, proposals))
    return found[0]._replace(mark=next((one.mark for one in found if one.mark), None))
