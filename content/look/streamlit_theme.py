"""What Streamlit is told: `.streamlit/config.toml`, made from the tokens and the settings below."""

import json
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from content.look.fonts import CUTS, FACES, url
from content.look.tokens import Mode, Palette, tokens

CONFIG_FILE = Path(__file__).parents[2] / ".streamlit" / "config.toml"

Value = str | int | bool | list[str] | list[int]

HEADING = """\
# Made by `python -m content.look`: change content/look/tokens.toml or content/look/streamlit_theme.py
# instead. Anything here can be overridden for one installation by an environment variable such as
# STREAMLIT_SERVER_ADDRESS.
"""

THEME_REASON = """\
# Colours stand under both [theme.light] and [theme.dark] and never under [theme]: with both filled,
# Streamlit follows the device and the menu still offers the choice."""


class Setting(NamedTuple):
    """One of Streamlit's settings that is not left as it comes, and why."""

    section: str
    name: str
    value: Value
    why: str


SETTINGS = (
    Setting(
        "server",
        "address",
        "localhost",
        "As it comes, Streamlit listens on every network the machine is on. What holds people's words is"
        " reached through a proxy on the same machine; a container sets STREAMLIT_SERVER_ADDRESS=0.0.0.0.",
    ),
    Setting("server", "headless", True, "A server opens no browser window and asks for no e-mail address."),
    Setting(
        "server",
        "fileWatcherType",
        "none",
        "Nothing is edited while it runs, and a reload would define the tables twice.",
    ),
    Setting(
        "server",
        "folderWatchBlacklist",
        ["**/models"],
        "For whoever turns the watcher on while developing: reloading models defines the tables twice."
        ' Plain "models" silently does nothing.',
    ),
    Setting(
        "server",
        "enableStaticServing",
        False,
        "Our own routes serve the type and the marks, with their own headers.",
    ),
    Setting(
        "server",
        "enableAgentApi",
        False,
        "A door for machines that would go round the pages; off as it comes, and kept so.",
    ),
    Setting("server", "enableXsrfProtection", True, "Uploads carry a token that only our own pages know."),
    Setting("server", "xsrfCookieSameSite", "strict", "No other site has a reason to send that token along."),
    Setting(
        "server", "maxUploadSize", 5, "Megabytes: a year of comments fits; 200 is a way to fill the memory."
    ),
    Setting("server", "maxMessageSize", 20, "Megabytes: no page of ours sends more to a browser."),
    Setting(
        "server",
        "maxWidgetStateSize",
        1,
        "Megabytes: what somebody types is at most a few thousand characters.",
    ),
    Setting(
        "server",
        "disconnectedSessionTTL",
        3600,
        "Seconds: a phone that was locked while its owner looked for a letter still finds its form.",
    ),
    Setting("browser", "gatherUsageStats", False, "Nobody's visit is reported to anybody."),
    Setting("client", "showErrorDetails", "none", "An error message can quote what somebody told us."),
    Setting(
        "client",
        "toolbarMode",
        "minimal",
        "No developer's menu in front of residents; the choice of theme stays.",
    ),
    Setting(
        "runner", "magicEnabled", False, "A stray value on a line of its own must never be printed on a page."
    ),
)


def shared_theme() -> dict[str, Value]:
    """What light and dark have in common."""
    look = tokens()
    return {
        "font": look.type.stack,
        "headingFont": look.type.stack,
        "baseFontSize": look.type.body_px,
        "headingFontSizes": list(look.type.heading_rem),
        "headingFontWeights": list(look.type.heading_weights),
        "metricValueFontSize": look.type.metric_rem,
        "metricValueFontWeight": look.type.metric_weight,
        "baseRadius": look.space.corner,
        "buttonRadius": look.space.corner,
        "linkUnderline": True,
        "showWidgetBorder": True,
        "showSidebarBorder": True,
        "paddingTop": look.space.page_top,
        "paddingBottom": look.space.page_bottom,
    }


def mode_theme(mode: Mode) -> dict[str, Value]:
    """The colours of one mode, under Streamlit's names."""
    colours = tokens().palette(mode)
    theme: dict[str, Value] = {
        "primaryColor": colours.primary,
        "backgroundColor": colours.paper,
        "secondaryBackgroundColor": colours.wash,
        "textColor": colours.ink,
        "linkColor": colours.spruce,
        "borderColor": colours.edge,
        "dataframeBorderColor": colours.line,
        "dataframeHeaderBackgroundColor": colours.wash,
        "dataframeHeaderTextColor": colours.ink,
        "codeTextColor": colours.ink,
        "codeBackgroundColor": colours.wash,
    }
    for name, hue in colours.hues.named().items():
        theme[f"{name}Color"] = hue.mark
        theme[f"{name}TextColor"] = hue.text
        theme[f"{name}BackgroundColor"] = hue.ground
    theme["chartCategoricalColors"] = [colour for _, colour in colours.sectors]
    theme["chartSequentialColors"] = list(colours.amounts)
    # Streamlit ignores a diverging scale that has not exactly ten colours: each sentiment stands twice.
    theme["chartDivergingColors"] = [colour for colour in colours.sentiment.values() for _ in range(2)]
    return theme


def sidebar_theme(mode: Mode) -> dict[str, Value]:
    """The side bar is wash with paper fields, the other way round from the page."""
    colours: Palette = tokens().palette(mode)
    return {
        "backgroundColor": colours.wash,
        "secondaryBackgroundColor": colours.paper,
        "borderColor": colours.line,
    }


def config_toml() -> str:
    """The whole of `.streamlit/config.toml`."""
    return "\n".join((HEADING, *_settings(), THEME_REASON, *_theme()))


def _settings() -> Iterator[str]:
    for section in dict.fromkeys(setting.section for setting in SETTINGS):
        lines = [f"[{section}]"]
        for setting in SETTINGS:
            if setting.section == section:
                lines += textwrap.wrap(setting.why, 100, initial_indent="# ", subsequent_indent="# ")
                lines.append(_line(setting.name, setting.value))
        yield "\n".join(lines) + "\n"


def _theme() -> Iterator[str]:
    yield _table("theme", shared_theme())
    modes: tuple[Mode, Mode] = ("light", "dark")
    for mode in modes:
        yield _table(f"theme.{mode}", mode_theme(mode))
        yield _table(f"theme.{mode}.sidebar", sidebar_theme(mode))
    for face in FACES:
        for cut in CUTS:
            yield "\n".join(
                (
                    "[[theme.fontFaces]]",
                    _line("family", tokens().type.family),
                    _line("url", url(f"{face.name}-{cut.name}")),
                    _line("weight", face.weight),
                    _line("style", "normal"),
                    _line("unicodeRange", cut.unicode_range),
                    "",
                )
            )


def _table(name: str, values: dict[str, Value]) -> str:
    return "\n".join((f"[{name}]", *(_line(key, value) for key, value in values.items()), ""))


def _line(name: str, value: Value) -> str:
    # JSON and TOML write strings, whole numbers, booleans and lists of them alike.
    return f"{name} = {json.dumps(value, ensure_ascii=False)}"
