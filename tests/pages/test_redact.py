"""Taking out what says who somebody is: ticked or marked by hand, seen at once, signed with the decision."""

from uuid import UUID

import pytest
from sqlmodel import select

from actions.follow_up import correct, withdraw
from actions.moderate import approve
from analysis.redaction import Cut
from models.moderation import ApprovedWords
from models.people import resident
from models.vocabulary import Outcome, RedactionKind, TextPart
from tests.conftest import NOW, WATCHDOG
from tests.factories import some_feedback
from tests.pages.opening import may_others_read, open_page, words_read
from ui.redact import FIRST_NAME, stand_in

SAID = "The nurse Mrs Whitlock was kind. Ring 01632 960771. Ask Whitlock at number 12."


@pytest.fixture
def store(sqlite_store):
    return sqlite_store


@pytest.fixture
def page(store, somebody, moderator, monkeypatch):
    with store.writing() as session:
        some_feedback(session, somebody, SAID, consent_quotation=True)
        some_feedback(session, somebody, "The tea was warm.")
    return open_page("moderation", store, moderator, monkeypatch)


def one(kind, label):
    return next(each for each in kind if each.label.startswith(label))


def others_read(page) -> str:
    """The second of the texts drawn: the first is the original."""
    return words_read(page)[1]


def sign(page, outcome=Outcome.PUBLISHABLE):
    may_others_read(page).set_value(outcome).run()
    one(page.button, "Sign and go").click().run()
    assert not page.exception


def approved(store) -> list[str]:
    with store.reading() as session:
        return list(session.exec(select(ApprovedWords.words)))


def take_out(page, phrase, kind=RedactionKind.PLACE):
    one(page.text_input, "Words to take out").set_value(phrase).run()
    one(page.selectbox, "What is it?").set_value(kind).run()
    one(page.button, "Take this out").click().run()
    assert not page.exception


def test_what_the_machine_found_is_taken_out_unless_somebody_unticks_it(page, store):
    assert "Mrs name removed" in others_read(page) or "nurse name removed" in others_read(page)
    assert "phone number removed" in others_read(page)
    labels = [box.label for box in page.checkbox]
    assert not [label for label in labels for said in ("Whitlock", "960771") if said in label]

    next(box for box in page.checkbox if "phone number" in box.label).uncheck().run()
    assert "01632 960771" in others_read(page)
    one(page.button, "Take out none").click().run()
    assert others_read(page) == SAID
    one(page.button, "Take out all").click().run()
    sign(page)
    [words] = approved(store)
    assert "[phone number removed]" in words and "Mrs Whitlock" not in words and "960771" not in words


def test_a_name_that_stands_twice_can_be_taken_out_in_both_places(page, store):
    for box in [box for box in page.checkbox if "A name" in box.label][1:]:
        box.uncheck().run()
    assert "Ask Whitlock" in others_read(page)
    assert "still stands in 1 more place" in page.warning[0].value
    one(page.button, "Take it out there too").click().run()
    assert "Whitlock" not in others_read(page) and not page.warning


def test_staff_become_their_job_or_keep_a_first_name(page, store):
    one(page.selectbox, "What stands there").set_value("ward_sister").run()
    assert "the ward sister" in others_read(page)


def test_words_are_marked_by_typing_them(page, store):
    take_out(page, "nowhere")
    assert "aren’t in what was said" in page.error[0].value
    take_out(page, "NUMBER 12")
    assert "Marked in 1 place." in page.success[0].value
    assert "at place removed." in others_read(page)


def test_words_are_marked_by_pressing_their_numbers(page, store):
    one(page.radio, "How do you want to mark it?").set_value("by_number").run()
    numbered = words_read(page)[2]
    assert numbered.startswith("The1 nurse2")
    page.get("button_group")[0].set_value([0, 1]).run()
    one(page.button, "Take this out").click().run()
    assert not page.exception
    assert others_read(page).startswith("name removed ")


def test_what_was_marked_is_still_there_when_somebody_else_decided(page, store, moderator):
    take_out(page, "number 12")
    with store.writing() as session:
        waiting = page.session_state["moderation"]["open"]
        approve(session, UUID(waiting), after=0, by=moderator, at=NOW)
    sign(page)
    assert "Somebody else decided" in page.warning[0].value
    assert "at place removed." in others_read(page)
    sign(page)
    assert "number 12" not in approved(store)[0]


def test_what_somebody_else_took_out_meanwhile_does_not_come_back(page, store, moderator):
    take_out(page, "number 12")
    place = SAID.index("kind")
    with store.writing() as session:
        waiting = UUID(page.session_state["moderation"]["open"])
        cuts = {TextPart.WORDS: [Cut(place, place + 4, RedactionKind.OTHER)]}
        approve(session, waiting, cuts=cuts, after=0, by=moderator, at=NOW)
    sign(page)
    sign(page)

    assert "number 12" not in approved(store)[0] and "kind" not in approved(store)[0]


def test_a_name_that_only_a_person_was_sure_of_stays_out_when_it_is_decided_again(
    store, somebody, moderator, monkeypatch
):
    said = "I rang and Joy told me to wait for the nurse."
    with store.writing() as session:
        told = some_feedback(session, somebody, said).feedback_id
        start = said.index("Joy")
        cuts = {TextPart.WORDS: [Cut(start, start + 3, RedactionKind.NAME)]}
        approve(session, told, cuts=cuts, after=0, by=moderator, at=NOW)
        correct(session, told, "It was a Monday.", by=resident(WATCHDOG), at=NOW)
    page = open_page("moderation", store, moderator, monkeypatch)

    assert "Joy" not in others_read(page)
    sign(page, Outcome.APPROVED)
    assert "Joy" not in approved(store)[0]


@pytest.mark.parametrize("said", ["x", "مجھے کسی نے فون نہیں کیا", "The tea was warm. " * 1_110 + "Whitby"])
def test_one_letter_another_script_and_the_longest_words_are_marked_and_signed(
    store, somebody, moderator, monkeypatch, said
):
    with store.writing() as session:
        some_feedback(session, somebody, said, language="ur" if "م" in said else "en")
    page = open_page("moderation", store, moderator, monkeypatch)
    take_out(page, said.split()[-1], RedactionKind.OTHER)
    sign(page, Outcome.APPROVED)

    assert said.split()[-1] not in approved(store)[0].split()


def test_what_was_taken_back_while_it_was_read_is_not_signed(page, store):
    may_others_read(page).set_value(Outcome.APPROVED).run()
    with store.writing() as session:
        withdraw(session, UUID(page.session_state["moderation"]["open"]), by=resident(WATCHDOG), at=NOW)
    one(page.button, "Sign and go").click().run()

    assert not page.exception and [*page.warning, *page.error]
    assert approved(store) == []


def test_staff_who_are_praised_keep_their_first_name():
    assert stand_in(FIRST_NAME, "Sister Pat Whitlock") == "Pat"
    assert stand_in(FIRST_NAME, "Whitlock") == "Whitlock"
    assert stand_in("ward_sister", "Pat Whitlock") == "the ward sister"


def test_whoever_did_not_agree_to_be_quoted_is_not_offered_to_anybody(page):
    assert len(may_others_read(page).options) == 4
    sign(page)
    assert len(may_others_read(page).options) == 3
    assert "did not agree to be quoted" in " ".join(said.value for said in page.markdown)
