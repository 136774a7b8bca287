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


@pytest.fixture(scope="session")
def demo_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo corpus, audited once with its codebook; tests that use it share one worker (group ``demo``)."""
    from audit.workflow import RunOptions, run

    out = tmp_path_factory.mktemp("demo") / "audit"
    demo = ROOT / "seeds" / "demo"
    run([demo / "articles"], out, options=RunOptions(codebook=demo / "codebook.toml"))
    return out


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests that share the demo run on one worker, so that it is made once."""
    for item in items:
        if "demo_run" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("demo"))
