"""How often 95 % intervals hold the truth: the shipped interval beside simpler ones, on quantities like those measured.

    python -m benchmarks.coverage [--samples 800] [--differences]

Each row draws samples of n articles from an invented population whose ratio is known, and prints the share of intervals
that hold it. The shipped interval is the wider, at each end, of the bias-corrected and accelerated bootstrap at levels
widened for small samples and of a second one that does not resample (:mod:`metrics.small_samples`).
"""

import argparse
from collections.abc import Callable, Iterator

import numpy as np
from scipy import stats

from metrics.bootstrap import Floats, Moments, intervals, poisson_weights, unit_keys
from metrics.differences import combined
from metrics.small_samples import Ends, correlation, of_difference, second_interval, wider

N_REPLICATES = 1000
SIZES = (5, 10, 20, 50, 200)
FEWEST_UNITS = 2
Counts = tuple[Floats, Floats]
Population = Callable[[int, np.random.Generator], Counts]


def speech_share(n: int, rng: np.random.Generator) -> Counts:
    """Words of a party that six in ten articles do not quote, of all attributed words."""
    den = rng.poisson(rng.gamma(2, 90, n)) + 1.0
    share = np.where(rng.random(n) < 0.4, rng.beta(0.7, 1.5, n), 0)
    return np.floor(den * share), den


def named_share(n: int, rng: np.random.Generator) -> Counts:
    """Named among nine attributions an article."""
    den = rng.poisson(rng.gamma(3, 3, n))
    return rng.binomial(den, rng.beta(5, 3, n)).astype(float), den.astype(float)


def rare_share(n: int, rng: np.random.Generator) -> Counts:
    """A source type that one attribution in twenty has, most of them in a few articles."""
    den = rng.poisson(rng.gamma(3, 3, n))
    return rng.binomial(den, rng.beta(0.2, 4, n)).astype(float), den.astype(float)


def marked_articles(n: int, rng: np.random.Generator) -> Counts:
    """A mark that three in four articles have."""
    return (rng.random(n) < 0.75).astype(float), np.ones(n)


def tone(n: int, rng: np.random.Generator) -> Counts:
    """Scores of two mentions an article."""
    den = rng.poisson(2, n)
    return rng.normal(0.1 * den, 0.4 * np.sqrt(den)), den.astype(float)


def grade(n: int, rng: np.random.Generator) -> Counts:
    """A readability grade weighted by words."""
    den = rng.gamma(3, 150, n) + 30
    return rng.normal(11, 2.5, n) * den, den


def net_tone(n: int, rng: np.random.Generator) -> Counts:
    """Favourable minus unfavourable of one to three sentences an article, nineteen in twenty of them neutral."""
    den = rng.integers(1, 4, n)
    toned = rng.binomial(den, 0.05)
    good = rng.binomial(toned, 0.8)
    return np.asarray(2.0 * good - toned, dtype=np.float64), den.astype(np.float64)


def uneven_lengths(n: int, rng: np.random.Generator) -> Counts:
    """A source type that 3 attributions in 100 have, in articles of which a few are very long."""
    den = np.maximum(1, np.rint(rng.lognormal(np.log(10), 1.1, n)))
    return rng.binomial(den.astype(int), rng.beta(0.24, 7.76, n)).astype(float), den


def long_articles_differ(n: int, rng: np.random.Generator) -> Counts:
    """Words of a party that has more of an article the longer it is, in articles of which a few are very long."""
    den = np.maximum(5, np.rint(rng.lognormal(np.log(150), 1.0, n)))
    mean = 1 / (1 + np.exp(1 - np.log(den / 150)))
    return rng.binomial(den.astype(int), rng.beta(6 * mean, 6 * (1 - mean))).astype(float), den


UNBOUNDED = (-np.inf, np.inf)
SHARES: tuple[Population, ...] = (
    speech_share,
    named_share,
    rare_share,
    marked_articles,
    uneven_lengths,
    long_articles_differ,
)
POPULATIONS: tuple[Population, ...] = (*SHARES, tone, grade, net_tone)
BOUNDS = dict.fromkeys(SHARES, (0.0, 1.0)) | {net_tone: (-1.0, 1.0)}


def second(sums: Moments, population: Population, *, is_share: bool) -> Ends:
    """The interval of one ratio that does not rest on resampling."""
    low, high = (np.array([end]) for end in BOUNDS.get(population, UNBOUNDED))
    return second_interval(sums, is_share=np.array([is_share]), confidence=0.95, bounds=(low, high))


def moments(num: Floats, den: Floats) -> Moments:
    """Moments of one sample."""
    terms = {
        "n": den > 0, "num": num, "den": den, "num2": num**2, "num_den": num * den, "den2": den**2, "num3": num**3,
        "num2_den": num**2 * den, "num_den2": num * den**2, "den3": den**3,
    }  # fmt: skip
    return Moments(**{name: np.array([float(values.sum())]) for name, values in terms.items()})


def ends(num: Floats, den: Floats, *, name: str, population: Population) -> Iterator[tuple[float, float]]:
    """The shipped interval, its bootstrap (BCa) alone, the plain percentile interval, and Student's t."""
    sums = moments(num, den)
    value = sums.ratio()
    ratios = replicates(num, den, name=name)
    resampled = intervals(ratios, value, acceleration=sums.acceleration(), n=sums.n, confidence=0.95)
    shipped = wider(resampled, second(sums, population, is_share=population in SHARES))
    percentile = tuple(np.array([end]) for end in np.nanquantile(ratios, [0.025, 0.975]))
    for low, high in (shipped, resampled, percentile, student(sums)):
        yield float(low[0]), float(high[0])


def student(sums: Moments) -> Ends:
    """Student's t with the linearised error."""
    error = np.sqrt(sums.influence()[0] * sums.n / (sums.n - 1))
    reach = np.asarray(stats.t.ppf(0.975, sums.n - 1) * error, dtype=np.float64)
    return sums.ratio() - reach, sums.ratio() + reach


def ends_of_difference(
    one: Counts, other: Counts, *, name: str, population: Population
) -> Iterator[tuple[float, float]]:
    """The shipped interval of a difference, and its bootstrap alone."""
    sides = [moments(*counts) for counts in (one, other)]
    ratios = [replicates(*counts, name=f"{name}-{at}") for at, counts in enumerate((one, other))]
    values = sides[0].ratio(), sides[1].ratio()
    acceleration, n = combined(*sides)
    resampled = intervals(ratios[0] - ratios[1], values[0] - values[1], acceleration=acceleration, n=n, confidence=0.95)
    seconds = [second(side, population, is_share=population in SHARES) for side in sides]
    together = of_difference(values, *seconds, correlation=correlation(*ratios))
    for low, high in (wider(resampled, together), resampled):
        yield float(low[0]), float(high[0])


def replicates(num: Floats, den: Floats, *, name: str) -> Floats:
    """Bootstrap ratios of one sample, in one row."""
    keys = unit_keys((f"{name}-{unit}" for unit in range(len(num))), seed=1)
    weights = poisson_weights(keys, n_replicates=N_REPLICATES).astype(np.float64)
    bottom = den @ weights
    return np.divide(num @ weights, bottom, out=np.full_like(bottom, np.nan), where=bottom > 0)[None]


def measure_differences(population: Population, *, n: int, n_samples: int) -> Floats:
    """Shares of intervals that hold 0, of two samples of one population."""
    rng = np.random.default_rng(n)
    held = []
    for sample in range(n_samples):
        one, other = population(n, rng), population(n, rng)
        if min((one[1] > 0).sum(), (other[1] > 0).sum()) >= FEWEST_UNITS:
            given = ends_of_difference(one, other, name=str(sample), population=population)
            held.append([low <= 0 <= high for low, high in given])
    return np.asarray(np.mean(held, axis=0))


def measure(population: Population, truth: float, *, n: int, n_samples: int) -> tuple[Floats, Floats]:
    """Shares of intervals that hold the truth, and their median widths, one entry a kind of interval."""
    rng = np.random.default_rng(n)
    held, widths = [], []
    for sample in range(n_samples):
        num, den = population(n, rng)
        if (den > 0).sum() < FEWEST_UNITS:
            continue  # no interval is given
        given = list(ends(num, den, name=str(sample), population=population))
        held.append([low <= truth <= high for low, high in given])
        widths.append([high - low for low, high in given])
    return np.mean(held, axis=0), np.median(widths, axis=0)


def main() -> None:
    """Print a table of coverage; of one outlet's figures with the shipped interval's median width over the bootstrap's."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--samples", type=int, default=800)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--differences", action="store_true", help="of two outlets instead of one")
    options = parser.parse_args()
    (_print_differences if options.differences else _print_figures)(options.sizes, n_samples=options.samples)


def _print_figures(sizes: list[int], *, n_samples: int) -> None:
    print("quantity            n   shipped       BCa  percentile  Student   width shipped / BCa")
    for population in POPULATIONS:
        num, den = population(400_000, np.random.default_rng(9))
        truth = num.sum() / den.sum()
        for n in sizes:
            held, widths = measure(population, truth, n=n, n_samples=n_samples)
            shares = "".join(f"{100 * share:10.1f}" for share in held)
            wider_by = f"{widths[0] / widths[1]:14.2f}" if widths[1] else f"{'no width':>14}"
            print(f"{population.__name__:15} {n:5}{shares}{wider_by}", flush=True)


def _print_differences(sizes: list[int], *, n_samples: int) -> None:
    print("quantity            n   shipped       BCa")
    for population in POPULATIONS:
        for n in sizes:
            held = measure_differences(population, n=n, n_samples=n_samples)
            print(f"{population.__name__:15} {n:5}{100 * held[0]:10.1f}{100 * held[1]:10.1f}", flush=True)


if __name__ == "__main__":
    main()
