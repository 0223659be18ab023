"""A call is written down: by the keyboard alone, while the server dies, and by anybody."""

import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from sqlmodel import col, select

from actions.add_programme import add_programme
from models.entry import EntryDraft, SpokenAnswer, SpokenConsent
from models.feedback import Feedback, Handover
from models.organisation import Service
from models.people import job
from models.programme import ProgrammeDraft
from models.staff import StaffMember
from models.vocabulary import Channel, Sector
from tests.browser.conftest import _wait_until_ready, sign_in
from tests.conftest import NOW, WATCHDOG
from tests.factories import a_service

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

MOST_PRESSES = 12
CALL = (
    "It’s about my mum, she is 84. In May the GP sent a referral to Testford General and they lost it. "
    "I rang four times and nobody could tell me anything. In the end she was in hospital for two weeks with "
    "her hip. When she came home from hospital the district nurse was meant to come on the Monday for the "
    "dressing. Nobody came. They said that they never got the letter. So I was back at the beginning. Then "
    "the district nurse sent her back to the GP, and he said that it was not his job, and it went back and "
    "forth. Six weeks, that took. I must say that the nurse was lovely once she came, she was so kind to Mum."
)
JOINS = [
    (Sector.GP, "Testford General", {"referral_lost", "had_to_chase"}),
    (Sector.HOSPITAL, Sector.COMMUNITY, {"letter_not_received", "told_again_records_not_shared"}),
    (Sector.COMMUNITY, Sector.GP, {"back_and_forth", "nobodys_job"}),
]
BEGINNING = "The GP sent a referral to the hospital and they lost it."
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.fixture
def services(own_store):
    with own_store.writing() as session:
        a_service(session, "Testford General", Sector.HOSPITAL)
        a_service(session, "Testford community nursing", Sector.COMMUNITY)


class Hands:
    """Somebody at the keyboard. Every press beyond the words themselves is counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.presses = page, 0

    def press(self, keys: str) -> None:
        self.page.keyboard.press(keys)
        self.presses += 1


def begin(page: Page) -> None:
    sign_in(page, "cam@example.org")
    page.goto("/entry/new?channel=phone")


def turn_the_keys(page: Page, to: str) -> None:
    page.locator(".keys summary").click()
    page.locator(f".keys button[value={to}]").click()
    expect(page.locator("#words")).to_be_focused()


def confirm_a_join(hands: Hands) -> None:
    """Press the key of the first join on offer, and wait until it stands among the joins."""
    page = hands.page
    offer = page.locator(".offer").filter(has_text="From ").first
    number = offer.get_attribute("data-offer")
    told = "[...document.querySelectorAll('select[name$=\".to\"]')].filter((one) => one.value).length"
    before = page.evaluate(told)
    hands.press(f"Alt+{number}")
    page.wait_for_function(f"(before) => {told} > before", arg=before)


def test_a_call_with_three_joins_takes_twelve_presses_at_most_beyond_its_words(visit, services, own_store):
    assert len(CALL.split()) >= 120
    page = visit().open("/sign-in")
    begin(page)
    hands = Hands(page)

    turn_the_keys(page, "off")  # which leads back to the call, of which nothing was kept yet
    page.keyboard.press("Alt+0")
    assert not page.locator("#danger[open]").count()
    turn_the_keys(page, "on")
    page.keyboard.type(CALL)
    expect(page.locator(".offer").filter(has_text="From ")).to_have_count(3)
    for _ in range(3):
        confirm_a_join(hands)
    hands.press("Alt+y")  # shows the first of the four to read aloud
    for answer in ("y", "y", "n", "n"):
        hands.press(f"Alt+{answer}")
    hands.press("Control+Enter")
    page.wait_for_url("**/read-back")
    hands.press("Control+Enter")
    expect(page.locator("#reference")).not_to_be_empty()

    assert hands.presses <= MOST_PRESSES
    with own_store.reading() as session:
        [kept] = session.exec(select(Feedback)).all()
        assert (kept.words, kept.channel) == (CALL, Channel.PHONE)
        joins = session.exec(select(Handover).order_by(col(Handover.position))).all()
        named = {one.id: one.name for one in session.exec(select(Service))}
        assert [
            (
                named.get(one.from_service_id, one.from_sector),
                named.get(one.to_service_id, one.to_sector),
                set(one.problems),
            )
            for one in joins
        ] == JOINS
        said = [one.said for one in session.exec(select(SpokenConsent))]
    assert sorted(said) == sorted([SpokenAnswer.YES] * 2 + [SpokenAnswer.NO] * 2)


def test_a_server_that_dies_in_the_middle_of_a_call_loses_nothing(start_app, browser, own_store):
    first = start_app()
    _wait_until_ready(first)
    page = browser.new_context(base_url=first.base_url).new_page()
    begin(page)
    page.keyboard.type(f"{BEGINNING} ")
    expect(page.locator(".offer")).not_to_have_count(0)  # the process has read its model by then
    typed = []
    while not typed or typed[-1] - typed[0] < 4:
        page.keyboard.type("z", delay=20)
        typed.append(time.monotonic())

    killed = time.monotonic()
    first.process.kill()
    first.process.wait()
    unkept = typed[state_of_the_draft(own_store).count("z") :]
    oldest = killed - unkept[0] if unkept else 0.0
    assert oldest <= 2, f"{len(unkept)} of {len(typed)} letters were not kept, the oldest for {oldest:.2f} s"
    page.keyboard.type(" We rang four times.", delay=40)
    expect(page.locator("#state")).to_contain_text("Keep typing")
    start_app(port=int(first.base_url.rpartition(":")[2]))
    page.keyboard.type(" Then it came.", delay=20)

    whole = f"{BEGINNING} {'z' * len(typed)} We rang four times. Then it came."
    expect(page.locator("#state")).to_be_empty()
    expect(page.locator("#words")).to_be_focused()
    expect(page.locator("#words")).to_have_value(whole)
    page.keyboard.type(" Half a wor")
    page.reload()
    expect(page.locator("#words")).to_have_value(f"{whole} Half a wor")
    everything = "JSON.stringify([localStorage, sessionStorage, document.cookie])"
    assert "referral" not in page.evaluate(everything)
    page.context.close()


def test_the_page_with_a_programmes_own_questions_and_what_is_read_back_can_be_used_by_anybody(
    visit, services, own_store
):
    review = ProgrammeDraft("Review", code="review", question_sets=("healthcare_review",))
    with own_store.writing() as session:
        add_programme(session, review, by=job(WATCHDOG, "terminal"), at=NOW)
    page = visit().open("/sign-in")
    begin(page)
    page.keyboard.insert_text(CALL)
    page.select_option("#programme", label="Review")
    expect(page.locator("#entry[data-asks=healthcare_review]")).to_be_visible()
    expect(page.locator("#programme")).to_be_focused()
    expect(page.locator("#words")).to_have_value(CALL)
    for area in ("Planned care", "Urgent care"):
        page.locator(f'label:has([name=care_areas]):has-text("{area}")').click()
        expect(page.get_by_role("group", name=f"{area}: how it works now")).to_be_visible()
    page.locator("#words").focus()
    expect(page.locator(".offer")).not_to_have_count(0)
    page.keyboard.press("Alt+y")
    page.keyboard.press("Alt+0")
    may_be_used(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/read-back")
    may_be_used(page)


def may_be_used(page: Page) -> None:
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        found = Axe().run(page, options=WCAG)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_page_that_is_loaded_again_while_somebody_types_has_all_of_it_and_nothing_twice(visit):
    page = visit().open("/sign-in")
    begin(page)
    page.keyboard.type(BEGINNING)
    expect(page.locator("#saved")).to_contain_text("Saved")
    whole = BEGINNING
    for number in range(5):
        page.locator("#words").press("Control+End")
        page.keyboard.type(f" Half a wor{number}")
        whole += f" Half a wor{number}"
        page.reload()
        expect(page.locator("#words")).to_have_value(whole)


def test_a_page_that_stays_though_it_was_about_to_be_left_doubles_nothing_and_brings_nothing_back(visit):
    """A press on a telephone number is such a moment."""
    page = visit().open("/sign-in")
    begin(page)
    page.keyboard.type(BEGINNING)
    expect(page.locator("#saved")).to_contain_text("Saved")
    page.keyboard.type(" MISTAKE")
    page.evaluate("dispatchEvent(new Event('beforeunload', {cancelable: true}))")
    for _ in " MISTAKE":
        page.keyboard.press("Backspace")
    page.keyboard.type(" She fel")
    page.evaluate("dispatchEvent(new Event('beforeunload', {cancelable: true}))")
    page.keyboard.type("t alone.")
    page.wait_for_timeout(1500)

    expect(page.locator("#words")).to_have_value(f"{BEGINNING} She felt alone.")
    expect(page.locator("#state")).to_be_empty()
    page.reload()
    expect(page.locator("#words")).to_have_value(f"{BEGINNING} She felt alone.")


def test_a_look_that_fails_says_nothing_of_words_that_are_saved(visit):
    page = visit().open("/sign-in")
    begin(page)
    page.keyboard.type(BEGINNING)
    expect(page.locator("#saved")).to_contain_text("Saved")
    looks = []
    page.route("**/typed**", lambda route: (looks.append(route), route.abort()))
    page.reload()
    page.wait_for_timeout(6_500)

    assert len(looks) >= 2
    expect(page.locator("#state")).to_be_empty()


def state_of_the_draft(store) -> str:
    with store.reading() as session:
        return session.exec(select(EntryDraft)).one().state


def test_whoever_types_in_what_another_took_over_is_told_and_keeps_the_words_and_may_leave(visit, own_store):
    page = visit().open("/sign-in")
    begin(page)
    page.keyboard.type(BEGINNING)
    expect(page.locator("#saved")).to_contain_text("Saved")
    with own_store.writing() as session:
        draft = session.exec(select(EntryDraft)).one()
        draft.staff_id = session.exec(select(StaffMember.id).where(StaffMember.id != draft.staff_id)).first()
    page.keyboard.type(" Then it came.")

    expect(page.locator("#state")).to_contain_text("Somebody else has taken this over")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#words")).to_have_value(f"{BEGINNING} Then it came.")
    page.locator("[value=stop]").first.click()
    page.wait_for_url("**/phone_entry")
