"""Whether figures of an outlet's sources depend on how many of its articles there are, and whether coverage bears out.

    python -m benchmarks.rarefaction RUN [--sizes 6 12 24] [--draws 100]

Draws some articles of an annotated run at random, again and again, and compares them with all articles of the run: both are of
one kind, so at a common size (half the attributions of the few) they should have the same sources. Prints means over the draws
of the sources found by drawing attributions one by one (of orders 0 to 2) and by drawing whole articles, of the few and of all;
and the share of the next article's sources that is known by each estimate of coverage, and by the articles not drawn.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import numpy as np

from audit import tables
from metrics.hill import FloatArray, coverage, rarefied_hill, richness_of_samples
from metrics.source_diversity import abundances

Article = Counter[str]
ORDERS = (0, 1, 2)
COLUMNS = (
    *(name for order in ORDERS for name in (f"q={order}", "of all")),
    *("whole", "of all", "covered", "true", "by article", "true"),
)


def articles_of(run: Path) -> list[Article]:
    """The attributions of every article that quotes a source, by source."""
    rows = abundances({"attributions": tables.scan(run, "attributions")}).sort("article_id", "actor_id").collect()
    found: dict[str, Article] = {}
    for article, actor, n_attributions in rows.select("article_id", "actor_id", "attributions").iter_rows():
        found.setdefault(article, Counter())[actor] = n_attributions
    return list(found.values())


def at_size(articles: Sequence[Article], *, size: float) -> tuple[float, ...]:
    """Effective sources among ``size`` attributions drawn one by one, by order, and sources in whole articles with so many."""
    amounts, held = _amounts(articles), _holding(articles)
    n_drawn = size * len(articles) / amounts.sum()
    whole = richness_of_samples(held, n_samples=len(articles), n_drawn=n_drawn)
    return *(rarefied_hill(amounts, order=order, depth=size) for order in ORDERS), whole


def covered(few: Sequence[Article], rest: Sequence[Article]) -> tuple[float, float, float, float]:
    """Coverage by attributions, the share of the rest's attributions that it means, and the same by articles."""
    amounts, held = _amounts(few), _holding(few)
    known = set().union(*few)
    attributions = [(n, source in known) for article in rest for source, n in article.items()]
    n_known = sum(n for n, is_known in attributions if is_known)
    return (
        coverage(amounts, n_samples=float(amounts.sum())),
        n_known / sum(n for n, _ in attributions),
        coverage(held, n_samples=len(few)),
        sum(is_known for _, is_known in attributions) / len(attributions),
    )


def compared(articles: Sequence[Article], *, n: int, draws: int) -> FloatArray:
    """Means over the draws, in the order of ``COLUMNS``."""
    rng = np.random.default_rng(n)
    rows = []
    for _ in range(draws):
        order = rng.permutation(len(articles))
        few, rest = [articles[at] for at in order[:n]], [articles[at] for at in order[n:]]
        size = float(np.floor(_amounts(few).sum() / 2))
        pairs = zip(at_size(few, size=size), at_size(articles, size=size), strict=True)
        rows.append((*chain(*pairs), *covered(few, rest)))
    return np.asarray(np.mean(rows, axis=0))


def _amounts(articles: Sequence[Article]) -> FloatArray:
    """Attributions of each source."""
    return np.array(list(sum(articles, Counter()).values()), dtype=np.float64)


def _holding(articles: Sequence[Article]) -> FloatArray:
    """Articles that quote each source."""
    return np.array(list(Counter(source for article in articles for source in article).values()), dtype=np.float64)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[6, 12, 24])
    parser.add_argument("--draws", type=int, default=100)
    options = parser.parse_args()
    articles = articles_of(options.run)
    print(f"articles of {len(articles):2}" + "".join(f"{name:>11}" for name in COLUMNS))
    for n in options.sizes:
        figures = compared(articles, n=n, draws=options.draws)
        print(f"{n:14}" + "".join(f"{value:11.3g}" for value in figures), flush=True)


if __name__ == "__main__":
    main()
