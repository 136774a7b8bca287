"""How long scoring takes: every metric over the tables of invented articles, processor seconds by family.

python -m benchmarks.metrics_speed [20000]
"""

import sys
import time
from collections import defaultdict

from audit.config import Settings
from benchmarks.estimates_corpus import corpus
from metrics.pooling import pooled_estimates
from metrics.registry import all_metrics, outlet_metrics


def main() -> None:
    """Print rows and processor seconds by family, then those of the pooled figures."""
    n_articles = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    given = {name: table.lazy() for name, table in corpus(n_articles).items()}
    spent: defaultdict[str, float] = defaultdict(float)
    made: defaultdict[str, int] = defaultdict(int)
    for metric in all_metrics().values():
        start = time.process_time()
        made[metric.family] += len(metric.score(given).collect())
        spent[metric.family] += time.process_time() - start
    for family, seconds in spent.items():
        print(f"{family:18} {made[family]:>10,} rows {seconds:7.1f} s")
    start = time.process_time()
    found = pooled_estimates(given, metrics=outlet_metrics(), settings=Settings())
    print(f"{'outlet figures':18} {len(found):>10,} rows {time.process_time() - start:7.1f} s")


if __name__ == "__main__":
    main()
