"""The shipped pipeline loads offline, keeps the text, and says what to do where something is missing."""

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from audit.errors import ModelError
from audit.nlp import labels, load
from audit.nlp.pipeline import FACTORIES, available_components

_load = cache(lambda: load(components=()))


@pytest.fixture(scope="module")
def nlp() -> Language:
    return _load()


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pipeline of somebody else's, with entities of its own."""
    other = spacy.blank("en")
    other.add_pipe("sentencizer")
    other.add_pipe("entity_ruler", name="ner")
    folder = tmp_path_factory.mktemp("foreign") / "en_other"
    other.to_disk(folder)
    return folder


def test_syntax_components(nlp: Language) -> None:
    assert nlp.pipe_names == ["tok2vec", "tagger", "morphologizer", "audit_paragraphs", "parser", "lemmatizer"]
    assert nlp.meta["name"] == "media_audit"


def test_a_sentence_is_analysed(nlp: Language) -> None:
    doc = nlp("The bill was passed by the Senate, lawyers said.")
    by_text = {token.text: token for token in doc}
    said = by_text["said"]
    assert labels.is_subject(by_text["bill"])
    assert labels.is_passive(by_text["passed"])
    assert [child.text for child in by_text["passed"].children if child.dep_ == "obl:agent"] == ["Senate"]
    assert [child for child in said.children if labels.is_subject(child)] == [by_text["lawyers"]]
    assert (said.lemma_, said.pos_, said.tag_) == ("say", "VERB", "VBD")
    assert by_text["lawyers"].lemma_ == "lawyer"
    assert by_text["was"].morph.get("Tense") == ["Past"]


def test_sentences_of_news_text(nlp: Language) -> None:
    text = (
        "Senate passes bill\n\nBy Jane Doe\n\n"
        "WASHINGTON (AP) — Sen. John Smith told the U.S. Senate on Monday that he was pleased. “I like it.” He left."
    )
    assert [sent.text.strip() for sent in nlp(text).sents] == [
        "Senate passes bill",
        "By Jane Doe",
        "WASHINGTON (AP) — Sen. John Smith told the U.S. Senate on Monday that he was pleased.",
        "“I like it.”",
        "He left.",
    ]


@settings(deadline=None, max_examples=30)
@given(st.text(alphabet=st.sampled_from("ab Z.,\n\r\t\u2028\u00a0\u200b\ufeff\"'“”’—é😀"), max_size=60))
def test_any_text_is_kept(text: str) -> None:
    doc = _load()(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
    assert "".join(sent.text_with_ws for sent in doc.sents) == text


def test_components_default_to_all_that_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FACTORIES, "audit_absent", "audit.nlp.absent")
    assert "audit_absent" not in available_components()
    assert set(available_components()) <= set(FACTORIES)


def test_unknown_component() -> None:
    with pytest.raises(ModelError, match="unknown component 'audit_magic'; expected one of audit_encoder"):
        load(components=["audit_magic"])


def test_a_pipeline_that_is_not_installed() -> None:
    with pytest.raises(ModelError, match=r"'en_core_web_none' cannot be loaded.*spacy download en_core_web_none"):
        load("en_core_web_none", components=())


def test_another_pipeline_keeps_its_entities_unless_ours_are_wanted(foreign: Path) -> None:
    kept = load(str(foreign), components=())
    assert kept.pipe_names == ["audit_paragraphs", "sentencizer", "ner"]
    ours = load(str(foreign), components=["audit_encoder", "audit_entities"])
    assert ours.pipe_names == ["audit_paragraphs", "sentencizer", "audit_encoder", "audit_entities"]


def test_a_pipeline_without_sentences(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "en_bare")
    with pytest.raises(ModelError, match=r"finds no sentences.*choose another pipeline"):
        load(str(tmp_path / "en_bare"), components=())


def test_reading_labels_needs_no_model() -> None:
    code = "import sys, audit.nlp; assert 'audit.nlp.pipeline' not in sys.modules; audit.nlp.load"
    subprocess.run([sys.executable, "-c", code], check=True)
    with pytest.raises(AttributeError, match="no attribute 'unload'"):
        __import__("audit.nlp").nlp.unload  # noqa: B018
