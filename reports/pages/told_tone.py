"""Tone sentence by sentence: what it rests on, where no outlet has enough articles for a figure of tone."""

from collections.abc import Iterator

import polars as pl

from reports import cells, numbers, style
from reports.figures.grid import Column
from reports.layout import Page
from reports.pages.flow import Flow
from reports.tables import ReportTables
from reports.tone_evidence import ToneLine, ToneSum, tone_sums

METRIC = "tone.mean"
MAX_SUMS, FEWEST_SENTENCES = 20, 8
IN_WHOSE = {"journalist": "the journalist’s", "self": "the actor’s own", "others": "others’"}
SUMS = (
    Column("name", "actor", 2.6, lines=2),
    Column("party", "party", 1.6),
    Column("voice", "in whose words", 1.5),
    Column("negative", "negative", 0.8, "right"),
    Column("neutral", "neutral", 0.8, "right"),
    Column("positive", "positive", 0.8, "right"),
    Column("mean", "mean score", 0.9, "right"),
)
SENTENCES = (
    Column("name", "toward, in whose words", 1.7, lines=3),
    Column("label", "tone", 0.85),
    Column("score", "score", 0.65, "right"),
    Column("sentence", "the sentence", 4.8, lines=3),
)
ARTICLE = Column("article_id", "in article", 1.9, lines=3)
NOTE = (
    "A sentence counts once for each actor that it mentions, in the voice in which it does: in the journalist’s own words, in "
    "the actor’s own quotes or in others’ quotes. Scores run from −1 (negative) to 1 (positive), as a model reads them; it errs "
    "(see How accurate the language models are), so read the sentences before you quote a count. Irony and insinuation are not "
    "seen."
)


def pages(tables: ReportTables) -> Iterator[Page]:
    """Sentences by tone toward each actor, and those that are not neutral; nothing where no sentences were given."""
    if tables.tones.is_empty():
        return
    lines = lines_of(tables.tones)
    flow = Flow(title="Tone, sentence by sentence", lede=lede(lines), note=NOTE, section="Tone")
    sums = tone_sums(lines)
    labels = cells.brief({line.party: line.party for line in lines if line.party})
    parties = {line.name: labels.get(line.party, "") for line in lines}
    with_party = [column for column in SUMS if column.name != "party" or any(parties.values())]
    flow.grid(
        sum_rows(sums, parties), columns=with_party, subtitle="Sentences toward each actor, in counts", nothing=""
    )
    if len(sums) > MAX_SUMS:
        flow.paragraph(f"Not shown: {len(sums) - MAX_SUMS:,} more actors and voices, with fewer sentences.")
    told = sentence_rows(tables.tones)
    columns = SENTENCES if tables.articles.height == 1 else (*SENTENCES, ARTICLE)
    n_shown = max(FEWEST_SENTENCES, flow.rows_left(told, columns))
    flow.grid(
        told.head(n_shown),
        columns=columns,
        subtitle="The sentences that are not neutral, the strongest first",
        nothing="Every sentence that mentions an actor counts as neutral.",
    )
    if told.height > n_shown:
        flow.paragraph(
            f"Not shown: {told.height - n_shown:,} more that are not neutral. “media-audit show DIR ARTICLE --html” lists those "
            "of an article."
        )
    yield from flow.pages


def lines_of(tones: pl.DataFrame) -> tuple[ToneLine, ...]:
    """The rows of ``tones`` as the sums of tone take them."""
    return tuple(
        ToneLine(
            name=row["name"] or "",
            party=row["party"] or "",
            voice=style.VOICE_LABELS[row["voice"]],
            label=row["label"],
            score=row["score"],
            parts=((row["sentence"], False),),
        )
        for row in tones.iter_rows(named=True)
    )


def lede(lines: tuple[ToneLine, ...]) -> str:
    """How many sentences count as what in the journalist's own words."""
    own = [line for line in lines if line.voice == style.VOICE_LABELS["journalist"]]
    if not own:
        return "No sentence in the journalist’s own words mentions an actor; what there is stands in quotes."
    n = {label: sum(line.label == label for line in own) for label in ("negative", "neutral", "positive")}
    times = numbers.count(len(own), "mention of an actor in a sentence", "mentions of actors in sentences")
    return (
        f"{times} in the journalist’s own words: {n['negative']:,} negative, {n['neutral']:,} neutral, "
        f"{n['positive']:,} positive."
    )


def sum_rows(sums: tuple[ToneSum, ...], parties: dict[str, str]) -> pl.DataFrame:
    """Printed rows: an actor in a voice, the actor's name on the first of its rows alone."""
    printed, before = [], ""
    whose = {style.VOICE_LABELS[voice]: said for voice, said in IN_WHOSE.items()}
    for one in sums[:MAX_SUMS]:
        first = one.name != before
        before = one.name
        counted = dict(zip(("negative", "neutral", "positive"), map(str, one.counts), strict=True))
        mean = numbers.difference(one.mean, digits=2)
        who = {"name": one.name if first else "", "party": parties.get(one.name, "") if first else ""}
        printed.append(who | {"voice": whose[one.voice], "mean": mean} | counted)
    return pl.DataFrame(printed, schema={column.name: pl.String for column in SUMS})


def sentence_rows(tones: pl.DataFrame) -> pl.DataFrame:
    """Printed rows: the sentences that count as negative or positive."""
    told = tones.filter(pl.col("label") != "neutral").sort(
        pl.col("score").abs(), "article_id", "name", "voice", "sentence", descending=[True, *[False] * 4]
    )
    rows = [
        {
            "name": f"{row['name']}, in {IN_WHOSE[row['voice']]} words",
            "label": row["label"],
            "score": numbers.difference(row["score"], digits=2),
            "sentence": row["sentence"],
            "article_id": row["article_id"],
        }
        for row in told.iter_rows(named=True)
    ]
    return pl.DataFrame(rows, schema={column.name: pl.String for column in (*SENTENCES, ARTICLE)})
