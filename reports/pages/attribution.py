"""Attribution: how densely claims are sourced, in which form, by which verbs."""

from collections.abc import Iterator

import polars as pl

from reports import cells, confirmed, numbers, text
from reports.figures.grid import Column
from reports.figures.strips import CELLS, Look, across_for
from reports.labels import labeller
from reports.layout import Page
from reports.pages.flow import Flow
from reports.tables import ReportTables

FAMILY = "attribution"
DENSITY = f"{FAMILY}.density"
UNNAMED = (
    "Unnamed sources are persons (anonymous sources: “a senior official”), groups (“voters”, “two aides”) and organisations "
    "(“a rival firm”; see the appendix)."
)
RELAYS = {
    "via": "Relayed statements: attributions that reach the reader through another medium",
    "wire": "Articles that credit an agency",
}
MAX_RELAYS = 6
RELAYED = (
    Column("medium", "medium", 2.4),
    Column("outlet", "at", 2.4),
    Column("value", "figure, with interval", 1.4, "right"),
    Column("of", "", 1.4),
    Column("n", "n", 0.5, "right"),
)
NOBODY = "none"
ELSEWHERE = (
    *cells.TABLES_ONLY,
    *(".wire_share", ".via_share", ".mixed_share", ".sourceless_share", ".unresolved_share"),
    *(".loaded_verb_share", ".unnamed_organisation_share", ".stray_quote_share"),
)
"""How the ids of metrics end that are shown further down, with the quality of the data or in the appendix."""

ORDER = tuple(
    f"{FAMILY}.{name}"
    for name in (
        *("density", "attributed_share", "unsourced_share"),
        *("direct_share", "indirect_share", "direct_words_share"),
        *("unnamed_share", "unnamed_person_share", "unnamed_group_share"),
    )
)
"""How much is attributed, in which form, and to whom without a name; metrics that are not named here follow."""

BY_CLASS, BY_PARTY = "cue_class", "party:cue_class"
MAX_CLASSES, MAX_PARTIES, MAX_VERBS = 9, 12, 6
VERBS = (
    Column("cue_class", "class", 1.0),
    Column("meaning", "what it does", 2.5),
    Column("verbs", "verbs, with how often they were used", 4.7, lines=2),
    Column("n", "uses", 0.6, "right"),
)
OTHER, NO_VERB = "other", "no verb"
MEANINGS = {
    "neutral": "reports that something was said",
    "illocutionary": "names the act: deny, promise",
    "directive": "names a request or an order",
    "cognitive": "reports a state of mind, not words",
    "endorsing": "takes the content for true",
    "doubting": "keeps the content at a distance",
    "emotive": "colours voice or temper",
    OTHER: "not on the list of verbs",
    NO_VERB: "a colon, a dash; “is”, “has”, “did”",
}
"""What the classes of the list of reporting verbs stand for; endorsing, doubting and emotive are called non-neutral."""

COMPARED = ("neutral", "endorsing", "doubting", "emotive")
"""The classes that tell something when parties are compared; what a party asks or promises is its own doing."""

MARKS = (("[—–―-]", "dash"), (":", "colon"))
"""Signs that introduce an attribution by themselves, as regular expressions, and what they are called."""

EMPTY_VERBS = ("be", "have", "do")
"""Verbs that say nothing of speaking: "she is against", "the paper had"."""

WRITTEN = {"accord": "according to"}
"""Lemmas that nobody would look for."""


def pages(tables: ReportTables) -> Iterator[Page]:
    """The family's metrics over outlets, then reporting verbs."""
    if not cells.has_figures(tables, FAMILY):
        return
    frame = cells.by_metric(tables, [DENSITY])
    here = [metric for metric in cells.family(tables, FAMILY) if not metric.endswith(ELSEWHERE)]
    chosen = [*(metric for metric in ORDER if metric in here), *(metric for metric in here if metric not in ORDER)]
    cards = [cells.card_of(tables, metric) for metric in chosen[:3]]
    flow = Flow(
        title="Attribution of claims",
        lede=text.spread(cells.card_of(tables, DENSITY).name, frame, confirmed.of_metric(tables, DENSITY)),
        note=f"{text.method_note(cards, tables.manifest)} {UNNAMED}" if chosen else "",
        section="Attribution",
    )
    relays = dict(_relays(tables))
    said = [counted(tables.kinds)] if tables.kinds.height else []
    if empty := [name.split(":", maxsplit=1)[0].lower() for name, listed in relays.items() if listed.is_empty()]:
        said.append(f"Not shown, because too few articles have any: {text.listed(empty)}.")
    if said:
        flow.paragraph(" ".join(said))
    whole = cells.by_metric(tables, chosen)
    flow.strips(
        whole,
        look=Look(across=3, keep_width=True),
        subtitle="How much is attributed, and how",
        nothing=text.no_value("attribution", whole),
    )
    for subtitle, listed in relays.items():
        if listed.height:
            flow.grid(listed, columns=RELAYED, subtitle=subtitle, nothing="")
    yield from flow.pages
    yield from _verb_pages(tables)


def counted(kinds: pl.DataFrame) -> str:
    """How many attributions of each kind there are, with their words."""
    sums = (
        kinds.group_by("kind")
        .agg(pl.col("n").sum(), pl.col("n_words").sum())
        .sort("n", "kind", descending=[True, False])
    )
    each = [f"{n:,} {kind} ({words:,} words)" for kind, n, words in sums.iter_rows()]
    over = "Over all outlets: " if kinds["outlet"].n_unique() > 1 else ""
    return f"{over}{numbers.count(int(sums['n'].sum()), 'attribution')}; {text.listed(each)}."


def _relays(tables: ReportTables) -> Iterator[tuple[str, pl.DataFrame]]:
    """Whose words reach the reader through another medium: headings, and what stands under them, which may be nothing."""
    for grouping, subtitle in RELAYS.items():
        for metric in cells.family(tables, FAMILY, group_by=grouping)[:1]:
            yield subtitle, relay_rows(tables, metric, grouping)


def relay_rows(tables: ReportTables, metric: str, grouping: str) -> pl.DataFrame:
    """Printed rows: medium, outlet, figure with interval, n; the largest first."""
    unit = cells.unit_of(cells.card_of(tables, metric))
    label = labeller(tables)
    found = (
        cells.whole_period(tables)
        .filter(pl.col("metric") == metric, pl.col("group_by") == grouping, pl.col("group") != NOBODY)
        .filter(pl.col("value") > 0, pl.col("outlet") != cells.EVERY_OUTLET)
        .sort("value", "group", "outlet", descending=[True, False, False])
    )
    rows = [
        {
            "medium": label("actor", row["group"]),
            "outlet": row["outlet"],
            "value": numbers.with_interval(row["value"], row["ci_low"], row["ci_high"], unit),
            "of": numbers.unit_name(unit),
            "n": f"{row['n_articles']:,}",
        }
        for row in found.head(MAX_RELAYS).iter_rows(named=True)
    ]
    return pl.DataFrame(rows, schema={column.name: pl.String for column in RELAYED})


def _verb_pages(tables: ReportTables) -> Iterator[Page]:
    flow = Flow(
        title="Reporting verbs",
        lede=_verb_lede(tables.verbs),
        note=text.how_to_read(tables.manifest)
        + " Each column has its own scale. Classes come from a reviewed list of verbs; they say how a verb usually colours what "
        "is said, not what this journalist meant by it.",
        section="Attribution",
    )
    _by_class(flow, tables)
    _by_party(flow, tables)
    flow.grid(
        verb_rows(tables.verbs),
        columns=VERBS,
        subtitle="The verbs, counted",
        nothing="No attribution has a reporting verb.",
    )
    yield from flow.pages


def _by_class(flow: Flow, tables: ReportTables) -> None:
    for metric in cells.family(tables, FAMILY, group_by=BY_CLASS)[:1]:
        groups = {kind: kind for kind in shown_classes(tables, metric)}
        frame = cells.by_group(tables, metric, group_by=BY_CLASS, groups=groups).with_columns(unit=pl.lit("share"))
        flow.strips(
            frame,
            look=Look(across=across_for(len(groups)), keep_width=True),
            subtitle="Classes of reporting verbs, as shares of attributions with a cue",
            nothing=text.no_value("the classes of reporting verbs", frame),
        )


def shown_classes(tables: ReportTables, metric: str) -> list[str]:
    """The classes of verbs, the most frequent first."""
    return cells.groups_by_size(tables, metric, group_by=BY_CLASS, limit=MAX_CLASSES)


def _by_party(flow: Flow, tables: ReportTables) -> None:
    if not tables.parties:
        return
    for metric in cells.family(tables, FAMILY, group_by=BY_PARTY)[:1]:
        frame = party_cells(tables, metric)
        flow.strips(
            frame,
            look=Look(across=across_for(frame["column"].n_unique()), keep_width=True),
            subtitle="By the speaker’s party, all outlets together (neutral and non-neutral classes)",
            nothing=text.no_value("the reporting verbs of parties", frame),
        )


def party_cells(tables: ReportTables, metric: str) -> pl.DataFrame:
    """Cells with parties as rows and verb classes as columns, over all outlets."""
    labels = {card.id: card.label for card in tables.parties[:MAX_PARTIES]}
    classes = [kind for kind in shown_classes(tables, metric) if kind in COMPARED]
    parts = [
        cells.overall(
            tables, metric, group_by=BY_PARTY, groups={f"{party}:{kind}": label for party, label in labels.items()}
        ).with_columns(column=pl.lit(text.capital(kind)), unit=pl.lit("share"))
        for kind in classes
    ]
    return pl.concat(parts) if parts else pl.DataFrame(schema=CELLS)


def _verb_lede(verbs: pl.DataFrame) -> str:
    cues = spoken_cues(verbs)
    total = int(cues["n"].sum() or 0)
    if not total:
        return "No attribution has a reporting verb, so there is nothing to count."
    words = cues.filter(pl.col("cue_class") != NO_VERB).group_by("word").agg(pl.col("n").sum())
    top = words.sort("n", "word", descending=[True, False]).head(3)
    shares = [f"“{verb}” ({numbers.figure(n / total, 'share', digits=0)})" for verb, n in top.iter_rows()]
    over = " in all outlets together" if verbs["outlet"].n_unique() > 1 else ""
    most = "the most frequent is" if len(shares) == 1 else "the most frequent are"
    counted_cues = numbers.count(total, "word or sign", "words and signs")
    return f"Of {counted_cues} that introduce an attribution{over}, {most} {text.listed(shares)}."


def spoken_cues(verbs: pl.DataFrame) -> pl.DataFrame:
    """Cues of all outlets: cue_class, word (as printed), n; what is no word of saying is of the class :data:`NO_VERB`."""
    cue, word = pl.col("cue_lemma"), pl.col("cue_lemma").replace(WRITTEN)
    for pattern, name in MARKS:
        word = pl.when(~cue.str.contains(r"\w") & cue.str.contains(pattern)).then(pl.lit(name)).otherwise(word)
    listed = pl.col("cue_class").is_not_null() & (pl.col("cue_class") != OTHER)
    mute = ~cue.str.contains(r"\w") | (cue.is_in(EMPTY_VERBS) & ~listed)
    kind = pl.when(mute).then(pl.lit(NO_VERB)).otherwise(pl.col("cue_class").fill_null("no class"))
    known = verbs.filter(cue.is_not_null()).select(kind.alias("cue_class"), word.alias("word"), "n")
    return known.group_by("cue_class", "word").agg(pl.col("n").sum())


def verb_rows(verbs: pl.DataFrame) -> pl.DataFrame:
    """One printed row a class: its most frequent verbs; last what introduces an attribution without a verb of saying."""
    listed = (
        spoken_cues(verbs)
        .sort("n", "word", descending=[True, False])
        .group_by("cue_class")
        .agg(
            verbs=pl.format("{} {}", "word", "n").head(MAX_VERBS).str.join(", "),
            total=pl.col("n").sum(),
        )
    )
    last = pl.col("cue_class") == NO_VERB
    return listed.sort(last, "total", "cue_class", descending=[False, True, False]).select(
        "cue_class",
        "verbs",
        meaning=pl.col("cue_class").replace_strict(MEANINGS, default="", return_dtype=pl.String),
        n=pl.col("total").map_elements("{:,}".format, return_dtype=pl.String),
    )
