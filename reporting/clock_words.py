"""How does the response clock of a recommendation stand, in words?"""

from datetime import date

from analysis.working_days import Changes, working_days_between
from content.words import day_in_words, words
from models.recommendation_seen import ClockState, RecommendationSeen


def clock_in_words(one: RecommendationSeen, today: date, changes: Changes) -> str:
    """One sentence, such as "Due on 20 January 2026, in 4 working days." """
    state, sent, due = one.state(today), one.sent_on, one.due_on
    if state is ClockState.ENDED:
        return words("recommendations.clock.ended")
    if sent is None or due is None:
        return words("recommendations.clock.draft")
    if state is ClockState.ANSWERED and (answered := answered_on(one)) is not None:
        return _answered(sent, due, answered, changes)
    day = day_in_words(due)
    if state is ClockState.RUNNING:
        left = working_days_between(today, due, changes)
        return words("recommendations.clock.due", day=day, when=_left(left))
    late = working_days_between(due, today, changes)
    return words("recommendations.clock.late", day=day, late=_late(late))


def answered_on(one: RecommendationSeen) -> date | None:
    """When the answer came that stops the clock, published or not: what is answered later is not late."""
    return one.first_answer.received_on if one.first_answer else one.answered_on


def working_days(count: int) -> str:
    """How many they are: "1 working day", "19 working days"."""
    return words(f"recommendations.clock.{'day' if count == 1 else 'days'}", count=count)


def _answered(sent: date, due: date, answered: date, changes: Changes) -> str:
    after = working_days_between(sent, answered, changes)
    late = working_days_between(due, answered, changes)
    name = "answered_same_day" if after == 0 else "answered_late" if late else "answered"
    return words(f"recommendations.clock.{name}", after=working_days(after), late=working_days(late))


def _left(left: int) -> str:
    if left == 0:
        return words("recommendations.clock.today")
    return words("recommendations.clock.in_days", days=working_days(left))


def _late(late: int) -> str:
    """Nobody works on a weekend: then a day is over, and no working day has passed."""
    return (
        words("recommendations.clock.just_over")
        if late == 0
        else words("recommendations.clock.late_by", days=working_days(late))
    )
