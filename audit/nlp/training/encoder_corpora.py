"""What the encoder is trained on: articles with attributions, newswire with names, sentences with targets; cut anew each pass."""

import random
from dataclasses import dataclass, field
from pathlib import Path

from audit.nlp.gold import GoldArticle, read_brat
from audit.nlp.pieces import Tokenization
from audit.nlp.training import encoder_data as data
from audit.nlp.training.encoder_silver_names import NamedText, read_names
from audit.nlp.training.encoder_vary import Dialogues, restyled
from audit.nlp.training.encoder_vary_names import Article, Inner, Names, varied

WINDOW_SIZES = (192, 256, 320, 384)
ENTITY_WINDOW_SIZES = (160, 224, 288)
RESTYLED_SHARE = 0.25
MADE_SHARE = 5  # made-up dialogues per 100 articles
SILVER_SHARE = 0.4  # of the articles with silver names in each pass over the newswire


@dataclass
class Corpora:
    """What is trained on."""

    articles: list[GoldArticle]
    newswire: list[Article]
    tone: list[data.ToneSentence]
    tokenization: Tokenization
    dialogues: Dialogues
    names: Names
    silver: list[NamedText] = field(default_factory=list)
    rng: random.Random = field(default_factory=random.Random)

    def _restyles(self) -> bool:
        return self.rng.random() < RESTYLED_SHARE

    def role_windows(self) -> list[data.Window]:
        """A fresh cut of all articles, each with one of its annotators at random."""
        found: list[data.Window] = []
        for article in self.articles:
            reading = self.rng.choice(article.annotators)
            shown, reading = restyled(article, reading, self.rng) if self._restyles() else (article, reading)
            labelled = data.label_attributions(shown, reading, self.tokenization)
            found.extend(data.windows(labelled, self.rng.choice(WINDOW_SIZES), rng=self.rng))
        for number in range(len(self.articles) * MADE_SHARE // 100):
            made = self.dialogues.article(number, self.rng)
            labelled = data.label_attributions(made, made.attributions, self.tokenization)
            found.extend(data.windows(labelled, 256, rng=self.rng))
        return found

    def entity_windows(self) -> list[data.Window]:
        """A fresh cut of the newswire articles, with names, lines and spaces varied anew."""
        found: list[data.Window] = []
        for number, article in enumerate(self.newswire):
            sentences = varied(article, self.names, self.rng)
            labelled = data.label_entities(str(number), sentences, self.tokenization, rng=self.rng)
            found.extend(data.windows(labelled, self.rng.choice(ENTITY_WINDOW_SIZES), rng=self.rng))
        for text in self.rng.sample(self.silver, round(len(self.silver) * SILVER_SHARE)):
            spans = [((start, end), label) for label, start, end in text.entities]
            labelled = data.label_names("silver", text.text, spans, self.tokenization)
            found.extend(data.windows(labelled, self.rng.choice(ENTITY_WINDOW_SIZES), rng=self.rng))
        return found


def read_corpora(
    shared: Path, tokenization: Tokenization, *, attributions: Path | None = None, silver: Path | None = None
) -> Corpora:
    """The corpora of the shipped model; `attributions` is a folder with brat files of one's own in PolNeAR's stead."""
    articles = read_brat(attributions or shared / "polnear" / "train")
    tone = data.read_tone(shared / "newsmtsc" / "train.jsonl", tokenization)
    read = list(data.read_newswire(shared / "newswire-ner" / "train").values())
    inner = Inner(read)
    newswire = [inner.marked(article) for article in read]
    names = read_names(silver) if silver else []
    return Corpora(articles, newswire, tone, tokenization, Dialogues(articles), Names(newswire), names)
