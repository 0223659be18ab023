"""The words the product counts by: every closed list, named as a health watchdog names it.

The value (not the Python name) is what is stored, exported and translated, so it never changes
once a release has used it.
"""

from enum import StrEnum


class Channel(StrEnum):
    """How somebody's words reached the watchdog."""

    ONLINE = "online"
    PHONE = "phone"
    PAPER = "paper"
    EVENT = "event"
    EMAIL = "email"
    IMPORT = "import"


class Journey(StrEnum):
    """What the feedback is about."""

    LEAVING_HOSPITAL = "leaving_hospital"
    BETWEEN_SERVICES = "between_services"
    SOMETHING_ELSE = "something_else"


class Speaker(StrEnum):
    """Who is telling us, in relation to the person who was cared for."""

    MYSELF = "myself"
    FAMILY = "family"
    CARER = "carer"
    FRIEND = "friend"
    STAFF = "staff"
    PREFER_NOT_TO_SAY = "prefer_not_to_say"


class Standing(StrEnum):
    """When somebody speaks for another person: on what footing."""

    AGREED = "agreed"
    NOT_ASKED = "not_asked"
    WITHOUT_CAPACITY = "without_capacity"
    HAS_DIED = "has_died"
    NOT_SAID = "not_said"


class Rating(StrEnum):
    """The person's own rating; it is not sentiment and is never mixed with it."""

    VERY_GOOD = "very_good"
    GOOD = "good"
    NEITHER = "neither"
    POOR = "poor"
    VERY_POOR = "very_poor"
    DONT_KNOW = "dont_know"


class Sentiment(StrEnum):
    """How a comment reads, from a machine or from a reviewer. Mixed counts as neutral."""

    VERY_NEGATIVE = "very_negative"
    NEGATIVE = "negative"
    NEUTRAL = "neutral"
    POSITIVE = "positive"
    VERY_POSITIVE = "very_positive"


SIDES = {"very_negative": -1, "negative": -1, "neutral": 0, "positive": 1, "very_positive": 1}
"""Which side of neutral a sentiment is on, by its value."""


class WhoChased(StrEnum):
    """Who had to ask again before a join went on."""

    THE_PERSON = "the_person"
    FAMILY = "family"
    A_SERVICE = "a_service"
    NOBODY = "nobody"
    DONT_KNOW = "dont_know"


class IsSorted(StrEnum):
    """Whether what went wrong at a join has been put right by now."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    DONT_KNOW = "dont_know"


class HeldBecause(StrEnum):
    """What made a piece of feedback look unlike a person's: staff look at it before it counts."""

    HIDDEN_FIELD = "hidden_field"
    TOO_FAST = "too_fast"
    TOO_MANY = "too_many"
    SAME_WORDS = "same_words"


class Sector(StrEnum):
    """The kind of service; a join may begin or end at any of them, or at none that is known."""

    GP = "gp"
    PHARMACY = "pharmacy"
    DENTIST = "dentist"
    HOSPITAL = "hospital"
    URGENT = "urgent"
    AMBULANCE = "ambulance"
    COMMUNITY = "community"
    INTERMEDIATE = "intermediate"
    SOCIAL_CARE = "social_care"
    CARE_HOME = "care_home"
    HOME_CARE = "home_care"
    MENTAL_HEALTH = "mental_health"
    LEARNING_DISABILITY = "learning_disability"
    HOUSING = "housing"
    VOLUNTARY = "voluntary"
    POLICE = "police"
    HOSPICE = "hospice"
    COMMISSIONER = "commissioner"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """What was decided about one piece of feedback; none yet means it awaits moderation.

    APPROVED is for use inside the watchdog, PUBLISHABLE for anybody to read; both without what was taken
    out. What is ON_HOLD is counted and shown to nobody. Only whoever told us withdraws it, and then nobody
    decides on it any more.
    """

    AWAITING = "awaiting"
    APPROVED = "approved"
    PUBLISHABLE = "publishable"
    ON_HOLD = "on_hold"
    WITHHELD = "withheld"
    WITHDRAWN = "withdrawn"


class WithholdReason(StrEnum):
    """Why feedback is kept but neither counted nor shown."""

    IDENTIFIES_SOMEONE = "identifies_someone"
    DEFAMATORY = "defamatory"
    LIVE_INVESTIGATION = "live_investigation"
    FROM_THE_SERVICE_ITSELF = "from_the_service_itself"
    SAME_EPISODE_TWICE = "same_episode_twice"
    NOT_LOCAL = "not_local"
    COMMERCIAL = "commercial"
    NOT_ABOUT_CARE = "not_about_care"
    OTHER = "other"


class ErasureReason(StrEnum):
    """Why somebody's record was erased for good."""

    ASKED = "asked"
    ASKED_FOR_SOMEBODY = "asked_for_somebody"
    SENT_BY_MISTAKE = "sent_by_mistake"
    ERASED_BEFORE = "erased_before"


class TaggingOutcome(StrEnum):
    """What became of one attempt to tag a piece of feedback."""

    TAGGED = "tagged"
    FAILED = "failed"


class TagKind(StrEnum):
    """What a person's decision about a tag is a decision about."""

    THEME = "theme"
    SENTIMENT = "sentiment"


class Role(StrEnum):
    """What somebody is here for; one person may have several. Permissions follow: `models.people`."""

    RESIDENT = "resident"
    VOLUNTEER = "volunteer"
    MODERATOR = "moderator"
    ANALYST = "analyst"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    PUBLISHER = "publisher"
    ADMINISTRATOR = "administrator"
    JOB = "job"
    BODY = "body"


class ConcernKind(StrEnum):
    """What somebody's words may be a sign of; one may be several. A person reads each and decides."""

    RISK_TO_LIFE = "risk_to_life"
    SELF_HARM = "self_harm"
    ABUSE_OR_NEGLECT = "abuse_or_neglect"
    SAFEGUARDING = "safeguarding"
    SERIOUS_HARM = "serious_harm"
    ALLEGATION = "allegation"


class TextPart(StrEnum):
    """Which of somebody's own texts is meant. What they added later is one text, in the order it came."""

    WORDS = "words"
    SHOULD_HAPPEN = "should_happen"
    ADDED = "added"


class RedactionKind(StrEnum):
    """What was taken out of somebody's words before others read them."""

    NAME = "name"
    STAFF_NAME = "staff_name"
    PHONE = "phone"
    EMAIL = "email"
    NHS_NUMBER = "nhs_number"
    POSTCODE = "postcode"
    DATE_OF_BIRTH = "date_of_birth"
    EXACT_DATE = "exact_date"
    ADDRESS = "address"
    CAR_REGISTRATION = "car_registration"
    HANDLE = "handle"
    PLACE = "place"
    OTHER = "other"


class WordsUse(StrEnum):
    """What approved words are taken away for: their author has to have agreed to it."""

    REPORTS = "reports"
    QUOTATION = "quotation"


class DetailKind(StrEnum):
    """What in somebody's words could say who a person is."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    NHS_NUMBER = "nhs_number"
    POSTCODE = "postcode"
    DATE_OF_BIRTH = "date_of_birth"
    ADDRESS = "address"
    CAR_REGISTRATION = "car_registration"
    HANDLE = "handle"
