"""The acts about published figures: each on one of its own, that is there only while it is tried."""

from dataclasses import replace
from datetime import date

from actions.indicators import add_indicator, change_indicator, keep_figures, take_back_figure
from models.indicator import FigureGiven, Indicator, IndicatorDraft, IndicatorFigure, Unit
from storage.queries.indicators import indicators
from tests.conftest import NOW, WATCHDOG
from tests.role_matrix.acts import act, question
from tests.role_matrix.promise_acts import a_programme

DRAFT = IndicatorDraft("Days once ready", "The mean.", Unit.DAYS, "Ward 9 Trust", "Board papers")
FIGURE = FigureGiven(date(2025, 9, 1), date(2025, 9, 30), 9.1)


def an_indicator(session):
    row = Indicator(
        watchdog_id=WATCHDOG,
        programme_id=a_programme(session),
        name=DRAFT.name,
        definition=DRAFT.definition,
        unit=DRAFT.unit,
        published_by=DRAFT.published_by,
        source=DRAFT.source,
        added_by="job:init",
        added_at=NOW,
    )
    session.add(row)
    session.flush()
    return row.id


@act(add_indicator)
def _(world, viewer):
    with world.writing() as session:
        return add_indicator(session, a_programme(session), DRAFT, by=viewer, at=NOW)


@act(change_indicator)
def _(world, viewer):
    draft = replace(DRAFT, source="The web page")
    with world.writing() as session:
        change_indicator(session, an_indicator(session), draft, after=0, by=viewer, at=NOW)


@act(keep_figures)
def _(world, viewer):
    with world.writing() as session:
        return keep_figures(session, an_indicator(session), [FIGURE], by=viewer, at=NOW)


@act(take_back_figure)
def _(world, viewer):
    days = {"since": FIGURE.since, "until": FIGURE.until}
    with world.writing() as session:
        id = an_indicator(session)
        whose = {"watchdog_id": WATCHDOG, "indicator_id": id, "entered_by": "job:init", "entered_at": NOW}
        session.add(IndicatorFigure(**whose, **days, value=FIGURE.value))
        session.flush()
        take_back_figure(session, id, **days, by=viewer, at=NOW)


question(indicators, lambda world: world.id("programme"))
