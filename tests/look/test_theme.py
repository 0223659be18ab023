"""Streamlit's settings: made from the tokens, committed as made, and understood by Streamlit."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from google.protobuf.json_format import ParseDict  # type: ignore[import-untyped]
from pydantic import ValidationError
from streamlit import config
from streamlit.proto.NewSession_pb2 import FontFace

from content.look.fonts import NAMES, url
from content.look.streamlit_theme import CONFIG_FILE, SETTINGS, config_toml
from content.look.tokens import Tokens, tokens

MADE = tomllib.loads(config_toml())
SUBSECTIONS = {"light", "dark", "sidebar"}


def keys(table: dict[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from keys(value, f"{path}{name}.")
        else:
            yield f"{path}{name}", value


def test_the_committed_file_is_what_the_tokens_make() -> None:
    assert CONFIG_FILE.read_text(encoding="utf-8") == config_toml(), "run: python -m content.look"


def test_streamlit_knows_every_key() -> None:
    known = config.get_config_options()
    assert [key for key, _ in keys(MADE) if key not in known] == []


def test_streamlit_is_given_the_kind_of_value_it_asks_for() -> None:
    known = config.get_config_options()
    for key, value in keys(MADE):
        wanted = known[key].type
        if wanted in (int, bool):
            assert type(value) is wanted, key


def test_streamlit_can_read_every_font_face() -> None:
    faces = [
        ParseDict(
            {("weightRange" if key == "weight" else key): str(value) for key, value in face.items()},
            FontFace(),
        )
        for face in MADE["theme"]["fontFaces"]
    ]
    assert [face.url for face in faces] == [url(name) for name in NAMES]
    assert {face.weight_range for face in faces} == {"400", "700"}
    assert all(face.unicode_range for face in faces)


def test_colours_stand_under_light_and_dark_and_never_under_the_theme_alone() -> None:
    alone = {key for key in MADE["theme"] if key not in SUBSECTIONS}
    assert {key for key in alone if "olor" in key} == set()
    assert set(MADE["theme"]["light"]) == set(MADE["theme"]["dark"])
    assert MADE["theme"]["light"]["backgroundColor"] != MADE["theme"]["dark"]["backgroundColor"]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_scales_that_streamlit_ignores_unless_they_have_ten_colours_have_ten(mode: str) -> None:
    for scale in ("chartSequentialColors", "chartDivergingColors"):
        assert len(MADE["theme"][mode][scale]) == 10


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_colour_of_the_theme_is_one_of_the_tokens(mode: str) -> None:
    known = str(getattr(tokens(), mode))
    for key, value in keys(MADE["theme"][mode]):
        for colour in value if isinstance(value, list) else [value]:
            assert f"'{colour}'" in known, key


def test_no_setting_sends_anything_to_another_host() -> None:
    assert "http" not in config_toml()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("server.address", "localhost"),
        ("server.maxUploadSize", 5),
        ("server.maxMessageSize", 20),
        ("server.maxWidgetStateSize", 1),
        ("server.enableStaticServing", False),
        ("server.enableAgentApi", False),
        ("server.enableXsrfProtection", True),
        ("server.fileWatcherType", "none"),
        ("server.folderWatchBlacklist", ["**/models"]),
        ("browser.gatherUsageStats", False),
        ("client.showErrorDetails", "none"),
        ("runner.magicEnabled", False),
    ],
)
def test_a_default_that_would_let_people_down_is_changed(key: str, value: object) -> None:
    assert dict(keys(MADE))[key] == value


def test_every_changed_setting_says_why() -> None:
    for setting in SETTINGS:
        assert setting.why.endswith("."), setting.name
        assert setting.why.split()[0] in config_toml()


def test_a_colour_that_is_no_colour_is_refused_by_name() -> None:
    wrong = tokens().model_dump()
    wrong["light"]["paper"] = "white"
    with pytest.raises(ValidationError, match=r"light\.paper"):
        Tokens.model_validate(wrong)


def test_a_token_that_is_missing_or_unknown_is_refused() -> None:
    missing, unknown = tokens().model_dump(), tokens().model_dump()
    del missing["dark"]["ink"]
    unknown["dark"]["pink"] = "#FF00FF"
    for wrong in (missing, unknown):
        with pytest.raises(ValidationError):
            Tokens.model_validate(wrong)


def test_the_look_cannot_be_changed_while_it_is_used() -> None:
    with pytest.raises(ValidationError):
        tokens().light.paper = "#000000"  # type: ignore[misc]
