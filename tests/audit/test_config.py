import pytest

from audit.config import Settings, free_cores, seeds_path
from audit.errors import SettingsError


def test_the_shipped_seeds_are_found():
    assert (seeds_path() / "README.md").exists()


def test_settings_that_make_no_sense_are_refused():
    with pytest.raises(SettingsError, match=r"confidence is 95.*0\.95"):
        Settings(confidence=95)
    with pytest.raises(SettingsError, match="minimum_articles is 0"):
        Settings(minimum_articles=0)


def test_at_least_one_core_is_free():
    assert free_cores() >= 1
