"""What stands under every picture: whose word it is, how much a person checked, and who may see it."""

from collections.abc import Iterable

from analysis.behind import Behind
from content.words import words
from reporting import wording
from reporting.picture import Picture, Source
from reporting.theme_titles import theme_title
from reporting.wording import SHOW_FROM


def band(picture: Picture, smallest: int) -> str:
    """That a picture is not for publication, where it is about fewer than `smallest` people; else empty.

    Whoever is the rest of a share is one of them: "nearly everybody said so" tells on those who did not.
    """
    return not_for_publication((picture.fewest, picture.counts.fewest if picture.counts else None), smallest)


def not_for_publication(numbers: Iterable[int | None], smallest: int) -> str:
    """The same of any figures that are about so many people; nobody, or nothing known, gives nobody away."""
    if not any(one and one < smallest for one in numbers):
        return ""
    return words("pictures.not_for_publication", smallest=f"{smallest:,}")


def rests_on(picture: Picture) -> str:
    """Whose word a picture is, of how many people, and how far people and machine agree."""
    behind = picture.behind
    if not behind.people:
        return words("pictures.rest.nobody")
    match picture.source:
        case Source.ANSWERS:
            said = words("pictures.rest.answers", people=wording.people(behind.people))
            is_untouched = not behind.confirmed_joins and (not behind.theme or behind.is_people_only)
            no_machine = words("pictures.rest.no_machine") if is_untouched else ""
            return _joined(said, _confirmed(behind), no_machine, _who_is_counted(behind))
        case Source.PARTNERS:
            return words("pictures.rest.partners", people=wording.people(behind.people))
        case Source.PEOPLE:
            said = words("pictures.rest.people", people=wording.people(behind.people))
            return _joined(said, _who_is_counted(behind))
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
    return _joined(said, _unread(behind), _agreement(behind))


def whose_word(picture: Picture) -> str:
    """Whose word a picture is, without a number: for what is published."""
    kind = "joins" if picture.behind.confirmed_joins else picture.source.value
    return _joined(words(f"pictures.published.source_{kind}"), _who_is_counted(picture.behind))


def _who_is_counted(behind: Behind) -> str:
    """Where only those are counted who spoke of a theme: who found that."""
    if not behind.theme:
        return ""
    key = "theme_people_only" if behind.is_people_only else "theme"
    return words(f"pictures.rest.{key}", theme=theme_title(behind.theme))


def _confirmed(behind: Behind) -> str:
    joins = behind.confirmed_joins
    number = "1 join" if joins == 1 else f"{joins:,} joins"
    return words("pictures.rest.joins_confirmed", joins=number) if joins else ""


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


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _of(part: int, whole: int) -> str:
    """A share, or with few people a count."""
    return wording.percent(part, whole) if whole >= SHOW_FROM else f"{part:,}"


def _comments(number: int) -> str:
    return "1 comment" if number == 1 else f"{number:,} comments"
