"""What is not handed over: how much of it there is, why it stays, and what a successor would need for it?"""

from collections.abc import Iterator, Mapping

from sqlmodel import Session

from content.handover_plan import Plan
from content.words import words
from storage.queries.handed_over import feedback_that_stays, rows_kept, words_that_stay

STAYS_COLUMNS = ("what", "how_many", "why", "needs")
Stays = dict[str, str | int]


def what_stays(session: Session, mine: str, plan: Plan, rows: Mapping[str, int]) -> Iterator[Stays]:
    """A row for each kind of thing that stays, by `STAYS_COLUMNS`; `rows` are those that went, by file."""
    said = plan.said["feedback_stays"]
    for kind, number in feedback_that_stays(session, mine).items():
        if number:
            yield _stays(f"feedback: {kind}", number, _of_feedback(kind, said), said["needs"])
    said = plan.said["words_stay"]
    for kind, number in words_that_stay(session, mine).items():
        yield _stays(f"words: {kind}", number, said[kind], said["needs"])
    for file in plan.files:
        if left := rows_kept(session, mine, file.table) - rows[file.name]:
            yield _stays(f"rows: {file.table}", left, plan.said["rows_stay"]["why"], "")
    for table, code in sorted(plan.stays.items()):
        reason = plan.reasons[code]
        yield _stays(f"table: {table}", rows_kept(session, mine, table), reason.why, reason.needs)
    for file in plan.files:
        for column, code in file.stays.items():
            if column != "watchdog_id":
                reason = plan.reasons[code]
                yield _stays(f"column: {file.table}.{column}", rows[file.name], reason.why, reason.needs)


def _stays(what: str, how_many: int, why: str, needs: str) -> Stays:
    return dict(zip(STAYS_COLUMNS, (what, how_many, why, needs), strict=True))


def _of_feedback(kind: str, said: Mapping[str, str]) -> str:
    what, _, why = kind.partition(".")
    return (
        said[what].format(reason=words(f"named.reason.{why}").lower())
        if why and what == "withheld"
        else said[what]
    )
