"""What a clause claims: whether a predicate is stated as it stands, or denied, asked, wished, possible or over."""

from audit.nlp.actors.block import Block
from audit.nlp.actors.implied import dependents
from audit.nlp.actors.lexicon import SUBJECT_DEPS, word_set

_DENIALS = word_set("not n't n’t never neither nor nobody none no hardly barely rarely without")
_POSSIBLE = word_set("would could might may should must can ought 'd ’d")
_CONDITIONS = word_set("if unless whether without until before lest than instead from toward towards against about")
_OVER = word_set("once formerly previously initially originally almost nearly supposedly allegedly reportedly")
_CARRIED_ON = word_set(
    "plan intend decide continue start begin vow pledge promise go expect choose come proud happy ready prepare keep agree "
    "will want likely eager glad set"
)
"""Words whose infinitive or gerund counts as stated: "plans to vote for", "is proud to support"."""

_UNSURE = word_set(
    "deny doubt dispute imagine suppose pretend hope wish ask urge demand wonder question refuse decline fail want tell beg "
    "consider accuse predict dream debate"
)
"""Words whose clause is not stated: "denied that she backs"."""

_TAKEN_OVER = frozenset({"conj", "xcomp", "advcl", "parataxis", "acl"})
_GOVERNED = _TAKEN_OVER | {"ccomp", "csubj"}
_INFLECTED = frozenset({"aux", "aux:pass", "auxpass", "cop", "mark", "advmod", "neg", "case", "det", "cc:preconj"})
_YEAR_DIGITS = 4
_NEAR = 10
_STEPS = 5


def is_stated(block: Block, predicate: int) -> bool:
    """Whether a verb, or a noun that is a predicate, is stated: not denied, asked, wished, possible or over."""
    if _asked(block, predicate):
        return False
    if not _plain(block, predicate) or _in_the_past(block, predicate):
        return False
    at = predicate
    for _ in range(_STEPS):
        governor, label = block.heads[at], block.deps[at]
        if governor == at or label not in _GOVERNED:
            break
        unsure = label not in _TAKEN_OVER and block.lemmas[governor] in _UNSURE
        if unsure or (label == "xcomp" and block.lemmas[governor] not in _CARRIED_ON):
            return False
        if label in _TAKEN_OVER and not _plain(block, governor):
            return False
        at = governor
    return True


def _plain(block: Block, at: int) -> bool:
    """Whether nothing that hangs on a predicate denies it or makes it a mere possibility."""
    for child in dependents(block, at):
        if block.deps[child] not in _INFLECTED and block.deps[child].partition(":")[0] not in _INFLECTED:
            continue
        low = block.lowers[child]
        if low in _DENIALS or low in _POSSIBLE or low in _OVER:
            return False
        if low in _CONDITIONS and block.deps[child] in {"mark", "case"}:
            return False
    before = block.lowers[max(at - 3, 0) : at]
    return "no longer" not in " ".join(before) and "used to" not in " ".join(before)


def _in_the_past(block: Block, at: int) -> bool:
    """Whether a verb is told of an earlier time: "had backed", "voted for … in 2008", "eight years ago"."""
    if block.tags[at] not in {"VBN", "VBD"}:
        return False
    auxiliaries = {block.lowers[child] for child in dependents(block, at) if block.deps[child].startswith("aux")}
    if auxiliaries & {"had", "'d", "’d"}:
        return True
    if auxiliaries & {"has", "have", "'s", "’s", "'ve", "’ve"}:
        return False
    near = range(max(at - _NEAR, 0), min(at + _NEAR, len(block)))
    return any(_dates(block, index, at) for index in near if block.sentence[index] == block.sentence[at])


def _dates(block: Block, index: int, at: int) -> bool:
    """Whether a token puts a verb before it in a year, or a verb beside it in years past."""
    year = block.words[index].isdigit() and len(block.words[index]) == _YEAR_DIGITS
    return (year and index > at) or (block.lowers[index] == "ago" and block.lowers[index - 1].startswith("year"))


def _asked(block: Block, at: int) -> bool:
    """Whether the sentence ends with a question mark."""
    end = at
    while end + 1 < len(block) and block.sentence[end + 1] == block.sentence[at]:
        end += 1
    return any(block.words[index] == "?" for index in range(max(end - 2, at), end + 1))


def bearer(block: Block, noun: int) -> int:
    """The token of whoever a noun is said of: subject of a predicate, what it is in apposition to, else itself."""
    below = dependents(block, noun)
    if any(block.deps[at] == "cop" for at in below):
        return next((at for at in below if block.deps[at] in SUBJECT_DEPS), noun)
    head = block.heads[noun]
    if block.deps[noun] in {"attr", "xcomp"} and block.lemmas[head] in {"be", "become", "remain"}:
        return next((at for at in dependents(block, head) if block.deps[at] in SUBJECT_DEPS), noun)
    return head if block.deps[noun] == "appos" else noun
