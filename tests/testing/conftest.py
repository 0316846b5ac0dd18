"""The command line as a person types it, at noon of 1 March 2026 in UTC."""

import datetime as dt

import pytest

from intra_core.cli import main, outside

collect_ignore = ["faulty/region"]  # the files of a region, under another package's name


@pytest.fixture
def intra(monkeypatch, capsys):
    """Run a command; it gives code, output and errors."""
    monkeypatch.setattr(outside, "now", lambda: dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC))

    def run(*words):
        code = main([str(word) for word in words])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return code, captured.out, captured.err

    return run
