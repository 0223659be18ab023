"""One figure is held against one month: two promises, or a promise and its chart, never contradict."""

from dataclasses import replace
from datetime import date

from actions.merge_directory import merge_services
from actions.set_limits import LimitsDraft, set_limits
from models.limits import LimitsKind
from models.programme import Programme
from tests.actions.test_commitments import DRAFT, SECOND, add, change, refused, store
from tests.conftest import NOW, WATCHDOG
from tests.factories import a_service

__all__ = ["store"]
MONTHS = [date(2025 + at // 12, at % 12 + 1, 1) for at in range(23)]


def test_two_promises_about_one_figure_share_their_baseline_or_one_is_refused(store, publisher):
    add(store, publisher)
    other = {"baseline": date(2025, 10, 31)}
    problems = refused(lambda: add(store, publisher, SECOND, **other))
    assert "“You will be told whom to contact.”" in problems["baseline"]
    assert "November 2025" in problems["baseline"]
    assert add(store, publisher, SECOND, **other, scope="who=patients")
    assert add(store, publisher, SECOND, quotation="A third.", baseline=date(2025, 11, 30))


def test_a_programme_that_covers_everything_is_no_other_people(store, publisher):
    with store.writing() as session:
        for code, covers_all in (("strategy", True), ("teams", False)):
            session.add(Programme(watchdog_id=WATCHDOG, code=code, name=code, covers_all=covers_all))
    add(store, publisher, scope="")
    other = {"baseline": date(2025, 6, 1)}
    problems = refused(lambda: add(store, publisher, SECOND, scope="programme=strategy", **other))
    assert "November 2025" in problems["baseline"]
    assert add(store, publisher, SECOND, scope="programme=teams", **other)


def test_after_a_merger_each_of_two_promises_can_be_changed_but_for_its_month(
    store, publisher, administrator
):
    with store.writing() as session:
        wards = [a_service(session, ward) for ward in ("Ward 7", "Ward 8")]
    scopes = [f"service_id={ward}" for ward in wards]
    first = replace(DRAFT, scope=scopes[0])
    promise = add(store, publisher, first)
    add(store, publisher, SECOND, scope=scopes[1], baseline=MONTHS[6])
    with store.writing() as session:
        merge_services(session, *wards, after=0, by=administrator, at=NOW)
    now = replace(first, scope=scopes[1], source="The web page")
    change(store, publisher, promise, now)
    problems = refused(lambda: change(store, publisher, promise, replace(now, baseline=MONTHS[7]), after=1))
    assert "July 2025" in problems["baseline"]
    change(store, publisher, promise, replace(now, baseline=MONTHS[6]), after=1)


def test_a_promise_and_a_decision_about_limits_share_their_month_whichever_comes_first(store, publisher):
    where = "journey=leaving_hospital"
    limits = LimitsDraft(DRAFT.measure, where, LimitsKind.FROZEN, MONTHS[11], "The hub opened then.")

    def fix(draft=limits):
        with store.writing() as session:
            return set_limits(session, draft, told_in=MONTHS, by=publisher, at=NOW)

    add(store, publisher)
    assert "You will be told whom to contact." in refused(fix)["month"]
    assert fix(replace(limits, month=MONTHS[10]))
    said = refused(lambda: add(store, publisher, SECOND, baseline=MONTHS[11]))
    assert "measured by the same figure" in said["baseline"]
    decided = replace(limits, measure="rating.good", month=MONTHS[11])
    assert fix(decided)
    said = refused(lambda: add(store, publisher, SECOND, measure="rating.good", baseline=MONTHS[10]))
    assert "fixed on what came before December 2025" in said["baseline"]
