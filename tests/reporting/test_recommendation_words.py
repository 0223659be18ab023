"""How the response clock reads, what comes next, and what the letters say: by hand, on chosen days."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from docx import Document

from analysis.working_days import NONE, working_days_after
from content.words import words
from models.powers import PowersSeen
from models.provider_response import CameBy, ChangeState, ResponseSeen, Stance
from models.recommendation import Recheck, RecommendationKind, StepKind
from models.recommendation_seen import RecommendationSeen, StepSeen
from reporting.clock_words import clock_in_words
from reporting.letter_file import LetterFile, letter_file
from reporting.letters import Letter, Sender, headings, letter, letters_for, title
from reporting.recommendation_next import Next, in_order, next_thing
from reporting.recommendation_table import heading, rows

SENT = date(2025, 12, 18)
DUE, LONGER = date(2026, 1, 20), date(2026, 2, 3)
LADDER = ("The commissioner", "The council")
POWERS = PowersSeen("section 221", "section 224", ("The council",), LADDER)
AT = datetime(2026, 1, 1, tzinfo=UTC)


def a_step(kind, on, **more):
    due = {"due_on": DUE, "longer_due_on": LONGER} if kind is StepKind.SENT else {}
    said = {"to_name": "", "recheck": None, "note": "", "signed_by": "Jo", "signed_at": AT}
    return StepSeen(uuid4(), 1, kind, on, **{**said, **due, **more})


def an_answer(received_on, **more):
    said = {"dated_on": received_on, "received_on": received_on, "came_by": CameBy.LETTER, "stance": None}
    return ResponseSeen(uuid4(), uuid4(), None, "Testford Trust", **{**said, **more})


def asked(*steps, answer=None, sent=True, number=7, **more):
    return RecommendationSeen(
        id=uuid4(),
        number=number,
        kind=RecommendationKind.RECOMMENDATION,
        asks="Tell everybody whom to ring.",
        finding="Families did not know whom to ring.",
        body="Testford Trust",
        organisation_id=uuid4(),
        recheck_months=12,
        steps=((a_step(StepKind.SENT, SENT),) if sent else ()) + steps,
        responses=(answer,) if answer else (),
        **more,
    )


def writing(today):
    given = {"watchdog": "West Testford", "area": "Testford", "telephone": "01632 960123", "name": "Jo"}
    return Sender(**given, powers=POWERS, today=today, days=20, longer_days=30, changes=NONE)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 1, 14), "Due on 20 January 2026, in 4 working days."),
        (date(2026, 1, 19), "Due on 20 January 2026, in 1 working day."),
        (DUE, "Due on 20 January 2026, today."),
        (date(2026, 1, 21), "Due on 20 January 2026, 1 working day late. No answer has come."),
        (date(2026, 1, 26), "Due on 20 January 2026, 4 working days late. No answer has come."),
    ],
)
def test_the_clock_is_said_in_working_days(today, said):
    assert clock_in_words(asked(), today, NONE) == said


def test_on_a_weekend_after_the_day_nobody_is_called_a_day_late():
    friday = a_step(StepKind.SENT, SENT, due_on=date(2026, 1, 16))
    said = clock_in_words(asked(friday, sent=False), date(2026, 1, 17), NONE)
    assert said == "Due on 16 January 2026, which is over. No answer has come."


@pytest.mark.parametrize(
    ("came", "steps", "said"),
    [
        (SENT, (), "Answered before a working day had passed."),
        (date(2026, 1, 19), (), "Answered after 19 working days, in time."),
        (DUE, (), "Answered after 20 working days, in time."),
        (date(2026, 1, 21), (), "Answered after 21 working days, 1 working day late."),
        (LONGER, (a_step(StepKind.TAKES_LONGER, DUE),), "Answered after 30 working days, in time."),
        (LONGER, (a_step(StepKind.TAKES_LONGER, DUE, is_taken_back=True),), "10 working days late."),
    ],
)
def test_an_answer_stops_the_clock_on_the_day_it_came(came, steps, said):
    one = asked(*steps, answer=an_answer(came))
    assert clock_in_words(one, date(2026, 6, 1), NONE).endswith(said)
    unpublished = replace(one, responses=(), answered_on=came)
    assert clock_in_words(unpublished, date(2026, 6, 1), NONE).endswith(said)


LATE = date(2026, 2, 2)
CHASED = a_step(StepKind.CHASED, date(2026, 1, 26))
TURNED = a_step(StepKind.ESCALATED, date(2026, 1, 26), to_name="The commissioner")
TURNED_AGAIN = a_step(StepKind.ESCALATED, date(2026, 1, 26), to_name="The council")
ACCEPTED = an_answer(date(2026, 1, 19), stance=Stance.ACCEPTED)
REFUSED = an_answer(date(2026, 1, 20), stance=Stance.REFUSED)


def a_look(found):
    return a_step(StepKind.RECHECKED, date(2027, 1, 19), recheck=found)


LOOKED = a_look(Recheck.DONE)


@pytest.mark.parametrize(
    ("one", "today", "next_"),
    [
        (asked(sent=False), LATE, Next.SEND),
        (asked(), DUE, Next.ACKNOWLEDGE),
        (asked(a_step(StepKind.ACKNOWLEDGED, SENT)), DUE, Next.WAIT),
        (asked(), LATE, Next.CHASE),
        (asked(a_step(StepKind.CHASED, DUE)), LATE, Next.CHASE),
        (asked(CHASED), date(2026, 1, 30), Next.WAIT),
        (asked(CHASED), LATE, Next.ESCALATE),
        (asked(CHASED, TURNED), LATE, Next.ESCALATE),
        (asked(TURNED, TURNED_AGAIN), LATE, Next.CHASE),
        (asked(answer=ACCEPTED), date(2027, 1, 18), Next.WAIT),
        (asked(answer=ACCEPTED), date(2027, 1, 19), Next.RECHECK),
        (asked(LOOKED, answer=ACCEPTED), date(2027, 1, 20), Next.NOTHING),
        (asked(a_look(Recheck.PARTLY), answer=ACCEPTED), date(2027, 1, 20), Next.UNKEPT),
        (asked(a_look(Recheck.NOT_DONE), answer=ACCEPTED), date(2028, 1, 20), Next.UNKEPT),
        (asked(a_look(Recheck.NOT_DONE), LOOKED, answer=ACCEPTED), date(2027, 1, 20), Next.NOTHING),
        (asked(a_look(Recheck.TOO_LITTLE), answer=ACCEPTED), date(2027, 1, 20), Next.NOTHING),
        (asked(a_look(Recheck.PARTLY), answer=ACCEPTED, ended_at=AT), date(2027, 1, 20), Next.NOTHING),
        (asked(a_look(Recheck.PARTLY), answer=REFUSED), date(2027, 1, 20), Next.NOTHING),
        (asked(answer=REFUSED), LATE, Next.NOTHING),
        (asked(ended_at=AT), LATE, Next.NOTHING),
    ],
)
def test_what_comes_next(one, today, next_):
    assert next_thing(one, LADDER, today, NONE) is next_


def test_late_ones_come_first_and_ended_ones_last():
    later = a_step(StepKind.SENT, SENT, due_on=DUE + timedelta(1))
    named = [
        asked(number=1, ended_at=AT),
        asked(number=2, answer=ACCEPTED),
        asked(number=3, sent=False),
        asked(later, number=4, sent=False),
        asked(number=5),
    ]
    assert [one.number for one in in_order(named, LATE)] == [5, 4, 3, 2, 1]
    assert [one.number for one in in_order(named, DUE + timedelta(1))] == [5, 4, 3, 2, 1]


def test_the_letter_that_sends_it_names_the_law_both_days_and_the_copies():
    one = asked(sent=False, addressed_to="the Chief Nurse", copied_to=("The council", "The board"))
    said = letter(Letter.SENDING, one, writing(SENT))
    for part in (
        "18 December 2025",
        "To: the Chief Nurse, Testford Trust",
        "Dear Chief Nurse,",
        "section 221",
        "section 224",
        "by 20 January 2026: that is 20 working days",
        "by 3 February 2026, which is 30 working days",
        "Copies go to: The council, The board.",
        one.asks,
        one.finding,
    ):
        assert part in said
    silent = replace(writing(SENT), powers=PowersSeen())
    assert "section" not in letter(Letter.SENDING, one, silent)


def test_late_letters_count_the_days_and_say_whom_we_turn_to():
    one = asked(CHASED, TURNED)
    chasing = letter(Letter.CHASING, one, writing(LATE))
    assert "It is 9 working days late." in chasing and "turn to: The council." in chasing
    assert f"by {working_days_after(LATE, 5).day} February 2026" in chasing
    escalating = letter(Letter.ESCALATING, one, writing(LATE))
    assert "To: The council\n" in escalating and "again on 26 January 2026" in escalating
    assert "we turned to: The commissioner" in escalating
    assert letters_for(one, writing(LATE)) == (Letter.ESCALATING, Letter.CHASING)
    assert letters_for(asked(), writing(LATE)) == (Letter.CHASING, Letter.ESCALATING)
    assert letters_for(asked(TURNED, TURNED_AGAIN), writing(LATE)) == (Letter.CHASING,)
    assert letters_for(one, writing(DUE)) == (Letter.REMINDER,)


def test_thanks_say_what_they_said_and_when_we_look_again():
    answer = replace(ACCEPTED, change=ChangeState.PLANNED)
    said = letter(Letter.THANKING, asked(answer=answer), writing(LATE))
    assert "We are glad that you accept it." in said and "again on 19 January 2027" in said
    silent = an_answer(DUE, stance=Stance.NOT_SAID)
    said = letter(Letter.THANKING, asked(answer=silent), writing(LATE))
    assert "accept" not in said and "again on" not in said


def test_what_a_body_types_itself_changes_no_letter_and_no_lateness_before_somebody_has_checked_it():
    kept = replace(ACCEPTED, change=ChangeState.PLANNED)
    typed = an_answer(date(2026, 9, 1), came_by=CameBy.LINK, stance=Stance.REFUSED)
    one = replace(asked(), responses=(typed, kept))

    said = letter(Letter.THANKING, one, writing(LATE))
    assert "We are glad that you accept it." in said and "again on 19 January 2027" in said
    [row] = rows([one], LATE, NONE)
    assert row[5] == "Answered after 19 working days, in time."
    assert row[8:12] == [
        "2026-01-19",
        19,
        words("responses.stance.accepted"),
        words("recommendations.changes.planned"),
    ]
    alone = asked(answer=typed)
    assert clock_in_words(alone, LATE, NONE).endswith("late.") and letters_for(alone, writing(LATE)) == ()


def test_whoever_answered_in_time_and_tells_more_a_year_later_is_not_called_late():
    one = replace(asked(), responses=(an_answer(date(2027, 1, 19)), ACCEPTED))
    assert clock_in_words(one, LATE, NONE) == "Answered after 19 working days, in time."
    without_first = replace(one, responses=(one.responses[0], replace(ACCEPTED, ended_at=AT)))
    assert clock_in_words(without_first, LATE, NONE).endswith("late.")


def test_a_letter_leaves_as_word_with_real_headings_and_any_character():
    one = asked(sent=False, details="Line one\nline two \x01\x0b")
    said = letter(Letter.SENDING, one, writing(SENT))
    word = Document(io.BytesIO(letter_file(LetterFile.WORD, said, title(one), headings())))
    named = {part.text: part.style.name for part in word.paragraphs}
    assert named["Our recommendation R7"] == "Heading 1" and named["What we recommend"] == "Heading 2"
    assert "Line one\nline two" in [part.text for part in word.paragraphs]
    assert letter_file(LetterFile.TEXT, "a\nb", "", ()) == b"a\r\nb"


def test_the_table_has_a_cell_for_each_heading_and_nobodys_name():
    one = asked(a_step(StepKind.CHASED, DUE, note="Rang Di."), answer=ACCEPTED, added_by="Di")
    [row] = rows([one], LATE, NONE)
    assert len(row) == len(heading())
    assert row[5:10] == [
        "Answered after 19 working days, in time.",
        "2025-12-18",
        "2026-01-20",
        "2026-01-19",
        19,
    ]
    assert "Di" not in " ".join(map(str, row))
