"""West Testford's words: invented, varied, repeatable, and with the patterns a watchdog looks for."""

import re
from collections import Counter
from datetime import date

import pytest

from example_data.banks import FOLDER
from example_data.generate import ExampleFeedback, generate
from example_data.moments import LONDON
from example_data.texture import SLIPS
from example_data.west_testford import HUB_STARTED, LAST_DAY, PLACES
from models.vocabulary import Channel, Journey, Outcome, Rating, WithholdReason

REAL_PLACES = (
    "Milton Keynes",
    "Bedford",
    "Luton",
    "Addenbrooke",
    "Hinchingbrooke",
    "Stoke Mandeville",
    "Northampton",
    "Papworth",
    "Peterborough",
    "Watford",
    "Lister",
    "CNWL",
    "BLMK",
    "Healthwatch",
)
FICTIONAL_NUMBER = re.compile(r"01632 960\d{3}|07700 900\d{3}")


def share_with(pieces: list[ExampleFeedback], *problems: str) -> float:
    return sum(any(problem in piece.problems for problem in problems) for piece in pieces) / len(pieces)


def leaving(pieces: list[ExampleFeedback], *, months: tuple[int, ...] = ()) -> list[ExampleFeedback]:
    return [
        piece
        for piece in pieces
        if piece.journey is Journey.LEAVING_HOSPITAL
        and piece.language == "en"
        and (not months or piece.moments.happened.month in months)
    ]


def test_the_same_seed_gives_the_same_feedback_and_another_seed_gives_other_words(told):
    assert list(generate()) == told
    other = {piece.words for piece in generate(seed=7, pieces=100)}
    assert len(other - {piece.words for piece in told}) > 80
    assert {piece.token for piece in generate(seed=7, pieces=100)}.isdisjoint(piece.token for piece in told)


def test_nearly_everybody_says_it_in_their_own_words(told):
    assert len(told) == 2_000
    assert len({piece.words for piece in told}) / len(told) >= 0.95


def test_every_token_is_its_own(told):
    assert len({piece.token for piece in told}) == len(told)


def test_no_sentence_is_left_with_a_gap(told):
    assert [piece.words for piece in told if re.search(r"[{}]|\bNone\b", piece.words)] == []
    assert all(piece.words.strip() for piece in told)


def test_people_speak_of_themselves_and_of_others_in_good_grammar(told):
    slip = re.compile(r"\b(I is|I has|he am|she am|I was (he|she)|my mum's's)\b|\bI (lives|takes|wants)\b")
    assert [piece.words for piece in told if slip.search(piece.words)] == []


def everything_written(told: list[ExampleFeedback]) -> str:
    said = [f"{piece.words} {piece.facts} {piece.services}" for piece in told]
    banks = [path.read_text("utf-8") for path in sorted(FOLDER.glob("*.toml"))]
    return "\n".join([*said, *banks, *(str(place) for place in PLACES)])


def test_no_number_could_ring_at_anybodys_house(told):
    numbers = re.findall(r"(?:\+44|\b0)[\d ]{8,}", everything_written(told))
    assert numbers
    assert [number for number in numbers if not FICTIONAL_NUMBER.fullmatch(number.strip())] == []


def test_no_email_could_reach_anybody(told):
    hosts = set(re.findall(r"@([\w.-]+)", everything_written(told)))
    assert hosts == {"example.org"}


@pytest.mark.parametrize("name", REAL_PLACES)
def test_no_real_trust_hospital_or_watchdog_is_named(told, name):
    assert not re.search(rf"\b{name}", everything_written(told), re.IGNORECASE)


def test_winters_are_worse_for_beds_transport_and_going_home_at_night(told):
    troubles = ("stuck_waiting", "transport", "night")
    for winter, summer in (((2024, 12), (2025, 6)), ((2025, 12), (2026, 6))):
        cold = [piece for piece in leaving(told) if within_three_months_of(piece, *winter)]
        warm = [piece for piece in leaving(told) if within_three_months_of(piece, *summer)]
        assert share_with(cold, *troubles) > 1.5 * share_with(warm, *troubles)


def within_three_months_of(piece: ExampleFeedback, year: int, month: int) -> bool:
    day = piece.moments.happened
    return 0 <= (day.year * 12 + day.month) - (year * 12 + month) < 3


def test_winter_is_heard_in_the_words_themselves(told):
    heard = re.compile(
        r"transport|ready to go|medically fit|fit to (go|leave)|tomorrow|the bed was needed|notice"
    )

    def share(pieces: list[ExampleFeedback]) -> float:
        unhappy = [piece for piece in pieces if piece.tone == "unhappy"]
        return sum(bool(heard.search(piece.words.lower())) for piece in unhappy) / len(unhappy)

    assert share(leaving(told, months=(12, 1, 2))) > 1.4 * share(leaving(told, months=(6, 7, 8)))


@pytest.mark.parametrize("trouble", ["nobody_to_contact", "medicines"])
def test_after_the_hub_opened_fewer_lack_a_number_or_their_medicines(told, trouble):
    before = [piece for piece in leaving(told) if piece.moments.happened < HUB_STARTED]
    after = [piece for piece in leaving(told) if piece.moments.happened >= HUB_STARTED]
    assert min(len(before), len(after)) > 300
    assert share_with(after, trouble) < 0.6 * share_with(before, trouble)


def test_after_the_hub_opened_more_know_whom_to_call(told):
    before = [piece for piece in leaving(told) if piece.moments.happened < HUB_STARTED]
    after = [piece for piece in leaving(told) if piece.moments.happened >= HUB_STARTED]
    assert share_with(after, "who_to_call") > 1.5 * share_with(before, "who_to_call")
    assert not any(re.search("the (new )?hub", piece.words, re.IGNORECASE) for piece in before)
    assert any("Discharge Hub" in piece.words for piece in after)


def test_lost_referrals_and_going_back_and_forth_stay_and_more_fit_nobodys_criteria(told):
    before = [piece for piece in told if piece.moments.happened < HUB_STARTED]
    after = [piece for piece in told if piece.moments.happened >= HUB_STARTED]
    for trouble in ("referral_lost", "back_and_forth"):
        assert share_with(after, trouble) == pytest.approx(share_with(before, trouble), abs=0.015)
    assert share_with(after, "refused") > 1.7 * share_with(before, "refused")


def test_only_who_leaves_hospital_comes_by_a_poster_of_the_hub_or_of_the_winter_teams(told):
    came = Counter(piece.programme for piece in told)
    assert set(came) == {"", "discharge-hub", "winter-teams"} and min(came.values()) > 20
    for piece in told:
        assert not piece.programme or piece.journey is Journey.LEAVING_HOSPITAL
        assert piece.programme != "discharge-hub" or piece.moments.happened >= HUB_STARTED
        assert piece.programme != "winter-teams" or piece.moments.happened.month in (12, 1, 2)


def test_every_way_of_telling_and_several_languages_are_there(told):
    channels = Counter(piece.channel for piece in told)
    assert set(channels) == set(Channel) - {Channel.IMPORT}
    assert 0.50 < channels[Channel.ONLINE] / len(told) < 0.60
    languages = Counter(piece.language for piece in told)
    assert set(languages) == {"en", "pl", "ro", "ur"}
    assert min(languages.values()) >= 10


def test_about_half_of_the_unhappy_words_come_with_a_kind_rating(told):
    unhappy = [piece for piece in told if piece.tone == "unhappy" and piece.rating]
    kind = sum(piece.rating in (Rating.GOOD, Rating.VERY_GOOD) for piece in unhappy)
    assert 0.42 < kind / len(unhappy) < 0.62


def test_some_say_a_few_words_and_some_write_a_letter(told):
    lengths = sorted(len(piece.words.split()) for piece in told)
    assert lengths[len(lengths) // 10] < 12
    assert lengths[len(lengths) // 2] > 20
    assert lengths[-1] > 120
    assert sum(piece.words.isupper() for piece in told) >= 5
    assert (
        sum(any(slip in piece.words for slip in SLIPS.values() if slip not in SLIPS) for piece in told) > 50
    )
    assert sum(bool(re.search("[\U0001f300-\U0001faff]", piece.words)) for piece in told) > 20


def test_the_newest_wait_for_a_moderator_and_the_urgent_ones_are_among_them(told):
    waiting = [piece for piece in told if piece.outcome is Outcome.AWAITING]
    concerns = [piece for piece in told if piece.is_concern]
    assert waiting == told[-25:]
    assert len(concerns) == 8
    assert all(piece in waiting for piece in concerns)


def test_what_is_withheld_has_a_reason_and_the_rest_has_none(told):
    withheld = [piece for piece in told if piece.outcome is Outcome.WITHHELD]
    assert 0.02 < len(withheld) / len(told) < 0.045
    assert len({piece.withheld_for for piece in withheld}) >= 7
    assert all((piece.withheld_for is not None) == (piece.outcome is Outcome.WITHHELD) for piece in told)
    assert 5 < sum(piece.outcome is Outcome.ON_HOLD for piece in told) < 40
    assert 0.2 < sum(piece.outcome is Outcome.PUBLISHABLE for piece in told) / len(told) < 0.9
    twice = [piece for piece in withheld if piece.withheld_for is WithholdReason.SAME_EPISODE_TWICE]
    words = Counter(piece.words for piece in told)
    assert any(words[piece.words] > 1 for piece in twice)


def test_nothing_is_told_before_it_happened_or_after_the_last_day(told):
    for piece in told:
        assert date(2024, 11, 1) <= piece.moments.happened <= piece.moments.told <= LAST_DAY
        assert piece.moments.told <= piece.moments.received_at.astimezone(LONDON).date() <= LAST_DAY
        assert piece.decided_at is None or piece.decided_at > piece.moments.received_at
    assert [piece.moments.received_at for piece in told] == sorted(
        piece.moments.received_at for piece in told
    )


def test_every_service_named_was_open_on_the_day_it_is_counted(told):
    places = {place.name: place for place in PLACES}
    for piece in told:
        counted = piece.facts.happened_on or piece.moments.told
        ends = [end for join in piece.joins for end in (join.from_service, join.to_service) if end]
        assert all(places[name].was_open_on(counted) for name in [*piece.services, *ends])
    closed = next(place for place in PLACES if place.valid_to)
    assert any(closed.name in piece.services for piece in told)


def test_leaving_hospital_and_moving_between_services_are_told_with_their_joins(told):
    journeys = Counter(piece.journey for piece in told)
    assert 0.40 < journeys[Journey.LEAVING_HOSPITAL] / len(told) < 0.51
    assert 0.34 < journeys[Journey.BETWEEN_SERVICES] / len(told) < 0.46
    joins = [join for piece in told for join in piece.joins]
    assert all(piece.joins for piece in told if piece.journey is not Journey.SOMETHING_ELSE)
    assert any(join.from_sector == "unknown" for join in joins)
    assert any(join.to_service is None and join.to_sector != "unknown" for join in joins)
    assert max(len(piece.joins) for piece in told) == 3
