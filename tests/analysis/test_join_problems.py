"""What goes wrong or well at a join is found in plain words; every kind that the taxonomy knows is here."""

import pytest

from analysis.joins import find_joins
from analysis.services import service_names
from analysis.taxonomy import load_taxonomy

NAMES = service_names()


def themes(text: str) -> set[str]:
    return {found.theme for found in find_joins(text, NAMES).themes}


def test_only_themes_of_joins_are_problems_or_praise_at_a_join() -> None:
    assert themes("My referral was lost and the car park was full") == {"referral_lost"}


PLAIN_WORDS = [
    ("referral_not_sent", "The GP said she would refer me but the referral was never sent."),
    (
        "referral_not_sent",
        "The hospital had no record of a referral because the surgery had not sent one.",
    ),
    ("referral_lost", "My referral was lost."),
    ("referral_lost", "They lost my referral letter."),
    ("referral_refused", "My referral was rejected."),
    ("referral_refused", "The clinic turned down the referral."),
    ("referral_refused", "CAMHS refused to see him."),
    ("referral_delayed", "It took my GP five months to make the referral."),
    ("referral_delayed", "My referral was delayed."),
    ("referral_sent_back", "The referral was sent back to the GP."),
    ("referral_sent_back", "They bounced the referral back."),
    ("back_and_forth", "I have been going back and forth between the GP and the hospital."),
    ("back_and_forth", "I was passed from pillar to post."),
    ("had_to_chase", "I had to chase the hospital for my results."),
    ("had_to_chase", "I had to keep ringing to find out."),
    ("told_story_again", "I had to tell my story again to every new person."),
    ("told_story_again", "We had to explain everything all over again."),
    ("records_not_shared", "The hospital could not see my GP records."),
    ("records_not_shared", "The two systems do not talk to each other."),
    ("letter_not_received", "The letter never arrived."),
    ("letter_not_received", "My GP never got the letter from the hospital."),
    ("conflicting_advice", "The GP said one thing and the hospital said another."),
    ("conflicting_advice", "I was given conflicting advice."),
    ("nobodys_job", "Everyone said it was somebody else's job."),
    ("nobodys_job", "Nobody took responsibility for her care."),
    ("no_named_contact", "I did not have a named person to ring."),
    ("no_named_contact", "There was no single point of contact."),
    ("between_criteria", "I did not meet the criteria for either team."),
    ("between_criteria", "He fell between two services."),
    ("gap_while_waiting", "There was no support while I waited."),
    ("gap_while_waiting", "I was left with nothing in the meantime."),
    ("age_boundary", "When he turned 18 the support stopped."),
    ("age_boundary", "CAMHS discharged her on her eighteenth birthday."),
    ("area_boundary", "They would not see me because I live over the county border."),
    ("area_boundary", "I was refused because of my postcode."),
    ("diagnosis_boundary", "They would not help with his mental health because he has autism."),
    (
        "diagnosis_boundary",
        "The mental health team said it was drink, the alcohol team said it was his mental health.",
    ),
    ("housing_and_health", "Nobody thought about my housing."),
    ("housing_and_health", "The hospital and the housing office did not speak to each other."),
    ("housing_and_health", "I was homeless and the hospital did not ask."),
    ("carer_left_to_coordinate", "I was left to co-ordinate everything for mum."),
    ("carer_left_to_coordinate", "I became my husband's care coordinator."),
    ("needs_not_passed_on", "Nobody told the hospital that I am deaf."),
    ("needs_not_passed_on", "The clinic did not know he needed an interpreter."),
    ("needs_not_passed_on", "My need for large print was not passed on."),
    ("join_went_well", "The hospital and my GP worked together brilliantly."),
    ("join_went_well", "Everything was joined up."),
    ("warm_handover", "The nurse introduced me to the new team in person."),
    ("warm_handover", "The ward nurse rang the district nurse while I was there."),
    ("told_what_comes_next", "They told me who would be in touch and when."),
    ("told_what_comes_next", "I was told exactly what would happen next."),
    ("referred_quickly", "I was referred and heard within a week."),
    ("referred_quickly", "The GP referred me and I was seen within days."),
    ("story_already_known", "The hospital already had my notes."),
    ("story_already_known", "They knew all about me before I arrived."),
    ("wrong_service", "I was sent to the wrong clinic."),
    ("wrong_service", "My GP referred me to the wrong department."),
    ("ended_without_notice", "I was discharged from the list without being told."),
    ("ended_without_notice", "They closed my case without telling me."),
    ("online_only", "I could only book online and I have no computer."),
    ("online_only", "You have to use the app and I haven't got a smartphone."),
    ("medicines_between_services", "My GP would not prescribe what the hospital started."),
    ("medicines_between_services", "The surgery refused shared care."),
    ("results_not_passed_on", "My results were not sent to the GP."),
    ("results_not_passed_on", "The GP never got my scan results."),
    ("waiting_without_news", "I was referred in March and have heard nothing."),
    ("waiting_without_news", "Still no news of my referral."),
    ("appointments_clash", "Two appointments on the same day at different hospitals."),
    ("moved_between_hospitals", "She was transferred to another hospital in the night."),
    ("one_person_who_understood", "She was the first person to understand all of my needs."),
    ("urgent_care_loop", "111 told us to go to A&E and A&E told us to ring 111."),
    ("police_and_ambulance", "The police and the ambulance each waited for the other."),
    ("plan_not_followed", "The care home did not follow the hospital's plan."),
    ("told_again_records_not_shared", "I had to repeat my story because nobody had my notes."),
]


@pytest.mark.parametrize(("theme", "text"), PLAIN_WORDS)
def test_what_goes_wrong_or_well_at_a_join_is_found_in_plain_words(theme: str, text: str) -> None:
    assert theme in themes(text)


def test_every_theme_of_joins_is_tried() -> None:
    joins = {theme.id for theme in load_taxonomy().themes.values() if theme.group == "joins"}

    assert joins - {theme for theme, _ in PLAIN_WORDS} == set()
