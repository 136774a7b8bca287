"""What the encoder takes for statements and is none: seeing, knowing and meeting somebody or something.

"Northline has not seen the memo" reports nothing that Northline says or thinks; "he saw the vote as a snub" does, and so does
"she knows that it is over". Hence the cut is for a bare noun phrase alone. "Known as" without anybody who knows is a name, no
statement. Of what is cut, four of six are wrong in PolNeAR (dev), and all 24 in the other texts that were read.
"""

import re
from collections.abc import Sequence

from audit.nlp.actors.lexicon import word_set
from audit.nlp.attributions.decoding import Linked

_SEEING = re.compile(
    r"(?:(?:is|are|was|were|be|been|has|have|had|did|does|do|not|never|n[’']t|hasn[’']t|haven[’']t|hadn[’']t|didn[’']t|doesn[’']t"
    r"|don[’']t|might|may|will|can|could|would|also|yet|now|even|still|kinda|only|first|just|[’'](?:ve|s|d|ll|re)|look) )*"
    r"(?:sees?|saw|seen|seeing|knows?|knew|known|looks|looked|looking|heard|met)(?: (?:off|about|of|at|for|by|off by))*",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?:[\w’'-]+ )*?known(?: as| for| simply as| to many as)?", re.IGNORECASE)
_AS = re.compile(r" (?:as|for|simply as|in)\b")
_TOLD = re.compile(r"(?:that|how|what|why|who|whether|if|to)\b")
_CLAUSE = word_set(
    "as that what who whom how why when where whether which if no nothing none little more less is are was were be been being "
    "has have had do does did will would can could may might must should shall to not differently otherwise it so it's there "
    "one"
)

_WORD = re.compile(r"[\w’'-]+")
MOST_WORDS = 6  # of a bare noun phrase


def without_sightings(text: str, found: Sequence[Linked]) -> list[Linked]:
    """The attributions but for those of seeing and knowing a thing."""
    return [item for item in found if not (_is_sighting(text, item) or _is_name(text, item))]


def _is_sighting(text: str, item: Linked) -> bool:
    if item.cue is None or item.source is None or len(item.content) != 1:
        return False
    words = [word.lower() for word in _WORD.findall(text, *item.content[0])]
    bare = len(words) <= MOST_WORDS and not _CLAUSE.intersection(words) and not _is_quoted(text, item)
    return bare and _SEEING.fullmatch(text[slice(*item.cue)]) is not None


def _is_quoted(text: str, item: Linked) -> bool:
    return any(mark in text[slice(*piece)] for piece in item.content for mark in '"“”‘')


def _is_name(text: str, item: Linked) -> bool:
    if item.source is not None or item.cue is None or _NAMED.fullmatch(text[slice(*item.cue)]) is None:
        return False
    as_what = text[slice(*item.cue)].lower().endswith((" as", " for")) or _AS.match(text, item.cue.end)
    return bool(as_what) and not any(_TOLD.match(text, piece.start) for piece in item.content)
