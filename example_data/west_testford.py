"""West Testford, a place that does not exist: its watchdog, organisations, services and people."""

from datetime import date
from typing import NamedTuple

from models.vocabulary import Role, Sector
from models.watchdog import SignpostKind

SLUG = "west-testford"
NAME = "West Testford Voice"
AREA = "West Testford"
TELEPHONE = "01632 960100"

MONTHS = 24
LAST_DAY = date(2026, 10, 31)

HOSPITAL_TRUST = "Testford General Hospital NHS Trust"
COMMUNITY_TRUST = "Testford Community Health NHS Trust"
MENTAL_HEALTH_TRUST = "Testford Mental Health NHS Trust"
AMBULANCE_TRUST = "Testford Ambulance Service NHS Trust"
COUNCIL = "West Testford Council"
COMMISSIONER = "Testford and Vale Integrated Care Board"
HUB = "Testford Discharge Hub"

HUB_STARTED = date(2025, 11, 3)


class Place(NamedTuple):
    """A service, and what people call it when they talk ("ward 7")."""

    name: str
    sector: Sector
    organisation: str
    organisation_sector: Sector
    spoken: str
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str = ""

    def was_open_on(self, day: date) -> bool:
        """Whether somebody could have met this service on `day`."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)

    def as_row(self) -> dict[str, str]:
        """Its row in a file of services."""
        return {
            "service": self.name,
            "sector": self.sector.value,
            "organisation": self.organisation,
            "organisation_sector": self.organisation_sector.value,
            "valid_from": self.valid_from.isoformat() if self.valid_from else "",
            "valid_to": self.valid_to.isoformat() if self.valid_to else "",
            "successor": self.successor,
        }


class Merger(NamedTuple):
    """An organisation that went into another one; `ended` was its last day."""

    name: str
    sector: Sector
    ended: date
    successor: str


class Person(NamedTuple):
    """Somebody who works for the watchdog of West Testford. The password is for demonstrations."""

    name: str
    email: str
    roles: tuple[Role, ...]
    password: str


WARD_7 = "Testford General, ward 7 (older people)"
WARD_12 = "Testford General, ward 12 (surgery and bones)"
STROKE_WARD = "Testford General, stroke ward"
MATERNITY = "Testford General, maternity unit"
EMERGENCY = "Testford General, emergency department"
OUTPATIENTS = "Testford General, outpatients"
REHABILITATION = "Beech Lodge rehabilitation unit, Testford"
THERAPY_AT_HOME = "Testford therapy at home team"

S = Sector
PLACES = (
    Place(WARD_7, S.HOSPITAL, HOSPITAL_TRUST, S.HOSPITAL, "ward 7"),
    Place(WARD_12, S.HOSPITAL, HOSPITAL_TRUST, S.HOSPITAL, "ward 12"),
    Place(STROKE_WARD, S.HOSPITAL, HOSPITAL_TRUST, S.HOSPITAL, "the stroke ward"),
    Place(MATERNITY, S.HOSPITAL, HOSPITAL_TRUST, S.HOSPITAL, "the maternity unit"),
    Place(OUTPATIENTS, S.HOSPITAL, HOSPITAL_TRUST, S.HOSPITAL, "outpatients"),
    Place(EMERGENCY, S.URGENT, HOSPITAL_TRUST, S.HOSPITAL, "A&E"),
    Place(
        "Testford urgent treatment centre",
        S.URGENT,
        COMMUNITY_TRUST,
        S.COMMUNITY,
        "the urgent treatment centre",
    ),
    Place("Testford district nurses", S.COMMUNITY, COMMUNITY_TRUST, S.COMMUNITY, "the district nurses"),
    Place(
        THERAPY_AT_HOME,
        S.COMMUNITY,
        COMMUNITY_TRUST,
        S.COMMUNITY,
        "the home therapy team",
        valid_from=date(2025, 9, 1),
    ),
    Place(
        REHABILITATION,
        S.INTERMEDIATE,
        COMMUNITY_TRUST,
        S.COMMUNITY,
        "the rehab unit",
        valid_to=date(2025, 9, 30),
        successor=THERAPY_AT_HOME,
    ),
    Place(HUB, S.INTERMEDIATE, HOSPITAL_TRUST, S.HOSPITAL, "the Discharge Hub", valid_from=HUB_STARTED),
    Place("Testford ambulance, 999", S.AMBULANCE, AMBULANCE_TRUST, S.AMBULANCE, "the ambulance service"),
    Place("Testford patient transport", S.AMBULANCE, AMBULANCE_TRUST, S.AMBULANCE, "patient transport"),
    Place(
        "Testford crisis and home treatment team",
        S.MENTAL_HEALTH,
        MENTAL_HEALTH_TRUST,
        S.MENTAL_HEALTH,
        "the crisis team",
    ),
    Place(
        "Testford community mental health team",
        S.MENTAL_HEALTH,
        MENTAL_HEALTH_TRUST,
        S.MENTAL_HEALTH,
        "the mental health team",
    ),
    Place(
        "Testford learning disability team",
        S.LEARNING_DISABILITY,
        MENTAL_HEALTH_TRUST,
        S.MENTAL_HEALTH,
        "the learning disability team",
    ),
    Place("West Testford adult social care", S.SOCIAL_CARE, COUNCIL, S.SOCIAL_CARE, "social services"),
    Place("West Testford equipment stores", S.SOCIAL_CARE, COUNCIL, S.SOCIAL_CARE, "the equipment people"),
    Place("Testford Homes housing options", S.HOUSING, "Testford Homes", S.HOUSING, "the housing office"),
    Place("Testford Riverbank Surgery", S.GP, "Testford Riverbank Surgery", S.GP, "the surgery"),
    Place("Testford Cornmarket Practice", S.GP, "Testford Cornmarket Practice", S.GP, "the GP"),
    Place("Testford Hollow Lane Practice", S.GP, "Testford Hollow Lane Practice", S.GP, "the doctor's"),
    Place("Testford Cornmarket Pharmacy", S.PHARMACY, "Testford Pharmacies", S.PHARMACY, "the chemist"),
    Place("Testford Bridge Dental Practice", S.DENTIST, "Testford Bridge Dental", S.DENTIST, "the dentist"),
    Place(
        "Larkspur Rise care home, Testford",
        S.CARE_HOME,
        "Larkspur Rise (Testford) Care",
        S.CARE_HOME,
        "the care home",
    ),
    Place(
        "Old Mill Close nursing home, Testford",
        S.CARE_HOME,
        "Old Mill Close (Testford) Care",
        S.CARE_HOME,
        "the nursing home",
    ),
    Place(
        "Testford Home Care", S.HOME_CARE, "Testford Home Care Co-operative", S.HOME_CARE, "the care agency"
    ),
    Place(
        "Testford Neighbours home from hospital",
        S.VOLUNTARY,
        "Testford Neighbours",
        S.VOLUNTARY,
        "Testford Neighbours",
    ),
    Place("Testford Hospice at home", S.HOSPICE, "Testford Hospice", S.HOSPICE, "the hospice nurses"),
    Place(
        "Testford continuing healthcare team",
        S.COMMISSIONER,
        COMMISSIONER,
        S.COMMISSIONER,
        "continuing healthcare",
    ),
)

MERGERS = (Merger("Testford Integrated Care Board", S.COMMISSIONER, date(2026, 3, 31), COMMISSIONER),)

PEOPLE = (
    Person("Robin Achebe", "robin@example.org", (Role.ADMINISTRATOR,), "kettle-harbour-robin"),
    Person("Jo Osei", "jo@example.org", (Role.MODERATOR, Role.ANALYST), "kettle-harbour-jo"),
    Person("Sam Whitlock", "sam@example.org", (Role.SAFEGUARDING_LEAD,), "kettle-harbour-sam"),
    Person("Lee Marchetti", "lee@example.org", (Role.PUBLISHER,), "kettle-harbour-lee"),
    Person("Pat Lindqvist", "pat@example.org", (Role.VOLUNTEER,), "kettle-harbour-pat"),
)

LOCAL_NUMBERS = {
    SignpostKind.SAFEGUARDING_ADULTS: ("01632 960201", "Monday to Friday, 9am to 5pm"),
    SignpostKind.SAFEGUARDING_CHILDREN: ("01632 960202", "At any hour"),
    SignpostKind.COMPLAINTS: ("01632 960203", "Monday to Friday, 10am to 4pm"),
}
