"""What do the figures of a page rest on? How many people, who read them, and what is still on its way."""

from content.words import words
from reporting import wording
from reporting.looked import Looked


def coverage_parts(looked: Looked, held: int) -> list[str]:
    """The parts of the line above the figures; `held` are those that don't count yet. Of nobody, nothing."""
    told, behind = looked.facts.feedback, looked.behind
    both = behind.read_by_both
    agreement = (
        words("scope.coverage.agreement", share=_share(behind.agreed, both), both=f"{both:,}")
        if both
        else words("scope.coverage.no_agreement")
    )
    read = [
        words(
            "scope.coverage.all",
            people=wording.people(behind.people),
            tagged=f"{behind.tagged:,}",
            checked=_share(behind.checked, behind.people),
            agreement=agreement,
        )
    ]
    still = {
        "waiting": int((told["has_words"] & ~told["is_tried"]).sum()),
        "failed": int((told["is_tried"] & ~told["is_tagged"]).sum()),
        "undecided": int(told["awaits"].sum()),
        "held": held,
    }
    parts = read if behind.people else []
    return parts + [words(f"scope.coverage.{name}", **{name: f"{n:,}"}) for name, n in still.items() if n]


def people_only_left(looked: Looked) -> str:
    """With people's tags only: how much of what was told is left for figures of themes."""
    left, all_ = looked.behind_tags.people, looked.facts.people
    return words("scope.people_only.left", left=_share(left, all_), all=wording.people(all_))


def _share(part: int, whole: int) -> str:
    """How many, and which share that is where it may be said."""
    if whole < wording.SHOW_FROM:
        return f"{part:,}"
    return words("scope.coverage.share", part=f"{part:,}", percent=wording.percent(part, whole))
