"""The resident's form in a real browser: by mouse, by keyboard, on a phone, in the dark, pressed twice."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlmodel import select

from models.feedback import Feedback, Handover
from models.vocabulary import Rating, Sector
from models.watchdog import Signpost, SignpostKind
from models.words import canonical
from tests.browser.looking import look, look_once
from tests.factories import a_service

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

REFERENCE = re.compile(r"^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}$")
HOSTILE_NAME = "St Fiacre's ![x](http://203.0.113.1/x.png) :red[*ward*]"
# What a browser could trip over on its way; tests/pages/have_your_say has the rest of the kinds.
NAUGHTY = [
    "😭👩‍👩‍👧‍👦 nobody rang us \u202eהם לא התקשרו\u202c مرحبا be\x00fore",
    "![x](http://203.0.113.1/x.png) [y](javascript:alert(1)) # heading",
    "<script>alert(1)</script><img src=//203.0.113.1/x onerror=alert(1)>",
    "é" * 20_000,
]


@pytest.fixture
def store(app_process):
    with app_process.store.writing() as session:
        a_service(session, "Testford General Hospital")
        a_service(session, HOSTILE_NAME)
        for number in range(12):
            a_service(session, f"Surgery {number:02}", Sector.GP)
    return app_process.store


def rows(store, table=Feedback):
    with store.reading() as session:
        return session.exec(select(table)).all()


def settled(page: Page) -> None:
    """Wait until the page that a press asked for has been drawn, and the press itself is on its way."""
    page.wait_for_timeout(150)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')


MOVES = {
    "Continue",
    "Back",
    "Skip this question",
    "Skip these questions",
    "Skip to the end",
    "Send my feedback",
    "Tell us about something else",
}
"""What is pressed to come to another page, or to hear what is amiss with this one."""
HAS_MOVED = """before => document.querySelector("h1")?.innerText !== before
    || document.querySelector("[data-testid=stMain]").innerText.includes("to put right")"""


def press(page: Page, name: str) -> None:
    before = page.locator("h1").first.inner_text()
    page.get_by_role("button", name=name, exact=True).first.click()
    moved(page, name, before)


def moved(page: Page, name: str, before: str) -> None:
    """Wait for what the press of a button leads to, however busy the machine is."""
    if name in MOVES:
        page.wait_for_function(HAS_MOVED, arg=before)
    settled(page)


def choose(page: Page, name: str) -> None:
    """Choose one of several. A press on a page that is just being drawn again is lost, for people too."""
    option = page.get_by_test_id("stRadioOption").filter(has_text=name).first
    for _ in range(3):
        option.click()
        settled(page)
        if option.locator("input").is_checked():
            return
    pytest.fail(f"{name} was never chosen")


def tick(page: Page, name: str) -> None:
    page.get_by_test_id("stCheckbox").filter(has_text=name).first.locator("label").click()
    settled(page)


def open_list(page: Page, box: Locator) -> None:
    """Open a list to choose from. One that opens while the page still scrolls to it closes again."""
    box.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    box.click()


def asked(page: Page, question: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text([question])


def to_the_words(page: Page) -> None:
    """From the first question to the long one, the shortest way."""
    choose(page, "Something else about health or care")
    press(page, "Continue")
    asked(page, "What happened?")


def to_the_end(page: Page) -> None:
    """From the long question to checking the answers, the shortest way."""
    press(page, "Continue")
    asked(page, "Which service is it about?")
    press(page, "Skip to the end")
    asked(page, "What may we do with what you’ve told us?")
    press(page, "Continue")
    asked(page, "Check your answers")


def the_reference(page: Page) -> str:
    asked(page, "Thank you. We have what you told us")
    found = page.locator("#reference").inner_text()
    assert REFERENCE.match(found)
    lines = "it => { const all = document.createRange(); all.selectNodeContents(it); "
    lines += "return it.scrollWidth <= it.clientWidth ? all.getClientRects().length : 'cut off' }"
    assert page.locator("#reference").evaluate(lines) == 1
    return found


def tab_to(page: Page, wanted: Locator) -> None:
    for _ in range(60):
        if wanted.count() and wanted.first.evaluate("it => it === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the keyboard never came to {wanted}")


def press_by_keyboard(page: Page, name: str) -> None:
    tab_to(page, page.get_by_role("button", name=name, exact=True))
    before = page.locator("h1").first.inner_text()
    page.keyboard.press("Enter")
    moved(page, name, before)


def choose_by_keyboard(page: Page, name: str) -> None:
    first = page.get_by_role("radio").first
    tab_to(page, first)
    page.keyboard.press("Space")
    settled(page)
    for _ in range(10):
        if page.get_by_role("radio", name=name).first.is_checked():
            return
        page.keyboard.press("ArrowDown")
        settled(page)
    pytest.fail(f"the arrows never came to {name}")


def test_a_story_is_sent_with_the_mouse_and_another_with_the_keyboard_alone_on_a_narrow_screen(visit, store):
    """The narrow one is a desktop's at 400% too; the walk below goes over every page of it with the mouse."""
    page = visit().open("/have_your_say")
    choose(page, "Leaving hospital")
    press(page, "Continue")
    page.locator("textarea").fill("By mouse.")
    press(page, "Continue")  # straight from typing: the press itself sends what was typed
    choose(page, "Testford General Hospital")
    press(page, "Continue")
    choose(page, "A care home to live in")
    press(page, "Continue")
    tick(page, "Equipment, or changes to my home")
    press(page, "Continue")
    asked(page, "Getting ready to leave hospital")
    choose(page, "To some extent")
    press(page, "Continue")
    press(page, "Skip these questions")
    press(page, "Skip these questions")
    choose(page, "Very poor")
    press(page, "Continue")
    page.locator("textarea").fill("Ring first.")
    press(page, "Continue")
    open_list(page, page.get_by_role("combobox", name="Month"))
    page.get_by_role("option", name="March").click()
    settled(page)
    page.get_by_role("combobox", name="Year").fill("2025")
    page.keyboard.press("Enter")
    settled(page)
    press(page, "Continue")
    choose(page, "Me")
    press(page, "Continue")
    tick(page, "Publish my own words")
    press(page, "Continue")
    asked(page, "Check your answers")
    press(page, "Send my feedback")
    by_mouse = the_reference(page)

    page.set_viewport_size({"width": 320, "height": 800})
    the_reference(page)
    press_by_keyboard(page, "Tell us about something else")
    choose_by_keyboard(page, "A move from one service to another")
    press_by_keyboard(page, "Continue")
    tab_to(page, page.locator("textarea"))
    page.keyboard.type("By keyboard.")
    press_by_keyboard(page, "Continue")
    tab_to(page, page.get_by_role("combobox"))
    page.keyboard.type("Surgery 07")
    page.keyboard.press("Enter")
    settled(page)
    press_by_keyboard(page, "Add another service")
    tab_to(page, page.get_by_role("combobox").nth(2))
    page.keyboard.type("Surgery 08")
    page.keyboard.press("Enter")
    settled(page)
    press_by_keyboard(page, "Continue")
    asked(page, "How did the move go?")
    tab_to(page, page.get_by_role("checkbox", name="I had to keep chasing"))
    page.keyboard.press("Space")
    settled(page)
    tab_to(page, page.get_by_role("textbox", name="How many times were you sent back?"))
    page.keyboard.type("2")
    press_by_keyboard(page, "Continue")
    press_by_keyboard(page, "Skip to the end")
    press_by_keyboard(page, "Continue")
    press_by_keyboard(page, "Send my feedback")
    by_keyboard = the_reference(page)

    kept = {row.reference: row for row in rows(store)}
    assert set(kept) == {by_mouse, by_keyboard}
    assert (kept[by_mouse].words, kept[by_mouse].rating) == ("By mouse.", Rating.VERY_POOR)
    assert kept[by_mouse].should_happen == "Ring first."
    assert kept[by_mouse].answers == {
        "destination": "care_home",
        "support": "equipment",
        "knew_next": "to_some_extent",
    }
    assert str(kept[by_mouse].happened_on) == "2025-03-01"
    assert (kept[by_mouse].consent_quotation, kept[by_mouse].consent_reports) == (True, False)
    assert kept[by_keyboard].words == "By keyboard."
    joins = {row.feedback_id: row for row in rows(store, Handover)}
    ends = {name: (join.from_sector, join.to_sector) for name, join in joins.items()}
    assert ends == {
        kept[by_mouse].id: (Sector.HOSPITAL, Sector.CARE_HOME),
        kept[by_keyboard].id: (Sector.GP, Sector.GP),
    }
    told = joins[kept[by_keyboard].id]
    assert (told.problems, told.times_sent_back) == (["had_to_chase"], 2)


def test_whatever_is_typed_is_stored_as_it_was_and_does_nothing(visit, store):
    page = visit().open("/have_your_say")
    alerts: list[str] = []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    sent = {}
    for words in NAUGHTY:
        to_the_words(page)
        page.locator("textarea").fill(words)
        to_the_end(page)
        assert not page.locator(
            "[data-testid=stMain] img, [data-testid=stMain] script:not([src='/assets/site.js'])"
        ).count()
        press(page, "Send my feedback")
        sent[the_reference(page)] = canonical(words)
        press(page, "Tell us about something else")

    assert {row.reference: row.words for row in rows(store)} == sent
    assert alerts == []


def test_one_character_too_many_is_handed_back_whole(visit, store):
    page = visit().open("/have_your_say")
    to_the_words(page)
    page.locator("textarea").fill("é" * 20_001)
    press(page, "Continue")

    expect(page.get_by_test_id("stAlert")).to_contain_text("There’s one thing to put right")
    expect(page.get_by_test_id("stAlert")).to_contain_text("take out 1")
    expect(
        page.get_by_role("textbox", name=re.compile("^Error: Use 20,000 characters or fewer"))
    ).to_have_value("é" * 20_001)
    assert page.title().startswith("Something to put right: What happened?")


def test_pressing_send_again_and_again_and_loading_the_page_again_keeps_one_row_each_time(visit, store):
    page = visit().open("/have_your_say")
    send = page.get_by_role("button", name="Send my feedback")

    to_the_words(page)
    page.locator("textarea").fill("Pressed twice.")
    to_the_end(page)
    send.dblclick()
    settled(page)
    references = [the_reference(page)]
    page.reload()
    settled(page)
    assert the_reference(page) == references[0], "whoever loads it again by mistake still has it"
    press(page, "Tell us about something else")
    asked(page, "What would you like to tell us about?")

    to_the_words(page)
    page.locator("textarea").fill("Pressed four times.")
    to_the_end(page)
    send.evaluate("it => { for (const after of [0, 5, 30, 80]) setTimeout(() => it.click(), after) }")
    page.wait_for_timeout(1_000)
    settled(page)
    references.append(the_reference(page))
    page.reload()
    settled(page)

    assert sorted(row.reference for row in rows(store)) == sorted(references)
    assert sorted(row.words for row in rows(store)) == ["Pressed four times.", "Pressed twice."]


def test_everybody_can_use_every_page_of_the_form(visit, store):
    page = visit(width=320, mode="dark").open("/have_your_say")
    looked_at: list[str] = []

    def look_here() -> None:
        settled(page)
        look(page)
        looked_at.append(page.title())

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    look_here()
    press(page, "Continue")
    expect(page.get_by_test_id("stAlert")).to_be_visible()
    look_here()
    choose(page, "A move from one service to another")
    press(page, "Continue")
    page.locator("textarea").fill("x" * 20_001)
    press(page, "Continue")
    look_here()
    page.locator("textarea").fill("Unbroken " + "x" * 400)
    press(page, "Continue")
    tick(page, "It isn’t listed")
    press(page, "Add another service")
    open_list(page, page.get_by_role("combobox").nth(2))
    page.get_by_role("option", name="Surgery 07").click()
    settled(page)
    look_here()
    press(page, "Continue")
    asked(page, "How did the move go?")
    page.get_by_role("textbox", name="How many days were lost?").fill("weeks")
    press(page, "Continue")
    look_here()
    for _ in range(3):
        press(page, "Back")
    choose(page, "Leaving hospital")
    press(page, "Continue")
    press(page, "Continue")
    choose(page, "It isn’t listed")
    look_here()
    for title in (
        "Where did you go when you left hospital?",
        "What help did you get after you left?",
        "Getting ready to leave hospital",
        "Leaving, and the days after",
        "Did anybody see the whole of it?",
        "How was it overall?",
        "What should happen next?",
    ):
        press(page, "Continue")
        asked(page, title)
        look_here()
    press(page, "Continue")
    asked(page, "When did it happen?")
    settled(page)
    open_list(page, page.get_by_role("combobox", name="Month"))
    expect(page.get_by_role("option", name="March")).to_be_visible()
    look_once(page)
    looked_at.append(page.title())
    page.get_by_role("option", name="March").click()
    press(page, "Continue")
    look_here()
    press(page, "Skip this question")
    choose(page, "Someone in my family")
    look_here()
    press(page, "Continue")
    look_here()
    press(page, "Continue")
    tick(page, "with my name")
    page.get_by_role("textbox", name="Your email address").fill("nonsense")
    press(page, "Continue")
    look_here()
    page.get_by_role("textbox", name=re.compile("Your email address")).fill("jo@example.org")
    press(page, "Continue")
    asked(page, "Check your answers")
    look_here()
    press(page, "Send my feedback")
    the_reference(page)
    look_here()
    press(page, "Answer the questions (takes 2 minutes)")
    asked(page, "How old are you?")
    press(page, "Continue")
    page.get_by_test_id("stRadioOption").filter(has_text="No").last.click()
    settled(page)
    look_here()
    press(page, "Skip to the end")
    asked(page, "Check what you said about yourself")
    look_here()
    press(page, "Send these answers")
    the_reference(page)
    with store.writing() as session:
        kind = SignpostKind.SAFEGUARDING_ADULTS
        session.exec(select(Signpost).where(Signpost.kind == kind)).one().number = ""
    press(page, "Tell us about something else")
    asked(page, "This form isn’t open yet")
    look_here()
    assert len(looked_at) == 23
