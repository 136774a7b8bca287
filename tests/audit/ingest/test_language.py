"""Only what surely is not English is refused."""

import pytest

from audit.ingest.language import is_english
from audit.model import Reason

FOREIGN = {
    "German": "Der Minister sagte am Montag, dass der Plan weiter verfolgt werde. Die Opposition will eine Abstimmung, und was die "
    "Kosten angeht, so war nicht klar, wer sie tragen soll. Es hat in den letzten Wochen viele Gespräche gegeben, aber man hat sich "
    "nicht einigen können, weil die Zahlen fehlten.",
    "Dutch": "De minister zei maandag dat het plan doorgaat. De oppositie wil een stemming en wat de kosten betreft was het niet "
    "duidelijk wie ze moet dragen. Er is de afgelopen weken veel gesproken, maar men had geen akkoord bereikt omdat de cijfers of "
    "de stukken er niet waren, zo was de klacht van de leden.",
    "French": "Le ministre a déclaré lundi que le projet irait de l’avant. L’opposition demande un vote et, quant aux coûts, on ne "
    "savait pas qui devait les payer. Il y a eu beaucoup de discussions ces dernières semaines, mais on ne s’est pas mis d’accord "
    "parce que les chiffres manquaient.",
    "Spanish": "El ministro dijo el lunes que el plan seguirá adelante. La oposición pide una votación y, en cuanto a los costes, no "
    "estaba claro quién debía pagarlos. Ha habido muchas conversaciones en las últimas semanas, pero no se ha llegado a un acuerdo "
    "porque faltaban las cifras.",
    "Swahili": "Waziri alisema Jumatatu kwamba mpango huo utaendelea. Wapinzani wanataka kura ipigwe na, kuhusu gharama, haikuwa wazi "
    "nani anapaswa kulipa. Kumekuwa na mazungumzo mengi katika wiki za hivi karibuni, lakini hawakuafikiana kwa sababu takwimu "
    "hazikuwepo wakati wa mkutano huo wa bunge mjini Dodoma.",
    "Ukrainian": "Міністр заявив у понеділок, що план буде виконано. Опозиція вимагає голосування, а хто має платити, неясно.",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_other_languages_are_told_from_english(language):
    assert is_english(FOREIGN[language]) is False


def test_english_is_english(english):
    assert is_english(english) is True


@pytest.mark.parametrize("text", ["", "Der Plan", "Manchester United 2, Arsenal 1; Leeds 0, Chelsea 3."])
def test_short_texts_are_let_through(text):
    assert is_english(text) is None


def test_a_foreign_text_is_refused_unless_the_check_is_off(read_bytes):
    (reject,) = read_bytes("a.txt", FOREIGN["German"])
    assert reject.reason is Reason.NOT_ENGLISH
    (article,) = read_bytes("a.txt", FOREIGN["German"], check_language=False)
    assert article.text == FOREIGN["German"]


def test_a_declared_language_counts_only_where_the_text_does_not_tell(read_bytes, english):
    lines = f'{{"text": "{english}", "lang": "de"}}\n{{"text": "Bundesliga: Bayern 2, Dortmund 1.", "lang": "de"}}'
    article, reject = read_bytes("a.jsonl", lines)
    assert article.language == "de"
    assert reject.reason is Reason.NOT_ENGLISH


def test_all_long_articles_of_polnear_are_let_through(shared):
    texts = [path.read_text("utf-8") for path in sorted((shared / "data/polnear/dev/text").glob("*.txt"))]
    assert len(texts) == 84
    assert not [text[:60] for text in texts if is_english(text) is False]


@pytest.mark.parametrize("language", FOREIGN)
def test_a_short_text_of_another_language_is_told_too(language):
    assert is_english(" ".join(FOREIGN[language].split()[:25])) is not True


def test_a_short_spanish_text_is_surely_not_english():
    assert is_english(" ".join(FOREIGN["Spanish"].split()[:30])) is False


def test_a_short_english_text_is_let_through(english):
    assert is_english(" ".join(english.split()[:25])) is None
