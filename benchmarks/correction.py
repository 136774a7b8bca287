"""What a hand-coded sample makes of a machine that errs more in one outlet than in another.

    python -m benchmarks.correction [--quantity density ...] [--samples 500] [--articles 12 50 200] [--rows 30 60 150]
    python -m benchmarks.correction --differences [--quantity …] [--samples 500] [--articles 12 50] [--rows 60 150]
    python -m benchmarks.correction --gold ../shared/data/polnear/dev --run out/dev [--rows 20 43 100]

The first draws articles of four invented outlets, of which the machine misses from 4 to 30 % of what there is, in some
articles more than in others; from each set of articles a sheet is drawn and coded without mistake. Printed are how often 95 %
intervals hold the truth of the outlets (the machine's own interval beside the corrected one), how far off each is on average,
and the corrected interval's median width over the one that coding everything would give.

The second does the same for differences between outlets: the invented ones are alike, and only the machine sees them differ.

The third draws sheets from a run over articles that have gold annotations, which stand for the coder. The truth is the gold's
figure for these very articles, so there the intervals leave out the part for the choice of articles.
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import special

from audit.hand_coding.drawing import share_out
from audit.hand_coding.frames import Scope, attribution_frame
from audit.hand_coding.units import ATTRIBUTIONS
from audit.nlp.gold import read_gold
from metrics.bootstrap import Floats
from metrics.double_sampling import Corrected, Human, Ints, Machine, correct, difference, estimate

OUTLETS = ("careful", "middling", "careless", "blind")
MISSED = (0.04, 0.10, 0.20, 0.30)
INVENTED = (0.08, 0.05, 0.03, 0.02)
LIKENESS = 6.0  # an article's rate of misses is Beta distributed with so many pseudo-cases: articles differ much in it
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """Units as the machine and as people code them: two counts of each."""

    machine: Machine
    numerator: Floats
    denominator: Floats

    def human(self, rows: Ints) -> Human:
        """People's codes of some units."""
        return Human(unit=rows, numerator=self.numerator[rows], denominator=self.denominator[rows])

    def truth(self) -> Floats:
        """The ratios that coding everything would find, by outlet."""
        return np.array([self.of_outlet(outlet) for outlet in range(int(self.machine.outlet.max()) + 1)])

    def of_outlet(self, outlet: int) -> float:
        """One outlet's ratio."""
        here = self.machine.outlet == outlet
        return float(self.numerator[here].sum() / self.denominator[here].sum())


Counts = tuple[npt.NDArray[Any], npt.NDArray[Any]]
Corpus = Callable[[int, np.random.Generator], Coded]


def _sentences(n_articles: int, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Outlet and article of each sentence: 30 in a middling article, a few or a hundred in others."""
    lengths = rng.poisson(rng.gamma(4, 7.5, n_articles * len(OUTLETS))) + 3
    article = np.repeat(np.arange(len(lengths)), lengths)
    return article // n_articles, article


def _erring(counts: Ints, outlet: Ints, article: Ints, rng: np.random.Generator) -> Ints:
    """What a machine finds of ``counts``; it errs more in some outlets, and there in some articles."""
    first = np.unique(article, return_index=True)[1]
    missed, invented = (
        rng.beta(LIKENESS * rates, LIKENESS * (1 - rates))[article]
        for rates in (np.array(MISSED)[outlet[first]], np.array(INVENTED)[outlet[first]])
    )
    return np.asarray(rng.binomial(counts, 1 - missed) + (rng.random(len(counts)) < invented))


def density(n_articles: int, rng: np.random.Generator) -> Coded:
    """Attributions per 100 words; the words are known."""
    outlet, article = _sentences(n_articles, rng)
    has_one = rng.random(len(outlet)) < rng.beta(3, 4, article[-1] + 1)[article]
    human = has_one * (1 + (rng.random(len(outlet)) < 0.15))
    machine = _erring(human, outlet, article, rng)
    words = 1.0 + rng.poisson(22, len(outlet))
    return _coded(outlet, article, machine > 0, (100 * machine, words), (100 * human, words))


def unnamed_share(n_articles: int, rng: np.random.Generator) -> Coded:
    """One attribution in seven is unnamed; the machine errs in both counts."""
    outlet, article = _sentences(n_articles, rng)
    human = rng.binomial(1, rng.beta(3, 4, article[-1] + 1)[article])
    unnamed = rng.binomial(human, rng.beta(1, 6, article[-1] + 1)[article])
    found = _erring(human, outlet, article, rng)
    is_right = rng.random(len(outlet)) < 1 - np.array(MISSED)[outlet]
    machine = np.minimum(np.where(is_right, unnamed, rng.binomial(1, 0.1, len(outlet))), found)
    return _coded(outlet, article, found > 0, (machine, found), (unnamed, human))


def net_tone(n_articles: int, rng: np.random.Generator) -> Coded:
    """Sentences that are negative, neutral or positive; the machine misses some tones."""
    outlet, article = _sentences(n_articles, rng)
    leaning = rng.dirichlet((2, 6, 2), article[-1] + 1)[article]
    chance = rng.random(len(outlet))
    human = 1 - (chance < leaning[:, 0]).astype(int) - (chance < leaning[:, 0] + leaning[:, 1]).astype(int)
    lost = rng.random(len(outlet)) < 2 * np.array(MISSED)[outlet] * (human > 0)
    machine = np.where(lost, rng.choice([0, -1], len(outlet), p=[0.7, 0.3]), human)
    each = np.ones(len(outlet))
    return _coded(outlet, article, machine + 1, (machine, each), (human, each))


def speech_share(n_articles: int, rng: np.random.Generator) -> Coded:
    """A party's share of the words attributed, a fourth; the machine misses words and gives some of the party's to others."""
    outlet, article = _sentences(n_articles, rng)
    words = rng.binomial(1, rng.beta(3, 4, article[-1] + 1)[article]) * (4 + rng.poisson(12, len(outlet)))
    is_theirs = rng.random(len(outlet)) < rng.beta(0.6, 1.8, article[-1] + 1)[article]
    is_found = _erring((words > 0).astype(np.int64), outlet, article, rng)
    found = np.where(words > 0, words, 8) * (is_found > 0)
    keeps = rng.random(len(outlet)) < 1 - np.array(MISSED)[outlet]
    given = found * np.where(words > 0, is_theirs & keeps, rng.random(len(outlet)) < 0.1)
    code = (found > 0).astype(np.int64) + (given > 0)
    return _coded(outlet, article, code, (given, found), (words * is_theirs, words))


def _coded(outlet: Ints, article: Ints, code: npt.NDArray[Any], machine: Counts, human: Counts) -> Coded:
    frame = Machine(
        outlet=outlet,
        story=article,
        code=code.astype(np.int64),
        numerator=machine[0].astype(float),
        denominator=machine[1].astype(float),
    )
    return Coded(machine=frame, numerator=human[0].astype(float), denominator=human[1].astype(float))


CORPORA: dict[str, tuple[Corpus, bool]] = {
    "density": (density, False),
    "unnamed_share": (unnamed_share, True),
    "speech_share": (speech_share, True),
    "net_tone": (net_tone, False),
}


def draw(coded: Coded, *, n_rows: int, rng: np.random.Generator, weights: Floats | None = None) -> Ints:
    """``n_rows`` units an outlet, shared out to the strata as `media-audit sample` does; ``weights`` are those of the codes."""
    machine = coded.machine
    strata, stratum = np.unique(np.column_stack([machine.outlet, machine.code]), axis=0, return_inverse=True)
    sizes = np.bincount(stratum.ravel()).astype(np.int64)
    worth = sizes * (1.0 if weights is None else weights[strata[:, 1]])
    equal = worth / np.bincount(strata[:, 0], weights=worth)[strata[:, 0]]
    n_drawn = share_out(sizes, equal, n=n_rows * (int(machine.outlet.max()) + 1))
    return np.concatenate(
        [rng.choice(np.flatnonzero(stratum.ravel() == at), size, replace=False) for at, size in enumerate(n_drawn)]
    )


def figures(coded: Coded, rows: Ints, *, is_share: bool) -> list[tuple[Corrected, Corrected, Corrected]]:
    """Of each outlet: the machine's figure as if it were right, the corrected one, and that of coding everything."""
    everything = np.arange(len(coded.numerator))
    trusted = Human(unit=everything, numerator=coded.machine.numerator, denominator=coded.machine.denominator)
    given = (trusted, coded.human(rows), coded.human(everything))
    outlets = [coded.machine.outlet == outlet for outlet in range(int(coded.machine.outlet.max()) + 1)]
    return [
        tuple(correct(coded.machine, human, domain=domain, is_share=is_share, confidence=CONFIDENCE) for human in given)  # type: ignore[misc]
        for domain in outlets
    ]


def measure(
    name: str, *, n_articles: int, n_rows: int, n_samples: int, n_truth: int = 20_000
) -> list[tuple[str, Floats]]:
    """Figures of each outlet from many sets of articles.

    Bias of the machine's and of the corrected figure in percent of the truth (tone: in hundredths), shares of intervals that
    hold it (machine, corrected), the median width of the corrected over that of coding everything.
    """
    corpus, is_share = CORPORA[name]
    truth = corpus(n_truth, np.random.default_rng(9)).truth()
    rng = np.random.default_rng(n_articles + n_rows)
    found = np.full((n_samples, len(OUTLETS), 6), np.nan)
    for sample in range(n_samples):
        coded = corpus(n_articles, rng)
        rows = draw(coded, n_rows=n_rows, rng=rng)
        for outlet, (machine, corrected, whole) in enumerate(figures(coded, rows, is_share=is_share)):
            holds = [float(one.ci_low <= truth[outlet] <= one.ci_high) for one in (machine, corrected)]
            widths = [one.ci_high - one.ci_low for one in (corrected, whole)]
            found[sample, outlet] = (machine.value, corrected.value, *holds, *widths)
    scale = np.ones(len(truth)) if name == "net_tone" else truth
    bias = 100 * (found[:, :, :2].mean(axis=0) - truth[:, None]) / scale[:, None]
    held = 100 * found[:, :, 2:4].mean(axis=0)
    widths = np.median(found[:, :, 4:], axis=0)
    wide = widths[:, :1] / widths[:, 1:]
    return list(zip(OUTLETS, np.hstack([bias, held, wide]), strict=True))


def measure_differences(name: str, *, n_articles: int, n_rows: int, n_samples: int) -> list[tuple[str, Floats]]:
    """Each outlet against the first, from many sets of articles.

    Means of the difference by the machine and as corrected, in percent of the truth (tone: in hundredths), though there is
    none; the shares of intervals that hold 0 and of p-values under .05.
    """
    corpus, is_share = CORPORA[name]
    whole = corpus(20_000, np.random.default_rng(9)).truth().mean()
    rng = np.random.default_rng(n_articles + n_rows)
    found = np.full((n_samples, len(OUTLETS) - 1, 4), np.nan)
    for sample in range(n_samples):
        coded = corpus(n_articles, rng)
        human, outlet = coded.human(draw(coded, n_rows=n_rows, rng=rng)), coded.machine.outlet
        first, *others = (estimate(coded.machine, human, outlet == number) for number in range(len(OUTLETS)))
        for other, second in enumerate(others, start=1):
            one = difference(first, second, is_share=is_share, confidence=CONFIDENCE)
            found[sample, other - 1] = (one.machine, one.value, one.ci_low <= 0 <= one.ci_high, one.p_value < 0.05)
    means = 100 * found.mean(axis=0)
    means[:, :2] /= 1.0 if name == "net_tone" else whole
    return [(f"{OUTLETS[0]}, {other}", told) for other, told in zip(OUTLETS[1:], means, strict=True)]


def gold_frame(run: Path, gold: Path) -> tuple[list[str], Coded]:
    """Outlets and sentences of a run with the gold's attributions in them, where the cue stands; per 100 words."""
    frame = attribution_frame(run, Scope()).with_row_index("place")
    counts = np.zeros(len(frame))
    places = frame.partition_by("article_id", as_dict=True)
    for article in read_gold(gold):
        here = places[article.name,]
        starts = here["start"].to_numpy()
        for parts in article.attributions:
            anchor = parts.cue or parts.content
            if anchor:
                at = int(np.searchsorted(starts, anchor[0][0], side="right")) - 1
                counts[here["place"][max(at, 0)]] += 1
    outlet = frame["outlet"].rank("dense").to_numpy().astype(np.int64) - 1
    number = frame["article_id"].rank("dense").to_numpy().astype(np.int64) - 1
    words = frame["n_words"].to_numpy()
    machine = 100 * frame["attributions"].to_numpy()
    names = frame["outlet"].unique().sort().to_list()
    return names, _coded(outlet, number, machine > 0, (machine, words), (100 * counts, words))


def measure_gold(coded: Coded, *, n_rows: int, n_sheets: int, weights: Floats | None = None) -> Floats:
    """Figures of each outlet and of all from many sheets; ``weights`` are those of the machine's codes.

    Machine, gold, mean and standard deviation of the corrected figure, share of intervals (without the part for articles) that
    hold the gold's figure, and their median width.
    """
    rng = np.random.default_rng(n_rows)
    n_outlets = int(coded.machine.outlet.max()) + 1
    domains = [coded.machine.outlet == outlet for outlet in range(n_outlets)] + [
        np.ones(len(coded.numerator), dtype=bool)
    ]
    truth = np.array([coded.numerator[domain].sum() / coded.denominator[domain].sum() for domain in domains])
    strata = coded.machine.outlet * (int(coded.machine.code.max()) + 1) + coded.machine.code
    found = np.zeros((n_sheets, len(domains), 4))
    for sheet in range(n_sheets):
        human = coded.human(draw(coded, n_rows=n_rows, rng=rng, weights=weights))
        for at, domain in enumerate(domains):
            one = correct(coded.machine, human, domain=domain, confidence=CONFIDENCE)
            assert one.variance is not None
            n_coded, n_strata = one.n_coded, len(np.unique(strata[domain]))
            reach = special.stdtrit(n_coded - n_strata, (1 + CONFIDENCE) / 2) * np.sqrt(one.variance.coding)
            found[sheet, at] = (one.machine, one.value, abs(one.value - truth[at]) <= reach, 2 * reach)
    return np.column_stack(
        [
            found[0, :, 0], truth, found[:, :, 1].mean(axis=0), found[:, :, 1].std(axis=0),
            100 * found[:, :, 2].mean(axis=0), np.median(found[:, :, 3], axis=0),
        ]
    )  # fmt: skip


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--samples", type=int, default=500)
    parser.add_argument("--quantity", nargs="+", choices=CORPORA, default=list(CORPORA))
    parser.add_argument("--articles", type=int, nargs="+", default=(12, 50, 200))
    parser.add_argument("--rows", type=int, nargs="+", default=(30, 60, 150), help="coded rows an outlet")
    parser.add_argument("--differences", action="store_true", help="of outlets, in place of the outlets' figures")
    parser.add_argument("--gold", type=Path, help="annotated articles in place of invented ones")
    parser.add_argument("--run", type=Path, help="a run over these articles (of --no-clean)")
    options = parser.parse_args()
    if options.gold:
        _print_gold(options.run, options.gold, options.rows, n_sheets=options.samples)
    elif options.differences:
        _print_differences(options.quantity, options.articles, options.rows, n_samples=options.samples)
    else:
        _print_invented(options.quantity, options.articles, options.rows, n_samples=options.samples)


def _print_invented(quantities: list[str], articles: list[int], rows: list[int], *, n_samples: int) -> None:
    print(
        "quantity       articles  rows  outlet     bias: machine  corrected   held: machine  corrected   width / all coded"
    )
    for name in quantities:
        for n_articles in articles:
            for n_rows in rows:
                for outlet, told in measure(name, n_articles=n_articles, n_rows=n_rows, n_samples=n_samples):
                    print(
                        f"{name:14} {n_articles:8} {n_rows:5}  {outlet:9}{told[0]:+14.1f}{told[1]:+11.1f}"
                        f"{told[2]:16.1f}{told[3]:11.1f}{told[4]:17.2f}",
                        flush=True,
                    )


def _print_differences(quantities: list[str], articles: list[int], rows: list[int], *, n_samples: int) -> None:
    print("quantity       articles  rows  outlets                 machine  corrected    held  p < .05")
    for name, n_articles, n_rows in product(quantities, articles, rows):
        for outlets, told in measure_differences(name, n_articles=n_articles, n_rows=n_rows, n_samples=n_samples):
            print(
                f"{name:14} {n_articles:8} {n_rows:5}  {outlets:20}{told[0]:+11.1f}{told[1]:+11.1f}{told[2]:8.1f}{told[3]:9.1f}",
                flush=True,
            )


def _print_gold(run: Path, gold: Path, rows: list[int], *, n_sheets: int) -> None:
    names, coded = gold_frame(run, gold)
    weights = np.array([ATTRIBUTIONS.weights[name] for name in ("without", "with")])
    print("rows  outlet          machine  gold  corrected: mean    sd  held  width")
    for n_rows in rows:
        for name, told in zip(
            [*names, "(all)"], measure_gold(coded, weights=weights, n_rows=n_rows, n_sheets=n_sheets), strict=True
        ):
            print(
                f"{n_rows:4}  {name:14}{told[0]:9.2f}{told[1]:6.2f}{told[2]:17.2f}{told[3]:6.2f}{told[4]:6.1f}{told[5]:7.2f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
