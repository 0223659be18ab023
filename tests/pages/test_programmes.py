"""The page of programmes: the list, and what people say about one of each kind, as its address says."""

from datetime import date

import pytest

from actions.add_programme import add_programme
from actions.commitments import add_commitment
from models.commitment import CommitmentDraft
from models.people import job, resident
from models.programme import DayGiven, ProgrammeDraft, ProgrammeKind
from models.vocabulary import Journey
from tests.conftest import NOW, WATCHDOG
from tests.factories import some_feedback
from tests.pages.opening import everything_on, open_lines
from ui import access
from ui.looking import LOOKING
from ui.plain import plain

PAGE = "from pages import programmes\n\nprogrammes.page()"
JOB = job(WATCHDOG, "tester")
SHOWN = {
    "hub": ("Before and after: what do patients say?", "Nobody has told us about this yet."),
    "scheme": ("Did one person understand your needs?", "Which ways from service to service"),
    "review": ("Who took part?", "Which areas of care did people know about?"),
    "strategy": ("Care was to be joined up. What do people write?", "What goes wrong at joins?"),
    "winter": ("Where did people go first, winter by winter?", "Where did people go first?"),
}


@pytest.fixture
def store(sqlite_store):
    kinds = dict(zip(SHOWN, ProgrammeKind, strict=True))
    with sqlite_store.writing() as session:
        for code, kind in kinds.items():
            draft = ProgrammeDraft(
                f"Testford *{code}*",
                code,
                kind,
                started_on=date(2025, 11, 3),
                source="The council",
                covers_all=code in ("strategy", "winter"),
                days=(DayGiven("Launched", date(2025, 10, 1), "The hospital"),),
            )
            one = add_programme(session, draft, by=JOB, at=NOW).id
            for _ in range(3 if code in ("hub", "scheme", "review") else 0):
                journey = Journey.LEAVING_HOSPITAL if code == "hub" else Journey.SOMETHING_ELSE
                some_feedback(session, resident(WATCHDOG), journey=journey, programme_id=one)
            if code == "strategy":
                promise = CommitmentDraft("Care will *be* joined up", "The board", "Its strategy")
                add_commitment(session, one, promise, by=JOB, at=NOW)
        for code, kind in (("not-yet", ProgrammeKind.SCHEME), ("next-winter", ProgrammeKind.SEASONAL_PLAN)):
            add_programme(session, ProgrammeDraft(code, code, kind), by=JOB, at=NOW)
    return sqlite_store


@pytest.fixture
def page(store, publisher, monkeypatch):
    monkeypatch.setattr(access, "now", lambda: NOW)
    return open_lines(PAGE, store, publisher, monkeypatch).run()


def headings(page):
    return [heading.value for heading in page.subheader]


def test_each_kind_of_programme_has_its_own_pictures(page):
    listed = everything_on(page)
    assert not page.exception
    assert "3 people told us about it" in listed and "Nobody told us about it" in listed
    assert "all that 9 people told us counts" in listed
    assert plain("1 promise: 1 with no verdict yet.") in listed
    assert "Testford \\*hub\\*" in headings(page), "a name is drawn as it was typed"

    for code, (first, then) in SHOWN.items():
        page.query_params.clear()
        page.query_params["programme"] = code
        page.run()
        assert not page.exception, code
        assert any(heading.startswith(plain(first)) for heading in headings(page)), code
        assert plain(then) in everything_on(page), code
        assert plain("Other days that sources give: Launched, 1 October 2025") in everything_on(page)

        said = "“Care will *be* joined up”"
        assert (said in [text.value for text in page.text]) is (code == "strategy")

    page.query_params["programme"] = "not-yet"
    page.run()
    assert "Nobody has told us anything about this programme yet." in everything_on(page)
    assert page.code[0].value.endswith("/say?programme=not-yet")

    page.query_params["programme"] = "next-winter"
    page.run()
    assert page.pills(key="programme-whose-next-winter").value == "all", "of all who left hospital"
    assert any(heading.startswith(plain(SHOWN["winter"][0])) for heading in headings(page))


def test_the_address_keeps_the_part_and_the_period_and_hands_the_period_on(page):
    page.query_params.update({"programme": "review", "show": "areas", "since": "2026-01-01"})
    page.run()
    assert not page.exception and headings(page)[0] == "How well does each area work now?"
    assert page.selectbox(key="programme-period").value.value == "own"

    page.pills(key="programme-show-review").set_value("themes").run()
    assert page.query_params["show"] in ("themes", ["themes"])
    assert page.session_state[LOOKING] == {"since": "2026-01-01"}, "other pages keep the period alone"

    page.pills(key="programme-part-review").set_value("promises").run()
    assert not page.exception and "What did each group write about?" not in headings(page)
