"""The demo corpus and its gold, read once for all tests of the seeds."""

import importlib.util
import sys
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def markup(root) -> ModuleType:
    """The converter beside this file (``tests`` holds no packages, so it is loaded by its path)."""
    spec = importlib.util.spec_from_file_location("gold_markup", root / "tests" / "seeds" / "gold_markup.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["gold_markup"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def gold(markup) -> list:
    """The marked-up articles."""
    return [markup.read_gold(path) for path in sorted((markup.GOLD / "marked").glob("*.txt"))]


@pytest.fixture(scope="session")
def corpus(root) -> dict:
    """The demo corpus as the reader sees it, by article id without its folder."""
    from audit.ingest import read

    return {article.article_id.rsplit("/", 1)[-1]: article for article in read([root / "seeds" / "demo" / "articles"])}
