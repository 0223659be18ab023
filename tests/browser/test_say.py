"""The plain form in a real browser: without scripts, by keyboard alone, on the smallest screen, at 400%."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlmodel import select

from models.feedback import AboutYou, Contact, Feedback, Handover
from models.vocabulary import Sector
from models.watchdog import Signpost, SignpostKind
from tests.browser.looking import look
from tests.factories import a_service

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

WAYS = {
    "320 px, no scripts": {"java_script_enabled": False, "viewport": {"width": 320, "height": 640}},
    "400%": {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4},
    "forced colours": {"forced_colors": "active"},
}
Come = Callable[..., Page]


@pytest.fixture
def store(app_process):
    with app_process.store.writing() as session:
        a_service(session, "Testford General Hospital")
        for number in range(12):
            a_service(session, f"Surgery {number:02}", Sector.GP)
    return app_process.store


@pytest.fixture
def come(browser: Browser, app_process) -> Iterator[Come]:
    """Somebody's browser, as they have set it, at an address."""
    contexts: list[BrowserContext] = []

    def open_page(address: str = "/say", **settings) -> Page:
        context = browser.new_context(base_url=app_process.base_url, **settings)
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()


def rows(store, table):
    with store.reading() as session:
        return session.exec(select(table)).all()


def press(page: Page, action: str = "continue") -> None:
    """Press a button, and wait for the page that it leads to: the next may have one of the same name."""
    with page.expect_navigation():
        page.click(f'#question button[value="{action}"]')


def is_whole(page: Page) -> None:
    """Nothing has to be scrolled sideways for, and nothing sticks out."""
    size = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert size[0] <= size[1], f"{page.url} scrolls sideways"


@pytest.mark.parametrize("way", WAYS)
def test_a_whole_story_is_sent(come, store, way):
    page = come(**WAYS[way])
    page.click("#start")
    page.get_by_text("A move from one service to another").click()
    press(page)
    page.fill("#words", "They lost my referral.")
    press(page)
    press(page, "add")
    page.select_option("#place_1", label="Surgery 07")
    page.select_option("#place_2", label="Testford General Hospital")
    page.select_option("#place_3", label="It isn’t listed")
    page.fill('[id="place_3.name"]', "The clinic in Mill Street")
    is_whole(page)
    press(page)
    page.get_by_text("From Testford General Hospital to Third service").click()
    page.get_by_text("I had to keep chasing").click()
    page.fill("#days_lost", "21")
    is_whole(page)
    press(page)
    press(page, "finish")
    page.get_by_text("Pass it to the service with my name").click()
    press(page)
    page.fill("#contact_email", "jo@example.org")
    is_whole(page)
    press(page)
    assert "They lost my referral." in page.inner_text("main")
    is_whole(page)
    press(page, "send")
    press(page)
    press(page, "back")
    page.get_by_text("65 to 79").click()
    press(page)
    press(page, "finish")
    is_whole(page)

    (kept,) = rows(store, Feedback)
    assert page.inner_text("#reference") == kept.reference
    assert kept.words == "They lost my referral."
    assert kept.service_not_listed.endswith("The clinic in Mill Street")
    assert [row.days_lost for row in sorted(rows(store, Handover), key=lambda row: row.position)] == [
        None,
        21,
    ]
    assert rows(store, Contact)[0].email == "jo@example.org"
    assert len(rows(store, AboutYou)) == 1


def test_a_whole_story_is_sent_by_keyboard_alone(come, store):
    page = come(java_script_enabled=False)

    def tab_to(selector: str) -> None:
        wanted = page.locator(selector).first
        for _ in range(80):
            if wanted.count() and wanted.evaluate("it => it === document.activeElement"):
                return
            page.keyboard.press("Tab")
        pytest.fail(f"the keyboard never came to {selector} on {page.url}")

    def enter(selector: str) -> None:
        tab_to(selector)
        with page.expect_navigation():
            page.keyboard.press("Enter")

    def go_on(action: str = "continue") -> None:
        enter(f'#question button[value="{action}"]')

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    enter("#start")
    go_on()
    expect(page.locator(".errors"), "an error is where the reader is").to_be_focused()
    tab_to(".errors a")
    page.keyboard.press("Enter")
    tab_to("#journey")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    go_on()
    tab_to("#words")
    page.keyboard.type("By keyboard.")
    go_on()
    tab_to("#service")
    page.keyboard.type("Surgery 03")
    go_on()
    go_on("finish")
    tab_to("#consent_quotation")
    page.keyboard.press("Space")
    go_on()
    enter('.answers a[href="/say/rating?change=yes"]')
    tab_to("#rating")
    page.keyboard.press("Space")
    go_on()
    go_on("send")
    go_on("finish")

    (kept,) = rows(store, Feedback)
    assert page.inner_text("#reference") == kept.reference
    assert (kept.words, kept.rating, kept.consent_quotation) == ("By keyboard.", "very_good", True)


def test_everybody_can_use_every_page_and_state(come, store):
    page = come()
    looked_at = []

    def look_here() -> None:
        look(page)
        looked_at.append(page.title())

    look_here()
    page.click("#start")
    look_here()
    press(page)
    look_here()
    page.check('[value="between_services"]')
    press(page)
    page.fill("#words", "I want to die. " + "x" * 20_001)
    press(page)
    look_here()
    page.fill("#words", "I want to die. Unbroken " + "x" * 400)
    press(page)
    look_here()
    press(page, "add")
    page.select_option("#place_1", "not_listed")
    page.fill('[id="place_1.name"]', "y" * 120)
    look_here()
    press(page)
    look_here()
    page.fill('[id="place_1.name"]', "Dr Ashe")
    press(page)
    page.fill("#days_lost", "many")
    press(page)
    look_here()
    for step in ("helpers", "rating", "should_happen", "when", "speaker"):
        page.goto(f"/say/{step}")
        look_here()
    page.goto("/say/when")
    page.select_option('[id="happened.month"]', "3")
    press(page)
    look_here()
    page.goto("/say/uses")
    page.check("#consent_contact")
    press(page)
    look_here()
    page.fill("#contact_email", "jo")
    press(page)
    look_here()
    page.goto("/say/check")
    press(page, "send")
    look_here()
    for step in ("when", "the_move"):
        page.goto(f"/say/{step}")
        page.locator("#days_lost").fill("") if step == "the_move" else None
        press(page, "skip")
    page.goto("/say/uses")
    page.uncheck("#consent_contact")
    press(page)
    look_here()
    press(page, "save")
    look_here()
    for address in ("/say", "/draft", "/draft?delete=yes"):
        page.goto(address)
        look_here()
    page.goto("/say/check")
    press(page, "send")
    look_here()
    press(page)
    look_here()
    press(page, "finish")
    look_here()
    page.goto("/say")
    look_here()
    page.goto("/say/sent")
    page.click('button[value="delete"]')
    look_here()
    with store.writing() as session:
        kind = SignpostKind.SAFEGUARDING_ADULTS
        session.exec(select(Signpost).where(Signpost.kind == kind)).one().number = ""
    page.goto("/say")
    look_here()
    assert len(looked_at) >= 27
    assert sum(name.startswith("Something to put right:") for name in looked_at) >= 7


def test_the_name_of_a_service_is_asked_for_only_when_it_is_not_listed(come, store):
    page = come(java_script_enabled=False)
    page.click("#start")
    page.check('[value="between_services"]')
    press(page)
    press(page)
    name = page.locator('[id="place_1.name"]')
    assert not name.is_visible()
    page.select_option("#place_1", "not_listed")
    assert name.is_visible()


def test_the_browsers_own_back_works_on_every_page(come, store):
    page = come(java_script_enabled=False)
    page.click("#start")
    page.check('[value="something_else"]')
    press(page)
    page.fill("#words", "Nobody rang us back.")
    press(page)
    page.go_back()
    assert page.input_value("#words") == "Nobody rang us back."
    page.go_back()
    assert page.is_checked('[value="something_else"]')
    page.go_forward()
    page.go_forward()
    assert page.url.endswith("/say/service")


def test_without_scripts_the_streamlit_form_leads_here(come, store):
    page = come("/have_your_say", java_script_enabled=False)
    assert "on its way" not in page.inner_text("body")
    page.get_by_role("link", name="Use the simple form").first.click()
    assert page.url.endswith("/say")


def test_the_confirmation_prints_with_its_reference_and_without_buttons(come, store):
    page = come(java_script_enabled=False)
    page.click("#start")
    page.check('[value="something_else"]')
    press(page)
    page.fill("#words", "Nobody rang us back.")
    press(page)
    press(page, "finish")
    press(page)
    press(page, "send")
    press(page, "finish")
    page.emulate_media(media="print")
    assert page.is_visible("#reference") and page.is_visible("#secret")
    assert not page.is_visible("main button")
