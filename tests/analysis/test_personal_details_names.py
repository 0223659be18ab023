"""Names of people are found however they are typed; wards, illnesses, charities and words are left alone."""

import pytest

from analysis.personal_details import Reason, details_in
from models.vocabulary import DetailKind
from tests.analysis.marked import with_brackets, without_brackets


def names_marked_in(marked: str) -> str:
    text = without_brackets(marked)
    return with_brackets(text, [found for found in details_in(text) if found.kind is DetailKind.NAME])


@pytest.mark.parametrize(
    "marked",
    [
        "Mr [Smith] explained everything.",
        "I saw Mrs. [Featherstonehaugh] on Tuesday",
        "Ms [Okonkwo-Bright] never rang back",
        "Miss [Long] was kind",
        "Mx [Tamm] listened",
        "It was Dr [Patel] who found it",
        "thank you dr [patel]",
        "the clinic of Prof [Lindqvist] ran late",
        "DR [ADEYEMI] WAS RUDE TO US",
        "Dr. [O'Sullivan] was away",
        "Dr [van der Meer] signed the letter",
        "Mr [Al-Hassan] was kept waiting",
        "Doctor [Khan] said no",
        "nurse [mary] was lovely",
        "Nurse [Wanjiru] was patient with him",
        "Sister [Bernadette] ran a good ward",
        "Matron [Hughes] came to apologise",
        "Rev [Tupper] visited",
        "I wrote to Cllr [Ravenscroft]",
        "Mrs [B] in the next bed",
        "Mr and Mrs [Abernathy] were moved",
        "Dr [Aisha Bello Musa] took the time",
        "Dr [Ng] was quick",
        "Mr [McAllister] next door",
        "mrs [long] was left in a corridor",
        "Mr [ap Rhys] waited",
    ],
)
def test_a_name_after_a_title_is_found(marked: str) -> None:
    assert names_marked_in(marked) == marked


@pytest.mark.parametrize(
    "marked",
    [
        "A lady called [Wendeline] helped me",
        "a healthcare assistant named [Tobi] sat with her",
        "My name is [Joanna Kowalczyk] and I waited nine hours",
        "my name is [jo]",
        "Her name was [Blessing]",
        "I'm [Priya] and I care for my mum",
        "I am [Sunniva Thorne], her daughter",
        "Signed, [Margaret Oldroyd]",
        "We were not told. Kind regards, [Ffion Prosser]",
        "All in all a good service - [Gareth Pugh]",
        "Thanks again. [Sunita]",
        "He was called [Ebenezer]",
        "this is [Oluwaseun]'s mother writing",
    ],
)
def test_a_name_that_is_said_to_be_one_or_that_signs_is_found(marked: str) -> None:
    assert names_marked_in(marked) == marked


@pytest.mark.parametrize(
    "marked",
    [
        "My daughter [Priya] was in tears",
        "my mum [jean] was left on a trolley",
        "My husband, [Tadeusz], could not stand",
        "my late wife [Rose] would have agreed",
        "our son [Kwabena] has autism",
        "My sister [Angharad]'s notes were lost",
        "my nan [dot] was scared",
        "A nurse, [Jackie], held her hand",
        "The physio ([Tamsin]) rang",
        "the paramedics [Dave] and [Steve] were superb",
        "[Jackie] on reception was so rude",
        "[Oyelaran] on reception was helpful",
        "Thanks to [Ola] and [Wen]",
        "I want to thank [Mihaela]",
        "I spoke to [Siobhan] twice",
        "We were seen by [Xiadani] at the desk",
        "[Sam], [Priya] and [Jo] were brilliant",
        "[Grace] and [Hope] were brilliant",
        "[Sue]'s kindness meant the world",
        "it was down to [chidi] that we got home",
        "[Agnieszka Wiśniewska] went out of her way",
        "Ask for [Jean-Pierre]",
        "[Mei Ling] from the stroke team",
        "[J. Smith] did not sign the form",
        "a letter from [T K Rahman]",
        "[Emma White] rang us",
        "PLEASE THANK [JACKIE] FOR ME",
        "[PRIYA] I'VE HAD ENOUGH OF THIS",
        "the form says [OYELARAN, T].",
        "[Violet] x",
        "The [Lamb] family were left to cope",
        "a nurse, [JM], signed it",
        "I saw Mr [T. Cook] on Monday",
        "MY DAUGHTER [PRIYA] WAS IN TEARS",
        "[Will] was brilliant",
        "[Dawn] helped me to wash",
        "[Heather] and [Bill] made me laugh",
        "[Ionuț] drove us home",
        "[Fionnuala O'Driscoll] is a star",
        "[Delroy] was gentle",
        "[Yaw Mensah] rang me",
        "[Gurpreet Kaur] listened",
    ],
)
def test_a_name_is_found_by_itself_or_by_the_words_beside_it(marked: str) -> None:
    assert names_marked_in(marked) == marked


@pytest.mark.parametrize(
    "text",
    [
        "Nightingale ward was clean",
        "She was moved to Florence Nightingale suite",
        "He was on Ward 17 for a week",
        "She was moved to Rowan 2 at night",
        "Sister was rude and the Dr never came",
        "The nurse said the doctor would ring",
        "Dr. However good they are, they are late",
        "He has Parkinson's and she has Crohn's disease",
        "Mum has Alzheimer's and Dad had Hodgkin's lymphoma",
        "The Macmillan nurse and Marie Curie were wonderful",
        "Age UK, the Red Cross and the Samaritans helped",
        "Thank God for Covid vaccines",
        "I am Polish and she is Welsh",
        "St John's and St Mary's are full",
        "The Queen Elizabeth hospital and the John Radcliffe",
        "They gave her Gabapentin, Ibuprofen and Codeine",
        "In May we hope to mark his birthday, and in April he may well sue",
        "I have hope and faith that they will be kind, with grace",
        "On Friday at 10am she took 5mg twice",
        "We called Kettering and nobody answered",
        "I called yesterday, then I called again",
        "Thanks to everyone on the ward",
        "The bill was ten pounds and a penny",
        "They were named in the letter",
        "The best summer and autumn in years, and sunny",
        "I'm Asian and I've never felt so welcome",
        "Mr and Mrs were the only words on the form",
        "XXXX was lovely and so was Nurse XXXX",
        "She was under the consultant urologist",
    ],
)
def test_what_names_no_person_is_left_alone(text: str) -> None:
    assert names_marked_in(text) == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Dr Patel was kind", Reason.AFTER_A_TITLE),
        ("a nurse called Jackie", Reason.SAID_TO_BE_A_NAME),
        ("All good - Gareth Pugh", Reason.SIGNED),
        ("my daughter Priya", Reason.BESIDE_A_PERSON),
        ("Oyelaran on reception", Reason.AS_A_PERSON_DOES),
        ("Priya again", Reason.KNOWN_FIRST_NAME),
        ("J. Smith", Reason.INITIAL_AND_SURNAME),
        ("it was Priya and Oyelaran", Reason.LISTED_WITH_A_NAME),
    ],
)
def test_the_reason_says_which_rule_found_a_name(text: str, reason: Reason) -> None:
    assert details_in(text)[-1].reason is reason
