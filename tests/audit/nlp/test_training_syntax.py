"""The way from CoNLL-U to a shipped pipeline, on a treebank of four sentences."""

import itertools
import random
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc
from spacy.training import Example
from typer.testing import CliRunner

from audit.nlp.training import syntax_batches as batches
from audit.nlp.training.syntax import app
from audit.nlp.training.syntax_conllu import read_documents
from audit.nlp.training.syntax_evaluate import count, evaluate, groups_of, table, without_seen
from audit.nlp.training.syntax_lemmas import learn_rules
from audit.nlp.training.syntax_package import round_weights

TREEBANK = """\
# newdoc id = GUM_news_one
# newpar
# sent_id = 1
1\tVoters\tvoter\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t_\t_
2\twalked\twalk\tVERB\tVBD\tTense=Past\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

# sent_id = 2
1\t"\t"\tPUNCT\t``\t_\t4\tpunct\t_\tSpaceAfter=No
2\tI\tI\tPRON\tPRP\t_\t4\tnsubj\t_\t_
3-4\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
3\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_
4\tn't\tnot\tPART\tRB\t_\t0\troot\t_\t_
4.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t_\t_
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\tSpaceAfter=No
6\t"\t"\tPUNCT\t''\t_\t4\tpunct\t_\t_

# newpar
# sent_id = 3
1\tTalks\ttalk\tNOUN\tNNS\t_\t2\tnsubj:pass\t_\t_
2\tended\tend\tVERB\tVBN\t_\t0\troot\t_\t_

# newdoc id = GUM_letter_two
# sent_id = 4
1\tLeaders\tleader\tNOUN\tNNS\t_\t2\tnsubj\t_\t_
2\ttalked\ttalk\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_
"""


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    path = tmp_path / "train.conllu"
    path.write_text(TREEBANK, encoding="utf-8")
    return path


@pytest.fixture
def docs(treebank: Path) -> list[Doc]:
    return list(read_documents(treebank, spacy.blank("en").vocab))


def test_documents_keep_text_and_paragraphs(docs: list[Doc]) -> None:
    first, second = docs
    assert first.text == 'Voters walked. "I didn\'t ."\n\nTalks ended '
    assert second.text == "Leaders talked. "
    assert [doc.user_data["name"] for doc in docs] == ["GUM_news_one", "GUM_letter_two"]
    assert [sent.root.text for sent in first.sents] == ["walked", "n't", "ended"]
    assert [token.tag_ for token in first if token.is_space] == ["_SP"]


def test_without_breaks(docs: list[Doc]) -> None:
    bare = batches.without_breaks(docs[0])
    assert bare.text == 'Voters walked. "I didn\'t ." Talks ended '
    assert len(list(bare.sents)) == 3


def test_passages_cover_a_document_once(docs: list[Doc]) -> None:
    for seed in range(20):
        cuts = list(batches.passages(docs[0], 6, random.Random(seed)))
        assert [start for start, _ in cuts] == [0, *(end for _, end in cuts[:-1])]
        assert cuts[-1][1] == len(docs[0])
        assert all(docs[0][start].is_sent_start for start, _ in cuts)


def _varied(doc: Doc, **changes: float) -> Example:
    off = dict.fromkeys(batches.Variation.__dataclass_fields__, 0.0)
    return batches.vary(doc, 0, len(doc), batches.Variation(**off | changes), random.Random(1))


def test_quotation_marks_are_curled(docs: list[Doc]) -> None:
    assert "“I didn’t .”" in _varied(docs[0], curly=1.0).reference.text


def test_raw_passages_have_the_tokens_of_use(docs: list[Doc]) -> None:
    example = _varied(docs[0], raw_tokens=1.0)
    assert [token.text for token in example.predicted] == [token.text for token in example.reference]
    assert example.get_aligned("DEP", as_string=True)[:3] == ["nsubj", "ROOT", "punct"]


def test_odd_white_space_is_hung_on_the_word_before(docs: list[Doc]) -> None:
    rows = batches.Rows(["Ann", "left", "."], [True, False, False], ["X"] * 3, ["X"] * 3, [""] * 3, ["x"] * 3)
    rows.heads, rows.deps, rows.starts = [1, 1, 1], ["nsubj", "ROOT", "punct"], [True, False, False]
    wide = rows.with_gaps({0: " "})
    assert wide.words == ["Ann", " ", "left", "."]
    assert wide.heads == [2, 0, 2, 2]
    assert wide.to_doc(spacy.blank("en").vocab).text == "Ann  left."
    fixed = rows.with_gaps({0: "\u00a0"}).to_doc(spacy.blank("en").vocab)
    assert fixed.text == "Ann\u00a0left."
    assert "  " not in _varied(docs[0], gaps=0.0).reference.text
    assert any(token.text in " \u00a0" for token in _varied(docs[0], gaps=1.0).reference)


def test_a_dateline_belongs_to_its_sentence(docs: list[Doc]) -> None:
    doc = docs[0]
    del doc.user_data["name"], docs[1].user_data["name"]
    long = Doc.from_docs([doc, docs[1]])
    gold = _varied(long, dateline=1.0).reference
    assert gold[0].text != "Voters"
    first = next(gold.sents)
    assert first.text.endswith("Voters walked.")
    assert (gold[0].dep_, gold[0].head.text) == ("parataxis", "walked")


def test_batches_hold_every_word(docs: list[Doc]) -> None:
    batcher = batches.create_batcher(itertools.repeat(5), seed=3, varied=False)
    examples = [example for batch in batcher([Example(batches.plain(doc), doc) for doc in docs]) for example in batch]
    words = [token.text for example in examples for token in example.reference if not token.is_space]
    assert sorted(words) == sorted(token.text for doc in docs for token in doc if not token.is_space)


def test_lemma_rules_generalise(docs: list[Doc]) -> None:
    rules = learn_rules(docs)
    assert rules.lemma("voted", "VERB", "VBD") == "vot"  # two verbs on -ed teach no more than that
    assert rules.lemma("walked", "VERB", "VBD") == "walk"
    assert rules.lemma("n't", "PART", "RB") == "not"


def test_counts(docs: list[Doc]) -> None:
    gold = docs[1]
    found = Doc(
        gold.vocab,
        words=["Leaders", "talked", "."],
        spaces=[True, False, False],
        tags=["NNS", "VBN", "."],
        pos=["NOUN", "VERB", "PUNCT"],
        lemmas=["leader", "talk", "."],
        heads=[1, 1, 0],
        deps=["nsubj:pass", "ROOT", "punct"],
    )
    scores = count(gold, found).scores()
    assert scores["las"] == 100  # the subtype is ignored, the full stop left out
    assert scores["tag"] == pytest.approx(200 / 3)
    assert scores["sents"] == 100
    assert scores["lemma"] == 100


def test_documents_seen_in_training_are_not_measured_on(docs: list[Doc]) -> None:
    assert without_seen(docs, docs[:1]) == docs[1:]
    copy = docs[1].copy()
    copy.user_data["name"] = "another name"
    assert without_seen([copy], docs) == []


def test_groups() -> None:
    assert list(groups_of("GUM_news_iodine")) == ["all", "gum", "gum/news"]
    assert list(groups_of("weblog-juan.com_1")) == ["all", "ewt", "ewt/weblog"]
    assert list(groups_of("own")) == ["all"]


def test_weights_are_rounded_to_eleven_bits() -> None:
    from thinc.api import Linear

    model = Linear(2, 3).initialize()
    before = np.asarray([[0.1, -0.3, 2.0], [1.7e-3, 0.0, -4096.123]], dtype="f")
    model.set_param("W", before)
    round_weights(model)
    after = model.get_param("W")
    assert np.allclose(after, before, rtol=2**-12, atol=0)
    assert not np.any(after.view("u4") & 0xFFF)


def test_from_conllu_to_a_pipeline_that_is_measured(treebank: Path, tmp_path: Path) -> None:
    data, run, shipped = tmp_path / "train.spacy", tmp_path / "run", tmp_path / "shipped"
    runner = CliRunner()
    few = ["--train", str(data), "--dev", str(data), "--set", "training.max_steps=3"]
    for arguments in (
        ["convert", str(treebank), "--out", str(data)],
        ["train", *few, "--out", str(tmp_path / "first"), "--set", "components.parser.min_action_freq=1"],
        ["train", *few, "--out", str(run), "--start", str(tmp_path / "first" / "model-last")],
        ["package", str(run / "model-last"), "--train", str(data), "--out", str(shipped)],
    ):
        result = runner.invoke(app, arguments, catch_exceptions=False)
        assert result.exit_code == 0, result.output
    nlp = spacy.load(shipped)
    assert nlp.pipe_names == ["tok2vec", "tagger", "morphologizer", "parser", "lemmatizer"]
    assert not (shipped / "vocab" / "vectors").exists()
    groups = evaluate(nlp, read_documents(treebank, nlp.vocab))
    assert groups["gum"].n_words == 14
    assert "| gum/news | 11 |" in table(groups)
