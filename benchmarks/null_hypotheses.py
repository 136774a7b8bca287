"""How often outlets that are alike are said to differ: p-values, their adjustment, and the rule of the report.

    python -m benchmarks.null_hypotheses [--samples 2000] [--families 400]

Two tables. The first draws pairs of outlets from one population (see :mod:`benchmarks.coverage`) and prints how many p-values
of the permutation test lie under .05, .01 and .002, and the p-value of a Kolmogorov-Smirnov test that they are uniform. The
last three populations have one ratio and two kinds of outlets, which the hypothesis of interchangeable articles does not
grant: articles of very unequal and of nearly equal length, short and long articles, and outlets of which four in ten articles
and of which all have a denominator. The second draws families of seven like outlets, compares all 21 pairs, and prints in how
many families any pair is said to differ: unadjusted, by Benjamini and Hochberg, by Holm, and by the report's rule (Holm, and an
interval of the difference that does not include 0).
"""

import argparse
from collections.abc import Iterator
from itertools import combinations

import numpy as np
from scipy import stats

from benchmarks.coverage import (
    Counts,
    Population,
    ends_of_difference,
    named_share,
    rare_share,
    speech_share,
    tone,
    uneven_lengths,
)
from metrics.bootstrap import Floats
from metrics.permutation import BENJAMINI_HOCHBERG, HOLM, adjust, permutation_p_values
from metrics.resampling import Sample

SIZES = (10, 30, 100)
LEVELS = (0.05, 0.01, 0.002)
N_OUTLETS, LEVEL = 7, 0.05
N_PERMUTATIONS = 10_000


def even_lengths(n: int, rng: np.random.Generator) -> Counts:
    """The source type of :func:`uneven_lengths` in articles of much the same length."""
    den = np.maximum(1, rng.poisson(18, n))
    return rng.binomial(den, rng.beta(0.24, 7.76, n)).astype(float), den.astype(float)


def briefs(n: int, rng: np.random.Generator) -> Counts:
    """Named among five attributions an article."""
    den = 1 + rng.poisson(4, n)
    return rng.binomial(den, rng.beta(5, 3, n)).astype(float), den.astype(float)


def long_reads(n: int, rng: np.random.Generator) -> Counts:
    """Named among twenty-one attributions an article."""
    den = 1 + rng.poisson(20, n)
    return rng.binomial(den, rng.beta(5, 3, n)).astype(float), den.astype(float)


def held_by_few(n: int, rng: np.random.Generator) -> Counts:
    """:func:`briefs` of which six in ten have no attribution."""
    num, den = briefs(n, rng)
    held = np.arange(n) < 0.4 * n
    return np.where(held, num, 0.0), np.where(held, den, 0.0)


Pair = tuple[Population, Population]
PAIRS: dict[str, Pair] = {
    **{of.__name__: (of, of) for of in (speech_share, named_share, rare_share, tone)},
    "unlike lengths": (uneven_lengths, even_lengths),
    "short and long": (briefs, long_reads),
    "few and all": (held_by_few, briefs),
}


def drawn(population: Population, *, n: int, n_samples: int, rng: np.random.Generator, first_key: int) -> Sample:
    """``n`` articles of an outlet in each of ``n_samples`` samples, one a column."""
    columns = [population(n, rng) for _ in range(n_samples)]
    num, den = (np.stack([column[part] for column in columns], axis=1) for part in (0, 1))
    return Sample(keys=np.arange(first_key, first_key + n, dtype=np.uint64), num=num, den=den)


def null_p_values(pair: Pair, *, n: int, n_samples: int) -> Floats:
    """p-values of two outlets of ``n`` articles that have the same ratio."""
    rng = np.random.default_rng(n)
    one, other = (
        drawn(of, n=n, n_samples=n_samples, rng=rng, first_key=place * n + 1) for place, of in enumerate(pair)
    )
    return permutation_p_values(one, other, seed=1, n_permutations=N_PERMUTATIONS)


def families(pair: Pair, *, n: int, n_families: int) -> Floats:
    """Shares of families with any pair said to differ: unadjusted, Benjamini-Hochberg, Holm, Holm and interval."""
    rng = np.random.default_rng(n)
    kinds = [pair[place % 2] for place in range(N_OUTLETS)]
    outlets = [drawn(of, n=n, n_samples=n_families, rng=rng, first_key=place * n + 1) for place, of in enumerate(kinds)]
    pairs = list(combinations(range(N_OUTLETS), 2))
    p_values = np.stack(
        [permutation_p_values(outlets[a], outlets[b], seed=1, n_permutations=N_PERMUTATIONS) for a, b in pairs]
    )
    said = np.zeros((n_families, 4))
    for family in range(n_families):
        by_holm = adjust(p_values[:, family], method=HOLM) < LEVEL
        clear = [_clear(outlets, pairs[place], family, population=kinds[0]) for place in np.flatnonzero(by_holm)]
        by_bh = adjust(p_values[:, family], method=BENJAMINI_HOCHBERG) < LEVEL
        said[family] = (p_values[:, family] < LEVEL).any(), by_bh.any(), by_holm.any(), any(clear)
    return np.asarray(said.mean(axis=0))


def _clear(outlets: list[Sample], pair: tuple[int, int], family: int, *, population: Population) -> bool:
    """Whether the interval of the difference does not include 0."""
    one, other = ((outlets[at].num[:, family], outlets[at].den[:, family]) for at in pair)
    low, high = next(iter(ends_of_difference(one, other, name=f"{family}-{pair}", population=population)))
    return not low <= 0 <= high


def rows_of_p(n_samples: int) -> Iterator[str]:
    """The first table."""
    for name, pair in PAIRS.items():
        for n in SIZES:
            p = null_p_values(pair, n=n, n_samples=n_samples)
            p = p[np.isfinite(p)]
            uniform = stats.kstest(p, "uniform").pvalue
            shares = "".join(f"{100 * (p < level).mean():9.1f}" for level in LEVELS)
            yield f"{name:15}{n:9}{shares}{uniform:12.3f}"


def main() -> None:
    """Print both tables, in per cent."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--samples", type=int, default=2000)
    parser.add_argument("--families", type=int, default=400)
    options = parser.parse_args()
    print("quantity        articles   p<.05    p<.01   p<.002     uniform")
    for row in rows_of_p(options.samples):
        print(row, flush=True)
    print("\nany of 21 pairs said to differ\nquantity        articles  unadjusted      BH    Holm  Holm + interval")
    for name in ("named_share", "rare_share", "unlike lengths"):
        for n in SIZES:
            said = 100 * families(PAIRS[name], n=n, n_families=options.families)
            print(f"{name:15}{n:9}{said[0]:12.1f}{said[1]:8.1f}{said[2]:8.1f}{said[3]:12.1f}", flush=True)


if __name__ == "__main__":
    main()
