"""Which column holds what, and what do its labels mean? A small TOML file says so."""

import datetime
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from imports.cells import key
from models.errors import FeedbackError
from models.vocabulary import Channel, Journey, Outcome, Rating, Sector, Sentiment, Speaker, WithholdReason

ON_ARRIVAL = (Outcome.AWAITING, Outcome.APPROVED, Outcome.WITHHELD)


def _folded(labels: Any) -> Any:
    return {key(str(label)): value for label, value in labels.items()} if isinstance(labels, dict) else labels


def _or_nothing(labels: Any) -> Any:
    labels = _folded(labels)
    if not isinstance(labels, dict):
        return labels
    return {label: None if value == "" else value for label, value in labels.items()}


def _folded_list(texts: Any) -> Any:
    return frozenset(key(str(text)) for text in texts) if isinstance(texts, list) else texts


def _on_arrival(status: Any) -> Any:
    if status not in ON_ARRIVAL:
        expected = "'awaiting', 'approved' or 'withheld'"
        raise PydanticCustomError("enum", "no file withdraws anything", {"expected": expected})
    return status


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Columns(_Part):
    """The names of the columns, as the file's first row has them; an empty one is not in the file."""

    words: str = ""
    id: str = ""
    date: str = ""
    rating: str = ""
    service: str = ""
    organisation: str = ""
    sentiment: str = ""


class Themes(_Part):
    """Columns where people marked a theme, by hand or by the national name that a theme carries."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, str] = Field(init=False)

    from_qdc: bool = False
    not_labelled: str = ""

    @property
    def by_column(self) -> dict[str, str]:
        """The theme id of each column that the map names."""
        return dict(self.__pydantic_extra__ or {})


class Defaults(_Part):
    """What holds for every row of the file."""

    channel: Channel = Channel.IMPORT
    journey: Journey = Journey.SOMETHING_ELSE
    speaker: Speaker = Speaker.PREFER_NOT_TO_SAY
    language: str = Field(default="en", min_length=2, max_length=12)
    organisation: str = ""
    programme: str = ""
    date: datetime.date | None = None
    date_is_a_month: bool = False
    status: Annotated[Outcome, BeforeValidator(_on_arrival)] = Outcome.AWAITING
    withheld_because: WithholdReason = WithholdReason.OTHER
    consent_reports: bool = False
    consent_quotation: bool = False
    consent_pass_on: bool = False


class ImportMap(_Part):
    """How to read one kind of file."""

    source: str = Field(min_length=1, max_length=60)
    encoding: str = "utf-8"
    delimiter: str = Field(default=",", min_length=1, max_length=1)
    sheet: str = ""
    blank: Annotated[frozenset[str], BeforeValidator(_folded_list)] = frozenset()
    date_formats: tuple[str, ...] = ("%Y-%m-%d", "%d/%m/%Y")
    add_services: bool = False
    service_sector: Sector = Sector.UNKNOWN
    columns: Columns
    rating: Annotated[Mapping[str, Rating | None], BeforeValidator(_or_nothing)] = Field(default_factory=dict)
    sentiment: Annotated[Mapping[str, Sentiment | None], BeforeValidator(_or_nothing)] = Field(
        default_factory=dict
    )
    service: Annotated[Mapping[str, str], BeforeValidator(_folded)] = Field(default_factory=dict)
    organisation: Annotated[Mapping[str, str], BeforeValidator(_folded)] = Field(default_factory=dict)
    sector: Annotated[Mapping[str, Sector], BeforeValidator(_folded)] = Field(default_factory=dict)
    themes: Themes = Themes()
    defaults: Defaults = Defaults()

    @property
    def labels_by(self) -> str:
        """How decisions that came with the file are signed."""
        return f"import:{self.source}"


def _complete(mapping: ImportMap) -> ImportMap:
    columns = mapping.columns
    if not (columns.words or columns.rating):
        raise ValueError("name the column of words, or of ratings, under [columns]")
    if mapping.add_services and not (columns.organisation or mapping.defaults.organisation):
        raise ValueError(
            "add_services needs to know whose services they are: name the organisation's column under "
            "[columns], or one organisation under [defaults]"
        )
    return mapping


class _Checked(BaseModel):
    map: Annotated[ImportMap, AfterValidator(_complete)]


def read_mapping(path: Path) -> ImportMap:
    """Read a map. Raises FeedbackError, which names the file and the line or setting to put right."""
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise FeedbackError(f"The map {path.name} can't be opened: check its name.") from fault
    except UnicodeDecodeError as fault:
        raise FeedbackError(f"The map {path.name} is not UTF-8 text: save it as UTF-8.") from fault
    except tomllib.TOMLDecodeError as fault:
        raise FeedbackError(f"The map {path.name} can't be read as TOML: {fault}.") from fault
    return as_mapping(settings, name=path.name)


def as_mapping(settings: Mapping[str, Any], *, name: str = "given") -> ImportMap:
    """Check a map's settings. Raises FeedbackError for the first that can't be used."""
    try:
        return _Checked.model_validate({"map": settings}).map
    except ValidationError as fault:
        raise FeedbackError(f"The map {name}: {_first(fault)}.") from fault


def _first(fault: ValidationError) -> str:
    error = fault.errors()[0]
    where = ".".join(str(part) for part in error["loc"][1:] if part != "function-after")
    match error["type"]:
        case "extra_forbidden":
            return f"“{where}” is not a setting of a map: check its spelling and the heading above it"
        case "missing":
            return f"“{where}” is missing"
        case "enum":
            return f"“{where}” is “{error['input']}”: use {error['ctx']['expected']}"
        case "value_error":
            return str(error["ctx"]["error"])
    return f"“{where}”: {error['msg'][:1].lower()}{error['msg'][1:]}"
