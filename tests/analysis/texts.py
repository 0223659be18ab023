"""Texts that arrive in real life and that nothing may stumble over."""

import pytest

AWKWARD = [
    pytest.param("", id="nothing"),
    pytest.param(" \t\n\u00a0\u200b", id="spaces"),
    pytest.param("They sent her home with no medication. " * 514, id="20,001 characters and more"),
    pytest.param("x" * 20_001, id="one long word"),
    pytest.param("not\x00told\x00", id="NUL"),
    pytest.param("no aftercare \ud800 at all \udfff", id="lone surrogates"),
    pytest.param("👩🏽‍⚕️💔🙏 kind 💔", id="emoji"),
    pytest.param("💔💔💔", id="only emoji"),
    pytest.param("أُخرِجت من المستشفى بلا دواء", id="right to left"),
    pytest.param("\u202eno aftercare\u202c", id="direction override"),
    pytest.param("<script>alert('rude')</script><p>kind &amp; caring</p>", id="HTML"),
    pytest.param("....!!!???'''\"\"\"()()[]", id="only punctuation"),
    pytest.param("!" * 20_000, id="exclamation marks"),
    pytest.param("''''n't 'm 're", id="loose endings"),
    pytest.param("½ ² Ⅷ İ ß ﬁ e\u0301", id="letters that change length"),
]
