"""How far each theme's counts can be trusted, and the word that stands beside the title where they can't."""

from actions.trust_in_themes import marks_of
from actions.trust_in_themes import trust_in_themes as trusted
from analysis.agreement import FEWEST_PAIRS
from analysis.theme_trust import AGREE_FROM, ThemeTrust
from content.words import words
from models.people import Viewer
from storage.queries.kept_proposals import NEWEST
from storage.queries.read_twice import ReadTwice
from ui import access


def trust_in_themes(viewer: Viewer) -> tuple[dict[str, ThemeTrust], list[ReadTwice]]:
    """What is known of every theme, and the comments read twice that it is known from."""
    with access.reading() as session:
        return trusted(session, viewer)


def marks(viewer: Viewer) -> dict[str, str]:
    """The word for each theme whose counts are to be read with care; most have none."""
    return marks_of(trust_in_themes(viewer)[0])


def explained() -> str:
    """What the words mean."""
    return words("theme_review.marks.explained", pairs=FEWEST_PAIRS, kappa=f"{AGREE_FROM:.1f}", newest=NEWEST)
