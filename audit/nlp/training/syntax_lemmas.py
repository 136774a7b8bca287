"""Learn the lemmatizer's tables from annotated documents."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import takewhile

from spacy.tokens import Doc

from audit.nlp.lemmas import KEEPS_CASE, LONGEST_SUFFIX, LemmaRules

Edit = tuple[int, str]


def learn_rules(docs: Iterable[Doc], *, min_share: float = 0.5) -> LemmaRules:
    """Learn suffix edits and list the forms that they get wrong.

    A suffix is kept where its most frequent edit (counted over word types) has at least `min_share` of them and differs from
    that of the next shorter suffix kept.
    """
    counts = _counts(docs)
    suffixes = {key: _suffix_edits(forms, min_share=min_share) for key, forms in counts.items()}
    rules = LemmaRules(suffixes=suffixes)
    words: dict[str, dict[str, str]] = {}
    for key, forms in sorted(counts.items()):
        pos, _, tag = key.partition(" ")
        for form, lemmas in sorted(forms.items()):
            lemma = _best(lemmas)
            given = rules.lemma(form, pos, tag)
            if given != lemma and not (pos in KEEPS_CASE and given.lower() == lemma.lower()):
                words.setdefault(key, {})[form] = lemma
    return LemmaRules(words=words, suffixes={key: edits for key, edits in sorted(suffixes.items()) if edits})


def _counts(docs: Iterable[Doc]) -> dict[str, dict[str, Counter[str]]]:
    counts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for doc in docs:
        for token in doc:
            if token.is_space or token.lemma_ in {"", "_"} or token.tag_ == "GW" or token.dep_ == "goeswith":
                continue
            counts[f"{token.pos_} {token.tag_}"][token.text.replace("’", "'").lower()][token.lemma_] += 1
    return counts


def _best(lemmas: Counter[str]) -> str:
    return min(lemmas, key=lambda lemma: (-lemmas[lemma], lemma))


def _edit(form: str, lemma: str) -> Edit:
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(form, lemma.lower(), strict=False)))
    return len(form) - shared, lemma.lower()[shared:]


def _suffix_edits(forms: dict[str, Counter[str]], *, min_share: float) -> dict[str, Edit]:
    seen: dict[str, Counter[Edit]] = defaultdict(Counter)
    for form, lemmas in forms.items():
        edit = _edit(form, _best(lemmas))
        for length in range(min(LONGEST_SUFFIX, len(form)) + 1):
            if edit[0] <= length or length == LONGEST_SUFFIX:
                seen[form[len(form) - length :]][edit] += 1
    kept: dict[str, Edit] = {}
    for suffix in sorted(seen, key=len):
        edit, count = min(seen[suffix].items(), key=lambda item: (-item[1], item[0]))
        shorter = next((kept[suffix[i:]] for i in range(1, len(suffix) + 1) if suffix[i:] in kept), (0, ""))
        if count >= min_share * sum(seen[suffix].values()) and count > 1 and edit != shorter:
            kept[suffix] = edit
    return kept
