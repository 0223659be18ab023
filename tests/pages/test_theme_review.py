"""Check tags: one press confirms what is proposed; it is corrected or added to; a second reader sees none."""

import pytest
from sqlmodel import select

from actions.moderate import approve
from actions.tag import tag_batch, this_release
from analysis.redaction import Cut
from analysis.tagger import tag
from models.people import Viewer, resident
from models.tag import ReviewedJoin, TagDecision
from models.vocabulary import RedactionKind, Role, Sector, Sentiment, TagKind, TextPart
from tests.conftest import NOW, WATCHDOG, _worker
from tests.factories import some_feedback
from tests.pages.opening import everything_on, open_page, words_read
from tests.reviewing import approved, checked, said_of, two_read_every_comment

STORY = "The GP referred Mum to the memory clinic. I had to chase the hospital for days."


@pytest.fixture
def store(sqlite_store):
    """The page is the same on every database."""
    return sqlite_store


@pytest.fixture
def analyst(store) -> Viewer:
    return _worker(store, "Fay Analyst", "fay@example.org", Role.ANALYST)


@pytest.fixture
def read(store, tagger_job):
    def machine() -> None:
        release = this_release()
        tag_batch(
            store, tag, taxonomy_version=release.taxonomy, model_version=release.model, by=tagger_job, at=NOW
        )

    return machine


@pytest.fixture
def one(store, moderator, read):
    said = approved(store, moderator, STORY)
    read()
    return said


def press(page, label):
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception
    return page


def ticked(page):
    return {box.label for box in page.checkbox if box.value and box.key and box.key.startswith("theme-")}


def test_one_press_confirms_what_is_proposed_and_goes_to_the_next(store, one, analyst, monkeypatch):
    page = open_page("theme_review", store, analyst, monkeypatch)
    assert not page.exception
    assert STORY in words_read(page)
    assert any("Had to chase" in label for label in ticked(page))
    assert next(button for button in page.button if button.label.startswith("Sign")).proto.shortcut

    press(page, "Sign these tags")

    assert "Nothing waits to be checked." in everything_on(page)
    with store.reading() as session:
        themes = {theme for _, _, theme in said_of(session, one)}
        felt = session.exec(select(TagDecision).where(TagDecision.kind == TagKind.SENTIMENT)).one()
        joins = session.exec(select(ReviewedJoin)).all()
    assert "had_to_chase" in themes and felt.decided_by == analyst.actor
    assert [(join.from_sector, join.position) for join in joins] == [(Sector.GP, 1)]


def test_the_words_behind_a_theme_are_marked_with_its_number(store, one, analyst, monkeypatch):
    page = open_page("theme_review", store, analyst, monkeypatch)

    drawn = "".join(element.proto.body for element in page.get("html"))
    number = next(label for label in ticked(page) if "Had to chase" in label).split("**")[1]
    assert f"chase</mark><sup>{number}</sup>" in drawn


def test_what_was_taken_out_moves_the_marks_and_hides_what_spoke_in_it(
    store, moderator, read, analyst, monkeypatch
):
    with store.writing() as session:
        said = some_feedback(session, resident(WATCHDOG), STORY).feedback_id
    read()
    start = STORY.index("The GP")
    cuts = {
        TextPart.WORDS: [Cut(start, start + 6, RedactionKind.OTHER, "\U0001f469\u200d\u2695\ufe0f Somebody")]
    }
    with store.writing() as session:
        approve(session, said, cuts=cuts, after=0, by=moderator, at=NOW)

    page = open_page("theme_review", store, analyst, monkeypatch)

    drawn = "".join(element.proto.body for element in page.get("html"))
    assert "chase</mark>" in drawn and "The GP" not in drawn

    again = STORY.index("had to chase")
    cuts = {TextPart.WORDS: [Cut(again - 2, again + 12, RedactionKind.OTHER)]}
    with store.writing() as session:
        approve(session, said, cuts=cuts, after=1, by=moderator, at=NOW)
    page = open_page("theme_review", store, analyst, monkeypatch)
    assert "chase</mark>" not in "".join(element.proto.body for element in page.get("html"))
    assert "Had to chase" in next(each.value for each in page.markdown if "were taken out" in each.value)


def test_a_theme_is_taken_off_and_another_added(store, one, analyst, monkeypatch):
    page = open_page("theme_review", store, analyst, monkeypatch)
    for box in page.checkbox:
        if box.key and box.key.startswith("theme-"):
            box.uncheck()
    next(box for box in page.multiselect if box.label == "Add themes").set_value(["pain", "waiting"])
    page.radio[0].set_value(Sentiment.VERY_NEGATIVE)
    press(page, "Sign these tags")

    with store.reading() as session:
        assert said_of(session, one) == [(1, False, "pain"), (1, False, "waiting")]


def test_moves_are_taken_off_changed_and_added(store, one, analyst, monkeypatch):
    page = open_page("theme_review", store, analyst, monkeypatch)
    next(box for box in page.checkbox if box.label.startswith("1: from a GP")).uncheck()
    press(page, "Add a move")
    next(box for box in page.selectbox if (box.key or "").endswith("-2-from")).set_value(Sector.HOSPITAL)
    next(box for box in page.selectbox if (box.key or "").endswith("-2-to")).set_value(Sector.PHARMACY)
    next(box for box in page.multiselect if (box.key or "").endswith("-2-problems")).set_value(
        ["letter_not_received"]
    )
    press(page, "Sign these tags")

    with store.reading() as session:
        [join] = session.exec(select(ReviewedJoin)).all()
    assert (join.from_sector, join.to_sector, join.problems) == (
        Sector.HOSPITAL,
        Sector.PHARMACY,
        ["letter_not_received"],
    )


def test_a_second_reader_sees_neither_the_first_answer_nor_the_machines(
    store, one, moderator, analyst, monkeypatch
):
    two_read_every_comment(store)
    checked(store, one, moderator, "pain")
    page = open_page("theme_review", store, analyst, monkeypatch)

    shown = everything_on(page)
    assert "You are the second person to read this" in shown and STORY in words_read(page)
    assert not ticked(page) and "Found by the machine" not in shown
    assert "<mark" not in "".join(element.proto.body for element in page.get("html"))
    press(page, "Sign these tags")
    assert page.error[0].value == "Choose how it reads"
    page.radio[0].set_value(Sentiment.NEGATIVE)
    next(box for box in page.multiselect if box.label == "Add themes").set_value(["waiting"])
    press(page, "Sign these tags")

    with store.reading() as session:
        assert (1, True, "waiting") in said_of(session, one)
    assert "Two people read this and differ" in everything_on(page)
    assert {box.label for box in page.checkbox if "reader" in box.label} == {
        "Pain (first reader)",
        "Waiting and delays (second reader)",
    } or any("(second reader)" in box.label for box in page.checkbox)


def test_of_two_who_have_it_open_the_second_is_told(store, one, moderator, analyst, monkeypatch):
    page = open_page("theme_review", store, analyst, monkeypatch)
    checked(store, one, moderator, "pain")
    press(page, "Sign these tags")

    assert "Somebody else checked this one a moment ago" in page.warning[0].value
    with store.reading() as session:
        assert said_of(session, one) == [(1, False, "pain")]


@pytest.mark.parametrize("words", ["x", "کسی نے فون نہیں کیا۔", "The ward was kind. " * 1_000])
def test_one_letter_urdu_and_a_very_long_comment_can_be_checked(
    words, store, moderator, read, analyst, monkeypatch
):
    said = approved(store, moderator, words, language="ur" if "فون" in words else "en")
    read()
    page = open_page("theme_review", store, analyst, monkeypatch)
    assert not page.exception
    assert words.strip() in " ".join(words_read(page))
    page.radio[0].set_value(Sentiment.NEUTRAL)
    press(page, "Sign these tags")

    with store.reading() as session:
        assert said_of(session, said)


def test_a_theme_that_no_taxonomy_has_any_more_is_shown_by_its_id_and_kept(
    store, one, moderator, analyst, monkeypatch
):
    with store.writing() as session:
        session.add(
            TagDecision(
                watchdog_id=WATCHDOG,
                feedback_id=one,
                kind=TagKind.THEME,
                value="discharge_old",
                decided_by=moderator.actor,
                decided_at=NOW,
            )
        )
    two_read_every_comment(store)
    checked(store, one, analyst, "waiting", after=1, is_blind=True)

    page = open_page("theme_review", store, analyst, monkeypatch)
    box = next(box for box in page.checkbox if "discharge" in box.label)
    box.check()
    page.radio[0].set_value(Sentiment.NEGATIVE)
    press(page, "Sign these tags")

    with store.reading() as session:
        assert (2, False, "discharge_old") in said_of(session, one)
