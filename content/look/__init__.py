"""How Have Your Say looks: one file of tokens, and everything that is made from it.

`python -m content.look` writes `.streamlit/config.toml`; `python -m tools.make_marks` draws the
mark, the logos and the favicon again. Both are needed only after a token has changed.
"""

from content.look.tokens import Mode, Palette, Tokens, tokens

__all__ = ["Mode", "Palette", "Tokens", "tokens"]
