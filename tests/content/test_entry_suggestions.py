"""One press writes exactly what the offer said, where there is room for it."""

from typing import NamedTuple

from content.entry_suggestions import confirmed, dismissed, keys_confirmed, keys_dismissed, label

WARD = "0190c3a1-0000-7000-8000-00000000000a"
TITLES = {"had_to_chase": "Had to chase", "referral_lost": "The referral was lost"}


class Offer(NamedTuple):
    key: str
    kind: str
    value: str = ""
    start: str = ""
    end: str = ""
    problems: tuple[str, ...] = ()


JOIN = Offer("", "join", start=WARD, end="community", problems=("had_to_chase", "referral_lost"))


def test_a_join_is_written_as_the_next_one_and_is_then_known_as_confirmed():
    written = confirmed(
        JOIN, {"join_1.from": "sector:gp", "join_1.to": "sector:hospital", "join_2.who_chased": "family"}
    )

    assert written == {
        "join_3.from": WARD,
        "join_3.to": "sector:community",
        "join_3.problems": "had_to_chase,referral_lost",
    }
    assert keys_confirmed(written) == {f"join:{WARD}>community", "theme:had_to_chase", "theme:referral_lost"}


def test_a_join_fills_in_the_missing_end_of_one_that_stands_and_keeps_what_was_said_of_it():
    half = {"join_1.from": WARD, "join_1.to": "", "join_1.problems": "nobodys_job"}
    other = {"join_1.from": WARD, "join_1.to": "", "join_1.to.name": "Dr Ashe"}

    assert confirmed(JOIN, half)["join_1.to"] == "sector:community"
    assert confirmed(JOIN, half)["join_1.problems"] == "nobodys_job,had_to_chase,referral_lost"
    assert "join_2.to" in confirmed(JOIN, other)


def test_there_is_no_room_for_a_seventh_join():
    six = {f"join_{number}.from": "sector:police" for number in range(1, 7)}

    assert confirmed(JOIN, six) == {}
    assert confirmed(JOIN, {**six, "join_6.from": " "}) != {}


def test_themes_services_and_the_journey_are_added_to_what_stands():
    answers = {"themes": "waiting", "services": WARD}

    assert confirmed(Offer("", "theme", "had_to_chase"), answers) == {"themes": "waiting,had_to_chase"}
    assert confirmed(Offer("", "service", WARD), answers) == {"services": WARD}
    assert confirmed(Offer("", "journey", "leaving_hospital"), answers) == {"journey": "leaving_hospital"}


def test_what_is_waved_away_is_kept_by_its_key():
    kept = dismissed(Offer("theme:waiting", "theme"), {"dismissed": "join:gp>"})

    assert keys_dismissed(kept) == {"join:gp>", "theme:waiting"}


def test_a_name_that_was_typed_may_be_any_service():
    answers = {"join_1.from": "not_listed", "join_1.from.name": "Dr Ashe", "join_1.to": "sector:hospital"}

    assert keys_confirmed(answers) == {"join:unknown>hospital"}


def test_an_offer_says_all_that_one_press_would_write():
    said = label(JOIN, services={WARD: "Testford General, ward 7"}, themes=TITLES)

    assert said == ("From Testford General, ward 7 to community health: Had to chase; The referral was lost")
    assert label(JOIN._replace(end="", problems=()), services={WARD: "Ward 7"}, themes={}).endswith(
        "haven’t said"
    )
    assert (
        label(Offer("", "journey", "leaving_hospital"), services={}, themes={})
        == "It’s about: Leaving hospital"
    )
