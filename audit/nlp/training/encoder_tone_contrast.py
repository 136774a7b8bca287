"""Made-up sentences in which several targets come off differently, by who does what to whom.

NewsMTSC has few training sentences with targets of different classes (and BERT-sized models fail there first), so a head learns
the tone of the sentence rather than that of the target. These sentences differ from their twins only in who stands where:
"Unions praised [A] but blamed [B]", "[B] was blamed by [A], whom unions praised". Only targets whose class is beyond doubt
are marked; who praises or blames is left out, as people do not agree on that.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.nlp.training.encoder_tone_silver import NAME
from audit.nlp.training.encoder_tone_texts import SilverSentence, SilverTarget, SilverText

NEGATIVE, NEUTRAL, POSITIVE = 0, 1, 2
_SLOT = re.compile(r"\{(\w+)([+=-]?)\}")
_CLASS = {"-": NEGATIVE, "=": NEUTRAL, "+": POSITIVE}


def _listed(words: str) -> list[str]:
    return words.split(", ")


_GOOD = _listed(
    "praised, applauded, defended, endorsed, thanked, welcomed, congratulated, backed, supported, hailed, lauded, honored, "
    "commended, admired, trusted, cheered, saluted, championed, celebrated, exonerated"
)
_BAD = _listed(
    "criticized, attacked, blamed, condemned, mocked, ridiculed, slammed, denounced, rebuked, faulted, scolded, insulted, "
    "blasted, lambasted, chided, assailed, distrusted, belittled, vilified, derided"
)
_PLAIN = _listed("met, called, contacted, mentioned, visited, interviewed, phoned, addressed, joined, followed")
_DOERS = _listed(
    "unions, critics, voters, business groups, lawmakers, local officials, readers, many residents, both senators, judges, "
    "party leaders, teachers, farmers, investors, European diplomats, several columnists"
)
_ROLES = _listed("leader, president, candidate, senator, negotiator, speaker, manager, minister, governor, mayor")
# {A+} comes off well, {B-} badly, {C=} neither; {D} is nobody's target; the other words are drawn from their lists
_TEMPLATES = (
    "{D} {good} {A+}.",
    "{D} {bad} {A-}.",
    "{D} {plain} {A=}.",
    "{D} {good} {A+} and {B+}.",
    "{D} {bad} {A-} and {B-}.",
    "{D} issued statements that {good} {A+} and {B+}.",
    "{D} {plain} {A=} and {B=}.",
    "{D} {good} {A+} but {bad} {B-}.",
    "{D} {bad} {A-} but {good} {B+}.",
    "{D} {bad} {A-} and {plain} {B=}.",
    "{D} {plain} {A=} and {good} {B+}.",
    "{D} {plain} {A=} and {bad} {B-}.",
    "{A+} was {good} by {D}.",
    "{A-} was {bad} by {D}.",
    "{A+} was {good} by {D}, who {bad} {B-}.",
    "{A-} was {bad} by {D}, who {good} {B+}.",
    "{A-} was {bad} and {B+} {good} by {D}.",
    "{A+}, whom {D} {good}, {plain} {B=}.",
    "{A-}, whom {D} {bad}, {plain} {B=}.",
    "{D} {good} {A+} for standing up to {B-}.",
    "{D} {bad} {A-} for what {D} had done to {B=}.",
    "{D} said {A+} was right and {B-} was wrong.",
    "{D} said {A-} was wrong and {B+} was right.",
    "{D} trust {A+} more than {B-}.",
    "{D} trust {A-} less than {B+}.",
    "{D} would vote for {A+} over {B-}.",
    "{D} prefer {A+} to {B-}.",
    "{D} like {A+} better than {B-}.",
    "{A+} is a better {role} than {B-}.",
    "{A-} is a worse {role} than {B+}.",
    "{A+} would be a better {role} than {B-}, {D} said.",
    "{A-} lied, {B+} did not.",
    "{A+} told the truth, unlike {B-}.",
    "unlike {A-}, {B+} kept every promise.",
    "unlike {A+}, {B-} broke every promise.",
    "the report clears {A+} and faults {B-}.",
    "the report faults {A-} and clears {B+}.",
    "there was praise for {A+} and anger at {B-}.",
    "there was anger at {A-} and praise for {B+}.",
    "{A+} drew cheers, {B-} drew jeers.",
    "{A-} was booed while {B+} was cheered.",
    "{A-} failed where {B+} had succeeded.",
    "{A+} succeeded where {B-} had failed.",
    "{A=} told {B=} that {C-} had lied.",
    "{A=} told {B=} that {C+} had done a fine job.",
    "{A=} spoke to {B=} on the phone.",
    "{A=} will meet {B=} next week.",
    "{A=} took over from {B=} in May.",
    "{A=} said {B=} would travel to the summit.",
    "{A-} is unfit to be {role}, while {B+} has done well.",
    "{A+} has done well as {role}; {B-} has not.",
    "{D} accused {A-} of lying to {B=}.",
    "{D} thanked {A+} for helping {B=}.",
    "{D} stood by {A+} and turned against {B-}.",
    "{D} turned against {A-} and stood by {B+}.",
)
_FRAMES = (
    "{}",
    "{}",
    "{}",
    "On Monday, {}",
    "In a statement, {}",
    "At a rally in the north, {}",
    "It was the second time in a year: {}",
    "“{}”",
)


@dataclass(frozen=True, slots=True)
class ContrastOptions:
    """How many sentences are made."""

    sentences: int = 3500
    seed: int = 7


def names_in(texts: Sequence[SilverText]) -> list[str]:
    """Names among the targets of texts, each once, in alphabetical order."""
    spans = ((t.text, target) for t in texts for sentence in t.sentences for target in sentence.targets)
    found = {text[target.start : target.end] for text, target in spans}
    return sorted(name for name in found if NAME.fullmatch(name) and not name.endswith(("'s", "’s")))


def contrasts(names: Sequence[str], options: ContrastOptions) -> Iterator[SilverText]:
    """Sentences with their targets' classes; every template about as often as any other.

    Parameters
    ----------
    names
        Names to put in; four or more.
    options
        How many sentences, and the seed.
    """
    rng = random.Random(options.seed)
    for number in range(options.sentences):
        template = _TEMPLATES[number % len(_TEMPLATES)]
        text, targets = _filled(rng.choice(_FRAMES).replace("{}", template), rng.sample(names, 4), rng)
        yield SilverText(f"contrast-{number}", text, False, (SilverSentence(0, len(text), tuple(targets)),))


def _filled(template: str, names: Sequence[str], rng: random.Random) -> tuple[str, list[SilverTarget]]:
    """The sentence, and the marked targets in it."""
    words = {"good": _GOOD, "bad": _BAD, "plain": _PLAIN, "role": _ROLES, "D": _DOERS}
    text, targets, at = "", list[SilverTarget](), 0
    for slot in _SLOT.finditer(template):
        text, at = text + template[at : slot.start()], slot.end()
        key, mark = slot[1], slot[2]
        put = rng.choice(words[key]) if key in words else names["ABC".index(key)]
        text += put
        if mark:
            targets.append(SilverTarget(len(text) - len(put), len(text), _CLASS[mark]))
    text += template[at:]
    first = 1 if text.startswith("“") else 0
    return text[:first] + text[first].upper() + text[first + 1 :], targets
