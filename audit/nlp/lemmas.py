"""Component `audit_lemmatizer`: lemmas by part of speech from suffix rules and exceptions learnt from treebanks.

A word's lemma is looked up under its part of speech and tag; a word not listed takes the edit of its longest known suffix
("-pped" loses three letters under VERB VBD). Both tables are data (`rules.json`), made by `audit.nlp.training.syntax_lemmas`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.util import ensure_path

KEEPS_CASE = frozenset({"PROPN", "X", "SYM"})
LONGEST_SUFFIX = 6
_FILE = "rules.json"


@dataclass(frozen=True, slots=True)
class LemmaRules:
    """Per "POS TAG": exceptions (lower-cased form -> lemma) and suffix edits (suffix -> letters to cut, letters to add)."""

    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    suffixes: Mapping[str, Mapping[str, tuple[int, str]]] = field(default_factory=dict)

    def lemma(self, form: str, pos: str, tag: str, *, starts: bool = False) -> str:
        """The lemma of a word form; `starts` says that it begins a sentence, where a capital means nothing."""
        form = form.replace("’", "'")
        lower = form.lower()
        key = f"{pos} {tag}"
        listed = self.words.get(key, {}).get(lower)
        if listed is not None:
            return listed
        capital = pos == "ADJ" and not starts and form[:1].isupper() and not form.isupper()
        return self.edited(form if pos in KEEPS_CASE or capital else lower, key)

    def edited(self, form: str, key: str) -> str:
        """The form after the edit of its longest suffix known under `key`, the form itself where none is known."""
        edits = self.suffixes.get(key)
        if not edits:
            return form
        lower = form.lower()
        for start in range(max(0, len(form) - LONGEST_SUFFIX), len(form) + 1):
            edit = edits.get(lower[start:])
            if edit is not None:
                cut, add = edit
                return form[: len(form) - cut] + add if len(form) > cut or add else form
        return form


class AuditLemmatizer:
    """Set `Token.lemma_` from `Token.pos_` and `Token.tag_`."""

    def __init__(self, *, name: str = "lemmatizer", rules: LemmaRules | None = None) -> None:
        self.name = name
        self.rules = rules or LemmaRules()
        self._known: dict[tuple[int, int, int, bool], str] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Write the lemmas on `doc` and return it."""
        for token in doc:
            token.lemma_ = self._lemma(token)
        return doc

    def _lemma(self, token: Token) -> str:
        starts = bool(token.is_sent_start)
        key = (token.orth, token.pos, token.tag, starts)
        if key not in self._known:
            if len(self._known) > 200_000:  # keeps memory flat over a long run
                self._known.clear()
            self._known[key] = self.rules.lemma(token.text, token.pos_, token.tag_, starts=starts)
        return self._known[key]

    def to_disk(self, path: str | Path, *, exclude: tuple[str, ...] = ()) -> None:  # noqa: ARG002
        """Write the rules into the folder `path`."""
        folder = ensure_path(path)
        folder.mkdir(exist_ok=True, parents=True)
        text = json.dumps({"words": self.rules.words, "suffixes": self.rules.suffixes}, ensure_ascii=False, indent=0)
        (folder / _FILE).write_text(text + "\n", encoding="utf-8")

    def from_disk(self, path: str | Path, *, exclude: tuple[str, ...] = ()) -> "AuditLemmatizer":  # noqa: ARG002
        """Read the rules from the folder `path`."""
        tables = json.loads((ensure_path(path) / _FILE).read_text(encoding="utf-8"))
        return self._take(tables)

    def to_bytes(self, *, exclude: tuple[str, ...] = ()) -> bytes:  # noqa: ARG002
        """The rules as JSON."""
        return json.dumps({"words": self.rules.words, "suffixes": self.rules.suffixes}).encode()

    def from_bytes(self, data: bytes, *, exclude: tuple[str, ...] = ()) -> "AuditLemmatizer":  # noqa: ARG002
        """Take the rules that `to_bytes` gave."""
        return self._take(json.loads(data))

    def _take(self, tables: dict[str, Any]) -> "AuditLemmatizer":
        suffixes = {
            key: {suffix: (int(cut), str(add)) for suffix, (cut, add) in edits.items()}
            for key, edits in tables["suffixes"].items()
        }
        self.rules = LemmaRules(words=tables["words"], suffixes=suffixes)
        self._known.clear()
        return self


@Language.factory("audit_lemmatizer", assigns=["token.lemma"], requires=["token.pos", "token.tag"])
def create_lemmatizer(nlp: Language, name: str) -> AuditLemmatizer:  # noqa: ARG001
    """Make an empty lemmatizer; its rules come from disk or from training."""
    return AuditLemmatizer(name=name)
