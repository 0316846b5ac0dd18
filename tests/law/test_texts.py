"""The law names everything in every language, and reads none of them before it is asked for."""

import subprocess
import sys

import pytest
import tomli
from tests.law.reading import LAW

from intra_core.law.texts import LANGUAGES, forms_in, texts_in
from intra_core.model.text import Later, LocalizedText
