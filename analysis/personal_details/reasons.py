"""Why is a part of a text taken for a personal detail?"""

from enum import StrEnum


class Reason(StrEnum):
    """The rule that said so."""

    AFTER_A_TITLE = "after_a_title"
    SAID_TO_BE_A_NAME = "said_to_be_a_name"
    SIGNED = "signed"
    BESIDE_A_PERSON = "beside_a_person"
    AS_A_PERSON_DOES = "as_a_person_does"
    KNOWN_FIRST_NAME = "known_first_name"
    FIRST_NAME_AND_SURNAME = "first_name_and_surname"
    INITIAL_AND_SURNAME = "initial_and_surname"
    LISTED_WITH_A_NAME = "listed_with_a_name"
    WRITTEN_AS_ONE = "written_as_one"
    SAID_TO_BE_ONE = "said_to_be_one"
