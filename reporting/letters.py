"""Letters about a recommendation, as drafts in plain words: somebody here reads, changes and sends them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from analysis.working_days import Changes, working_days_after, working_days_between
from content.words import day_in_words, words
from models.powers import PowersSeen
from models.provider_response import ChangeState, Stance
from models.recommendation import StepKind
from models.recommendation_seen import ClockState, RecommendationSeen
from reporting.clock_words import working_days
from reporting.letter_link import LetterLink, link_said
from reporting.recommendation_next import PATIENCE, Next, next_of_ladder, next_thing


class Letter(StrEnum):
    """What a letter is for."""

    SENDING = "sending"
    REMINDER = "reminder"
    CHASING = "chasing"
    ESCALATING = "escalating"
    THANKING = "thanking"


TO_THE_BODY = frozenset({Letter.SENDING, Letter.REMINDER, Letter.CHASING})
"""The letters that have the link in them, where there is one: others go to somebody else, or ask nothing."""


@dataclass(frozen=True)
class Sender:
    """Who writes on which day, under which law, and how many working days there are for an answer.

    `link` is how the body can answer on our site; None where nothing opens for it.
    """

    watchdog: str
    area: str
    telephone: str
    name: str
    powers: PowersSeen
    today: date
    days: int
    longer_days: int
    changes: Changes
    link: LetterLink | None = None


def letters_for(one: RecommendationSeen, sender: Sender) -> tuple[Letter, ...]:
    """Which letters there is a reason for now, the next one first."""
    state = one.state(sender.today)
    if state is ClockState.DRAFT:
        return (Letter.SENDING,)
    if state is ClockState.ANSWERED:
        return (Letter.THANKING,) if one.answer_to_look_at else ()
    if state is ClockState.RUNNING:
        return () if one.step(StepKind.ACKNOWLEDGED) else (Letter.REMINDER,)
    if state is ClockState.LATE:
        ladder = sender.powers.ladder
        if next_thing(one, ladder, sender.today, sender.changes) is Next.ESCALATE:
            return (Letter.ESCALATING, Letter.CHASING)
        return (Letter.CHASING, Letter.ESCALATING) if next_of_ladder(one, ladder) else (Letter.CHASING,)
    return ()


def letter(kind: Letter, one: RecommendationSeen, sender: Sender) -> str:
    """The whole letter; an empty line parts two paragraphs. `kind` is one of `letters_for`."""
    is_to_another = kind is Letter.ESCALATING
    body = one.answers_now or one.body
    post = next_of_ladder(one, sender.powers.ladder) if is_to_another else one.addressed_to
    to = words("letters.post", post=post, body=body) if post and not is_to_another else post or body
    paragraphs = [
        "\n".join(filter(None, [sender.watchdog, sender.telephone])),
        day_in_words(sender.today),
        words("letters.to", name=to),
        title(one),
        words("letters.dear", name=_greeted("" if is_to_another else post)),
        *_SAID[kind](one, sender),
        words("letters.ring", telephone=sender.telephone) if sender.telephone else "",
        words("letters.close", name=sender.name, watchdog=sender.watchdog),
        words("letters.copies", names=", ".join(one.copied_to)) if one.copied_to else "",
    ]
    return "\n\n".join(filter(None, paragraphs))


def title(one: RecommendationSeen) -> str:
    """What a letter is about, in its line of that."""
    return words(f"letters.about_{one.kind.value}", number=words("letters.number", number=one.number))


def headings() -> frozenset[str]:
    """The lines of a letter that are headings."""
    named = ("told", "recommendation", "information", "when", "answer", "so_far")
    return frozenset(words(f"letters.headings.{name}") for name in named)


def _sending(one: RecommendationSeen, sender: Sender) -> list[str]:
    due = working_days_after(sender.today, sender.days, sender.changes)
    longer = working_days_after(sender.today, sender.longer_days, sender.changes)
    return [
        words("letters.sending.opening", watchdog=sender.watchdog, area=sender.area),
        _law("sending.asks_under", sender.powers.asks_under),
        *_asked(one),
        words("letters.headings.when"),
        words(
            "letters.sending.due",
            due=day_in_words(due),
            days=working_days(sender.days),
            longer_due=day_in_words(longer),
            longer_days=working_days(sender.longer_days),
        ),
        words("letters.sending.counted"),
        _law("sending.answers_under", sender.powers.answers_under),
        words("letters.headings.answer"),
        words(f"letters.sending.{one.kind.value}"),
        words("letters.sending.arrived"),
        link_said(sender.link),
    ]


def _reminder(one: RecommendationSeen, sender: Sender) -> list[str]:
    return [
        words("letters.reminder.said", sent=_day(one.sent_on), what=_what(one)),
        words("letters.reminder.due", due=_day(one.due_on)),
        link_said(sender.link),
        *_asked(one),
    ]


def _chasing(one: RecommendationSeen, sender: Sender) -> list[str]:
    late = working_days_between(one.due_on or sender.today, sender.today, sender.changes)
    by = working_days_after(sender.today, PATIENCE, sender.changes)
    following = next_of_ladder(one, sender.powers.ladder)
    return [
        words(
            f"letters.chasing.{'late' if late else 'just_over'}",
            sent=_day(one.sent_on),
            what=_what(one),
            due=_day(one.due_on),
            late=working_days(late),
        ),
        _law("chasing.answers_under", sender.powers.answers_under),
        words("letters.chasing.please", by=day_in_words(by)),
        words("letters.chasing.next", name=following) if following else "",
        link_said(sender.link),
        *_asked(one),
    ]


def _escalating(one: RecommendationSeen, sender: Sender) -> list[str]:
    counting = [step for step in one.steps if not step.is_taken_back]
    chased = [day_in_words(step.on) for step in counting if step.kind is StepKind.CHASED]
    body = one.answers_now or one.body
    return [
        words(
            "letters.escalating.opening",
            sent=_day(one.sent_on),
            what=_what(one),
            body=body,
            due=_day(one.due_on),
        ),
        words("letters.escalating.chased", days=", ".join(chased)) if chased else "",
        *(
            words("letters.escalating.turned", day=day_in_words(step.on), name=step.to_name)
            for step in counting
            if step.kind is StepKind.ESCALATED
        ),
        _law("escalating.answers_under", sender.powers.answers_under),
        *_asked(one),
        words("letters.escalating.please"),
    ]


def _thanking(one: RecommendationSeen, _: Sender) -> list[str]:
    answer = one.answer_to_look_at
    if answer is None:
        return []
    is_said = answer.stance not in {None, Stance.NOT_SAID}
    return [
        words("letters.thanking.said", day=day_in_words(answer.dated_on), what=_what(one)),
        words(f"letters.thanking.{answer.stance.value}") if answer.stance and is_said else "",
        "" if answer.change is ChangeState.NONE else words(f"letters.thanking.{answer.change.value}"),
        words("letters.thanking.again", day=day_in_words(one.recheck_on)) if one.recheck_on else "",
        words("letters.thanking.published"),
    ]


def _asked(one: RecommendationSeen) -> list[str]:
    return [
        words("letters.headings.told"),
        one.finding,
        words(f"letters.headings.{one.kind.value}"),
        one.asks,
        one.details,
    ]


def _what(one: RecommendationSeen) -> str:
    said = title(one)
    return said[0].lower() + said[1:]


def _greeted(post: str) -> str:
    """A post without its article: "Dear Chief Nurse"."""
    return post[4:] if post.lower().startswith("the ") else post or words("letters.colleague")


def _law(name: str, law: str) -> str:
    return words(f"letters.{name}", law=law) if law else ""


def _day(on: date | None) -> str:
    return day_in_words(on) if on else ""


_SAID: dict[Letter, Callable[[RecommendationSeen, Sender], list[str]]] = {
    Letter.SENDING: _sending,
    Letter.REMINDER: _reminder,
    Letter.CHASING: _chasing,
    Letter.ESCALATING: _escalating,
    Letter.THANKING: _thanking,
}
