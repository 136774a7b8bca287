"""What figures are made of: a run's scores, its articles, and the settings that may change a number."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from audit.config import Settings
from metrics.base import Metric
from metrics.places import Places, place


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """The scored articles of a run.

    Attributes
    ----------
    scores
        table ``scores``.
    articles
        article_id, outlet and published.
    metrics
        declarations of every metric in ``scores``, by id.
    settings
        seed, n_bootstrap, n_permutations, confidence, minimum_articles.
    stories
        article_id, story_id: whole stories are resampled and compared where given; an article without a story is one of
        its own.
    """

    scores: pl.LazyFrame
    articles: pl.LazyFrame
    metrics: Mapping[str, Metric]
    settings: Settings
    stories: pl.LazyFrame | None = None

    def place(self, *, by_month: bool) -> Places:
        """Where every article counts."""
        return place(self.articles, seed=self.settings.seed, stories=self.stories, by_month=by_month)
