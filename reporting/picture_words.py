"""What stands under every picture: whose word it is, how much a person checked, and who may see it."""

from analysis.behind import Behind
from content.words import words
from reporting import wording
from reporting.picture import Picture, Source
from reporting.wording import SHOW_FROM


def band(picture: Picture, smallest: int) -> str:
    """That a picture is not for publication, where it is about fewer than `smallest` people; else empty."""
    if picture.fewest is None or picture.fewest >= smallest:
        return ""
    return words("pictures.not_for_publication", smallest=f"{smallest:,}")


def rests_on(picture: Picture) -> str:
    """Whose word a picture is, of how many people, and how far people and machine agree."""
    behind = picture.behind
    if not behind.people:
        return words("pictures.rest.nobody")
    match picture.source:
        case Source.ANSWERS:
            return words("pictures.rest.answers", people=wording.people(behind.people))
        case Source.PEOPLE:
            return words("pictures.rest.people", people=wording.people(behind.people))
        case Source.TAGS if behind.is_people_only:
            return words("pictures.rest.people_only", comments=_comments(behind.people))
        case _ if not behind.tagged and not behind.checked:
            return words("pictures.rest.nothing_read", people=wording.people(behind.people))
        case Source.TAGS if behind.checked == behind.people:
            return words("pictures.rest.tags_all_checked", people=wording.people(behind.people))
        case Source.TAGS if not behind.checked:
            said = words("pictures.rest.tags_none_checked", people=wording.people(behind.people))
        case Source.TAGS:
            checked = _of(behind.checked, behind.people)
            said = words("pictures.rest.tags", people=wording.people(behind.people), checked=checked)
        case Source.MACHINE:
            said = words("pictures.rest.machine", people=wording.people(behind.people))
    return " ".join(filter(None, (said, _unread(behind), _agreement(behind))))


def _unread(behind: Behind) -> str:
    """How much of it the machine has still to read: where that is much, figures of it are too low."""
    unread = behind.people - max(behind.tagged, behind.checked)
    return words("pictures.rest.some_unread", unread=f"{unread:,}") if unread > 0 else ""


def _agreement(behind: Behind) -> str:
    both = _comments(behind.read_by_both)
    if not behind.read_by_both:
        return words("pictures.rest.nothing_read_by_both")
    if behind.read_by_both < SHOW_FROM:
        return words("pictures.rest.little_read_by_both", both=both)
    share = f"{wording.percent(behind.agreed, behind.read_by_both)} of {both}"
    return words("pictures.rest.agreement", share=share)


def _of(part: int, whole: int) -> str:
    """A share, or with few people a count."""
    return wording.percent(part, whole) if whole >= SHOW_FROM else f"{part:,}"


def _comments(number: int) -> str:
    return "1 comment" if number == 1 else f"{number:,} comments"
