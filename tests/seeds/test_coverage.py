"""How much of real news the reference tables reach: cues and described sources of PolNeAR, by plain word look-up."""

import csv
import re

import pytest

IRREGULAR = {
    "said": "say", "told": "tell", "wrote": "write", "written": "write", "thought": "think", "felt": "feel", "saw": "see", "seen": "see",
    "knew": "know", "known": "know", "spoke": "speak", "spoken": "speak", "found": "find", "held": "hold", "meant": "mean", "swore": "swear",
    "put": "put", "sought": "seek", "shown": "show", "understood": "understand", "sang": "sing", "sank": "sink", "forgot": "forget",
}  # fmt: skip
ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("es", ""),
    ("es", "e"),
    ("s", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
)
DESCRIBED = re.compile(r"(the|a|an|one|some|many|several|two|three|most|other|another|senior|former)\b", re.IGNORECASE)


def lemmas(word):
    """Every form that the word may be an inflection of."""
    word = word.lower()
    found = {IRREGULAR.get(word, word)}
    found |= {word[: -len(ending)] + repair for ending, repair in ENDINGS if word.endswith(ending)}
    return found | {re.sub(r"(.)\1(ed|ing)$", r"\1", word)}


@pytest.fixture(scope="module")
def entries(root):
    def of(name, column):
        with (root / "seeds" / f"{name}.csv").open(encoding="utf8", newline="") as file:
            return {row[column] for row in csv.DictReader(file)}

    sources = of("role_nouns", "noun") | of("body_nouns", "noun") | of("unnamed_source_nouns", "phrase")
    return of("reporting_verbs", "lemma"), sources


@pytest.fixture(scope="module")
def annotated(shared):
    """Cue and source texts of PolNeAR's dev articles."""
    from audit.nlp.gold import read_gold

    def text(article, spans):
        return " ".join(article.text[start:end] for start, end in spans)

    return [
        (text(article, one.cue), text(article, one.source))
        for article in read_gold(shared / "data" / "polnear" / "dev")
        for one in article.attributions
    ]


def test_verbs_reach_85_of_100_cues(entries, annotated):
    verbs, _ = entries
    cues = [cue for cue, _ in annotated if re.search(r"[A-Za-z]", cue)]
    reached = [
        cue
        for cue in cues
        if cue.lower().startswith("according to")
        or any(lemmas(word) & verbs for word in re.findall(r"[A-Za-z-]+", cue))
    ]
    assert len(cues) > 2000
    assert len(reached) >= 0.85 * len(cues)


def test_nouns_reach_80_of_100_described_sources(entries, annotated):
    _, nouns = entries
    phrases = [noun for noun in nouns if " " in noun]
    described = [source.lower() for _, source in annotated if DESCRIBED.match(source) and len(source.split()) < 9]
    reached = [
        source
        for source in described
        if any(lemmas(word) & nouns for word in re.findall(r"[a-z-]+", source))
        or any(phrase in source for phrase in phrases)
    ]
    assert len(described) > 300
    assert len(reached) >= 0.80 * len(described)
