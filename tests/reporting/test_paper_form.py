"""The form on paper: every question that people are asked, once, and for whom it is, in words."""

import re
from dataclasses import replace
from html import unescape

import pytest

from content.languages import is_open
from content.question_sets import HAVE_YOUR_SAY, question_set
from models.errors import FeedbackError
from reporting import pdf
from reporting.paper_form import PaperFacts, Ring, paper_form, paper_form_html, sections

FACTS = PaperFacts(
    watchdog="Testford <b>Voice</b>",
    area="Testford",
    telephone="01632 960123",
    address="https://say.example.org",
    post_to=("1 High Street", "Testford TE1 1ST"),
    contact_months=24,
    words_months=36,
    numbers=(Ring("emergency", "Police, fire or ambulance", "999"),),
)
LANGUAGES = ("en", "pl", "ro", "ur")


@pytest.fixture(scope="module")
def html():
    return unescape(paper_form_html(FACTS, language="en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_and_every_answer_is_on_the_form_in_every_language(language):
    html = unescape(paper_form_html(FACTS, language=language))
    asked = question_set(HAVE_YOUR_SAY, language=language)
    for step in (one for one in asked.steps if not one.for_workers):
        assert step.title in html
        for question in step.questions:
            assert question.title in html or question.short in html
            assert all(option.label in html for option in question.options)
    assert asked.name in html and asked.consent_wording in html


def test_nobody_is_asked_on_paper_what_only_workers_are(html):
    assert "How did this reach us?" not in html


def test_a_question_that_depends_on_another_says_for_whom_it_is_and_where_others_go_on(html):
    assert "Only if you ticked “Leaving hospital” at question 1" in html
    assert "If you didn’t, go on to question 8." in html
    assert "Only if you ticked “Pass it to the service with my name and contact details”" in html


def test_where_one_page_asks_several_questions_it_says_which_answer_it_goes_by(html):
    assert "Only if you ticked “To some extent” or “No” just above" in html
    assert "Only if you ticked “Yes” or “To some extent” just above" in html


def test_where_others_go_on_is_after_all_that_is_not_for_them():
    found = sections(question_set(HAVE_YOUR_SAY), FACTS)
    for section, after in zip(found, found[1:], strict=False):
        if section.only_if:
            assert re.search(rf"\b{after.steps[0].number}\b", section.go_on)


def test_what_only_a_screen_does_is_not_said_on_paper(html):
    assert "20,000 characters" not in html


def test_a_watchdogs_own_name_is_shown_as_it_is_written():
    assert "Testford &lt;b&gt;Voice&lt;/b&gt;" in paper_form_html(FACTS, language="en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_that_nobody_has_checked_says_that_it_is_a_draft(language):
    says_so = "DRAFT" in paper_form_html(FACTS, language=language)
    assert says_so is not is_open(language)


@pytest.mark.parametrize(("post_to", "says"), [(FACTS.post_to, True), ((), False)])
def test_a_form_names_a_postal_address_only_where_there_is_one(post_to, says):
    assert ("Post it to" in paper_form_html(replace(FACTS, post_to=post_to), language="en")) is says


def test_a_machine_without_the_libraries_says_which_to_install(monkeypatch):
    def missing(name):
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(pdf.importlib, "import_module", missing)
    with pytest.raises(FeedbackError, match="apt-get install libpango-1.0-0 libpangoft2-1.0-0"):
        paper_form(FACTS, language="en")


@pytest.mark.pdf
@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_pdf_is_tagged_in_its_language_with_its_type_inside(language, unpacked):
    drawn = unpacked(lambda: paper_form(FACTS, language=language))
    assert b"/MarkInfo" in drawn and b"/StructTreeRoot" in drawn and b"pdfuaid" in drawn
    assert f"/Lang ({language})".encode() in drawn
    fonts = set(re.findall(rb"/BaseFont /\w+\+([\w-]+)", drawn))
    theirs = {b"Noto-Sans-Arabic", b"Noto-Sans-Arabic-Bold"} if language == "ur" else set()
    assert fonts == {b"Hyperlegible", b"Hyperlegible-Bold"} | theirs


OWN = replace(
    FACTS,
    programme="Healthcare <Review>",
    question_set="healthcare_review",
    form="/say?programme=healthcare-review",
)


def test_a_programmes_own_form_on_paper_says_whose_it_is_and_asks_its_own_questions():
    html = unescape(paper_form_html(OWN, language="en"))
    assert "<h1>Your views on Healthcare <Review></h1>" in html
    assert "asks patients, families and staff" in html and "Testford <b>Voice</b>" in html
    assert "Only if you ticked “Urgent care” at question 3" in html
    assert "for the people you look after at work" in html
    assert "https://say.example.org/say?programme=healthcare-review" in html
    assert "healthcare_review/1" in html and "Which hospital did you leave?" not in html
