"""Every language says everything that an answer may have to say."""

import re

import pytest

from intra_core.assessment.phrases import PHRASES
from intra_core.cli.headings import HEADINGS


@pytest.mark.parametrize("texts", [PHRASES, HEADINGS], ids=["phrases", "headings"])
def test_the_phrases_of_every_language_are_the_same_with_the_same_parts(texts):
    parts = {
        language: {name: sorted(re.findall(r"{(\w*)", text)) for name, text in phrases.items()}
        for language, phrases in texts.items()
    }
    assert parts["sl"] == parts["en"]
