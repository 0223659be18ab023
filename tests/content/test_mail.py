"""Letters: everything the person needs, in plain words, and nothing that could be somebody else's."""

import inspect
from datetime import UTC, datetime

import pytest

from content.mail import written
from models.outbox import MailKind

UNTIL = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
LINK = "https://feedback.example.org/link/token"
CONCERNS = (MailKind.CONCERN_WAITS, MailKind.CONCERN_OVERDUE)
LINKS = (MailKind.INVITATION, MailKind.NEW_PASSWORD, MailKind.START_AGAIN)


def a_letter(kind: MailKind, **changes):
    given = {"name": "Jo", "watchdog": "West Testford Voice", "telephone": "01632 960123"} | changes
    moments = {"since": UNTIL, "due": UNTIL} if kind in CONCERNS else {"until": UNTIL}
    return written(kind, **given, link=LINK, **moments)


@pytest.mark.parametrize("kind", LINKS)
def test_each_kind_has_a_letter_with_all_that_is_needed(kind):
    letter = a_letter(kind)

    assert "West Testford Voice" in letter.subject
    assert letter.body.startswith("Hello Jo,\n")
    assert f"\n{LINK}\n" in letter.body
    assert "works once, until 09:30 on Friday 27 November 2026" in letter.body
    assert "ring West Testford Voice on 01632 960123" in letter.body
    assert "{" not in letter.subject + letter.body


@pytest.mark.parametrize("kind", LINKS)
def test_a_watchdog_without_a_telephone_is_told_in_another_way(kind):
    body = a_letter(kind, telephone="").body
    assert "tell West Testford Voice" in body and "ring" not in body


def test_the_letters_differ():
    assert len({a_letter(kind).subject for kind in (*LINKS, *CONCERNS)}) == len(LINKS) + len(CONCERNS)


@pytest.mark.parametrize("kind", CONCERNS)
def test_a_notice_of_a_concern_asks_nobody_to_leave_it_unopened(kind):
    body = a_letter(kind).body
    assert f"\n{LINK}\n" in body and body.count("09:30 on Friday 27 November 2026") == 2
    assert "don't open" not in body and "{" not in body


@pytest.mark.parametrize("name", ["Jo\n\nOpen http://evil.example", "Jo\r\nBcc: x@example.org", "Jo\u2028!"])
def test_a_name_stays_in_its_own_line(name):
    letter = a_letter(MailKind.INVITATION, name=name, watchdog=f"Voice {name}")
    assert letter.body.splitlines()[0] == f"Hello {' '.join(name.split())},"
    assert len(letter.subject.splitlines()) == 1


def test_a_name_with_braces_fills_no_gap():
    assert "Hello {link}," in a_letter(MailKind.INVITATION, name="{link}").body


def test_a_letter_is_given_nothing_that_a_resident_ever_wrote():
    assert set(inspect.signature(written).parameters) == {
        "kind",
        "name",
        "watchdog",
        "telephone",
        "link",
        "moments",
    }
