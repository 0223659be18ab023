"""What the answers of an entry make: which of it is kept, and what needs another look before it is."""

import hashlib
from datetime import UTC, datetime
from types import SimpleNamespace
from uuid import uuid4

import pytest

from content.entry import as_far_as_it_goes, to_entry
from content.entry_again import answers_again
from content.entry_keys import are_initials, entry_keys, initials_of, typed_in_entry
from content.question_sets import HAVE_YOUR_SAY, question_set
from content.read_back import notices, read_back, unanswered
from content.words import words
from models.entry import ConsentUse, SpokenAnswer
from models.feedback import Contact, Feedback, Handover
from models.feedback_draft import LONGEST_WORDS
from models.vocabulary import Channel, Journey, Sector
from tests.conftest import NOW
from tests.entering import CALL, NUMBER, TO_RING

ASKED = question_set(HAVE_YOUR_SAY)
WARD, CLINIC, GP = (uuid4() for _ in range(3))
A_JOIN = {"join_1.from": str(WARD), "join_1.to": "sector:community", "join_1.problems": "had_to_chase"}
SIGNED = {"initials": "MB"}


def made(answers, channel=Channel.PHONE, **more):
    return to_entry(ASKED, answers, token="-" * 16, channel=channel, at=NOW, **more)


def entry_of(**answers):
    entry, to_put_right = made({key.replace("__", "."): said for key, said in answers.items()})
    assert to_put_right == {}
    return entry


def faults_of(answers, **more):
    entry, to_put_right = made({"words": CALL} | answers, **more)
    assert (entry is None) == bool(to_put_right)
    return to_put_right


def test_nobody_types_when_a_consent_was_asked_or_by_which_way_it_came():
    assert "consent.contact.at" in entry_keys(ASKED) - typed_in_entry(ASKED)
    assert not {"channel", "consent_contact", "place_1", "which_move"} & entry_keys(ASKED)
    assert {"contact_email", "join_6.days_lost", "join_1.from.name", "hospital.name"} <= typed_in_entry(ASKED)


def test_only_yes_is_agreement_and_what_was_not_asked_is_noted_too():
    at = NOW.isoformat()
    said = {"consent.reports": "yes", "consent.reports.at": at, "consent.quotation": "no"}
    entry, _ = made({"words": CALL, "consent.pass_on": "perhaps"} | said | SIGNED)

    heard = {one.use: one for one in entry.consents}
    assert [one.said for one in entry.consents] == ["yes", "no", "not_asked", "not_asked"]
    assert (heard[ConsentUse.REPORTS].initials, heard[ConsentUse.REPORTS].asked_at) == ("MB", NOW)
    agreed = (entry.draft.consent_reports, entry.draft.consent_quotation, entry.draft.consent_pass_on)
    assert agreed == (True, False, False)


@pytest.mark.parametrize(
    ("answers", "is_kept"),
    [
        ({}, False),
        ({"consent.contact": "no"}, False),
        ({"consent.contact": "yes"}, True),
        ({"callback.date": "2026-11-23", "callback.time": "09:00"}, True),
    ],
)
def test_how_to_reach_somebody_is_kept_for_a_reason_alone(answers, is_kept):
    said = {"words": CALL, "contact_telephone": NUMBER} | SIGNED | answers
    entry, _ = made(said)

    assert bool(entry.draft.contact_telephone) is is_kept
    is_told = any("we don’t keep it" in notice for notice in notices(ASKED, said))
    assert is_told is not is_kept


@pytest.mark.parametrize(
    ("answers", "key"),
    [
        ({"consent.contact": "yes"} | SIGNED, "contact_telephone"),
        ({"consent.contact": "yes", "contact_telephone": NUMBER, "initials": ""}, "initials"),
        ({"initials": "M8"}, "initials"),
        (TO_RING | {"contact_telephone": ""}, "contact_telephone"),
        (TO_RING | {"do_not_call": "yes"}, "do_not_call"),
        (TO_RING | {"callback.time": ""}, "callback.time"),
        (TO_RING | {"callback.date": "2026-11-20", "callback.time": "09:30"}, "callback.date"),
        (TO_RING | {"callback.why": "x" * 201}, "callback.why"),
        ({"join_1.from": "somewhere"}, "join_1.from"),
        ({"join_1.from": "sector:circus"}, "join_1.from"),
        ({"join_2.to.name": "x" * 201}, "join_2.to.name"),
        ({"join_1.days_lost": "a week"}, "join_1.days_lost"),
        ({"join_1.times_sent_back": "100"}, "join_1.times_sent_back"),
        ({"join_1.who_chased": "the cat"}, "join_1.who_chased"),
        ({"spoken_language": "xx"}, "spoken_language"),
        ({"interpreter": "the cat"}, "interpreter"),
        ({"happened.month": "12", "happened.year": "2026"}, "happened"),
        ({"services": ",".join(str(uuid4()) for _ in range(13))}, "services"),
        ({"words": "x" * (LONGEST_WORDS + 1)}, "words"),
        ({"words": " "}, "words"),
    ],
)
def test_what_needs_another_look_is_said_beside_its_key(answers, key):
    assert list(faults_of(answers)) == [key]
    assert "{" not in faults_of(answers)[key]


@pytest.mark.parametrize(
    "answers",
    [
        TO_RING | {"callback.date": "2026-11-20", "callback.time": "09:31"},
        {"join_1.times_sent_back": "99"},
        {"services": ",".join(str(uuid4()) for _ in range(12))},
        {"words": "x" * LONGEST_WORDS},
        {"words": " ", "join_1.problems": "had_to_chase"},
        {"do_not_call": "yes"},
    ],
)
def test_what_just_fits_may_be_sent(answers):
    assert faults_of(answers) == {}


def test_a_callback_is_at_the_time_on_the_clock_here():
    summer = datetime(2026, 7, 1, 9, tzinfo=UTC)
    said = {"words": CALL, "contact_telephone": NUMBER}
    said |= {"callback.date": "2026-07-02", "callback.time": "14:30"}
    entry, _ = to_entry(ASKED, said, token="-" * 16, channel=Channel.PHONE, at=summer)

    assert entry.callback.due_at == datetime(2026, 7, 2, 13, 30, tzinfo=UTC)


def test_what_it_is_about_is_never_guessed_in_silence():
    assert entry_of(words=CALL).draft.journey is Journey.SOMETHING_ELSE
    with_a_join = {"words": CALL} | A_JOIN
    assert made(with_a_join)[0].draft.journey is Journey.BETWEEN_SERVICES
    assert "A move between services" in " ".join(notices(ASKED, with_a_join))
    said = with_a_join | {"journey": "leaving_hospital"}
    assert made(said)[0].draft.journey is Journey.LEAVING_HOSPITAL
    assert "filed under" not in " ".join(notices(ASKED, said))


def test_joins_keep_their_order_their_services_and_the_names_that_were_typed():
    said = {"join_3.from": str(WARD), "join_3.to": str(CLINIC), "services": f"{CLINIC},{GP}"} | {
        "join_1.from.name": "Dr Ashe",
        "join_1.to": str(WARD),
        "join_1.days_lost": "7",
    }
    draft = made(said)[0].draft

    ends = [(join.from_service_id, join.to_service_id) for join in draft.handovers]
    assert ends == [(None, WARD), (WARD, CLINIC)]
    assert draft.handovers[0].days_lost == 7
    assert draft.service_ids == [WARD, CLINIC, GP]
    assert draft.service_not_listed == "Dr Ashe → …"


def test_a_kind_of_service_stands_for_one_that_is_not_in_the_list():
    [join] = made({"words": CALL} | A_JOIN)[0].draft.handovers
    assert (join.to_service_id, join.to_sector) == (None, Sector.COMMUNITY)


def test_answers_to_what_was_not_asked_count_until_it_is_said_what_it_is_about():
    said = {"words": CALL, "knew_next": "no", "service": str(GP)}
    assert made(said)[0].draft.answers == {"knew_next": "no"}
    changed = made(said | {"journey": "between_services"})[0].draft
    assert (changed.answers, changed.service_ids) == ({}, [GP])


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"words": "x" * (LONGEST_WORDS + 1), "contact_telephone": "??"},
        TO_RING | {"callback.time": "soon", "words": CALL, "consent.contact": "yes", "initials": "1"},
        {"join_1.from": "sector:circus", "happened.month": "13", "happened.year": "x", "rating": "??"},
        {"consent.contact": "yes"},
    ],
)
def test_whatever_was_typed_by_then_somebody_in_danger_is_kept_at_once(answers):
    entry = as_far_as_it_goes(ASKED, answers, token="-" * 16, channel=Channel.PHONE, at=NOW)

    assert entry.draft.words == answers.get("words", "")[:LONGEST_WORDS]
    assert entry.draft.consent_contact is False


def test_how_to_reach_somebody_in_danger_is_kept():
    entry = as_far_as_it_goes(
        ASKED, {"contact_telephone": NUMBER}, token="-" * 16, channel=Channel.PHONE, at=NOW
    )
    assert entry.draft.contact_telephone == NUMBER


def test_initials_come_from_the_name_and_are_letters():
    assert (initials_of("Maureen Bell"), initials_of("")) == ("MB", "")
    assert [are_initials(one) for one in ("M", "A" * 10, "Ó", "", "A" * 11, "M B", "M8")] == [
        *(True, True, True),
        *(False, False, False, False),
    ]
    assert SpokenAnswer.YES.value == "yes"


def kept_from(entry):
    """What the store would hold of an entry."""
    draft = entry.draft
    joins = [
        Handover(watchdog_id="w", feedback_id=WARD, position=1, **one.model_dump()) for one in draft.handovers
    ]
    contact = Contact(
        watchdog_id="w",
        feedback_id=WARD,
        name=draft.contact_name,
        telephone=draft.contact_telephone,
        email=draft.contact_email,
    )
    return SimpleNamespace(
        feedback=Feedback(**draft.model_dump(include=set(Feedback.model_fields))),
        services=tuple(draft.service_ids),
        joins=tuple(joins),
        contact=contact if draft.contact_telephone else None,
        consents=(),
        themes=entry.themes,
    )


@pytest.mark.parametrize(
    "answers",
    [
        {
            "words": CALL,
            "rating": "poor",
            "happened.month": "9",
            "happened.year": "2026",
            "themes": "waiting",
        },
        {"journey": "something_else", "service": str(GP), "services": str(CLINIC), "words": CALL},
        {"journey": "something_else", "service": "not_listed", "service.name": "Dr Ashe", "words": CALL},
        {"journey": "leaving_hospital", "hospital": str(WARD), "destination": "care_home", "knew_next": "no"},
        {"journey": "leaving_hospital", "hospital": str(WARD), "words": CALL} | A_JOIN,
        {"journey": "between_services", "join_1.days_lost": "3", "services": str(GP)} | A_JOIN,
        {"words": CALL, "speaker": "family", "standing": "has_died", "interpreter": "our_own"}
        | {"spoken_language": "pl", "contact_telephone": NUMBER, "should_happen": "Ring us."},
    ],
)
def test_what_was_sent_can_be_put_right_from_what_was_kept_of_it(answers):
    first, _ = made(answers, has_reason=True)

    again, to_put_right = made(answers_again(ASKED, kept_from(first)), has_reason=True)

    assert to_put_right == {}
    assert again.draft == first.draft
    assert again.themes == first.themes


def test_what_is_read_aloud_has_all_that_was_said_and_every_consent():
    said = {"words": CALL, "consent.reports": "yes", "themes": "had_to_chase"} | A_JOIN | TO_RING | SIGNED
    lines = read_back(
        ASKED,
        said,
        channel=Channel.PHONE,
        services={str(WARD): "Ward 7"},
        themes={"had_to_chase": "Had to chase"},
        at=NOW,
    )

    shown = {line.key: (line.short, line.said) for line in lines}
    assert shown["words"][1] == CALL
    assert shown["join_1.from"] == ("From Ward 7 to community health", "Had to chase")
    assert shown["callback.date"][1] == "23 November 2026 at 14:30"
    assert [shown[f"consent.{use.value}"][1] for use in ConsentUse] == ["Yes", *["Not asked"] * 3]


def test_the_side_list_has_what_was_not_said_yet():
    before = [one.key for one in unanswered(ASKED, {}, Channel.PHONE)]
    after = [one.key for one in unanswered(ASKED, {"words": CALL, "consent.pass_on": "no"} | A_JOIN)]

    assert set(before) - set(after) >= {"words", "join_1.from", "consent.pass_on"}
    assert {"journey", "contact_name", "consent.contact"} <= set(after)
    assert "collected_by" not in after
    assert "collected_by" in [one.key for one in unanswered(ASKED, {}, Channel.PAPER)]


READ_ALOUD = {"phone-2026-11-22": "278e7984f3354380"}
"""Each wording of the four consents that was ever read aloud; never change one, add another."""


def test_the_consents_read_aloud_do_not_change_without_another_wording():
    sentences = "\n".join(words(f"phone.consent.{use.value}") for use in ConsentUse)
    now = words("phone.consent.wording")
    assert READ_ALOUD[now] == hashlib.sha256(sentences.encode()).hexdigest()[:16]


@pytest.mark.parametrize("channel", Channel)
def test_consents_are_kept_with_the_words_that_were_said_or_printed(channel):
    entry, _ = made({"words": CALL}, channel)
    printed = {Channel.PAPER: ASKED.consent_wording}
    assert entry.draft.consent_wording == printed.get(channel, words("phone.consent.wording"))


@pytest.mark.parametrize(
    ("number", "stopped", "said"),
    [(NUMBER, NUMBER, "kept_to_stop"), ("withheld", "", "no_number_to_stop"), ("", "", "no_number_to_stop")],
)
def test_a_number_that_is_not_to_be_rung_is_kept_for_that_alone_and_the_page_says_so(number, stopped, said):
    answers = {"words": CALL, "do_not_call": "yes", "contact_telephone": number}
    entry, to_put_right = made(answers)
    assert to_put_right == {}
    assert (entry.do_not_call, entry.draft.contact_telephone) == (stopped, "")
    assert words(f"entry.notice.{said}") in notices(ASKED, answers)
