"""Write Streamlit's settings again from the tokens: `python -m content.look`."""

from content.look.streamlit_theme import CONFIG_FILE, config_toml

CONFIG_FILE.parent.mkdir(exist_ok=True)
CONFIG_FILE.write_text(config_toml(), encoding="utf-8")
