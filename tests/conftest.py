"""What several tests share: the corpora beside the project, where they are present."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora beside the project; a test that needs it is skipped where it is absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "DATA.md").exists():
        pytest.skip("needs the corpora of ../shared (see its DATA.md), which are not here")
    return folder
