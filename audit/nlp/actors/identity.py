"""Whether a reader can tell from the article who an actor is: by a name, by an office of one holder, or as an institution.

An anonymous source is one whose identity is kept from the reader. "The Finance Minister" has no name in the text and is no
such source, for only one person holds the office; "a minister", "the minister's aide" and "senior officials" are. Of bodies,
only those brought in as indefinite ("a company") are unidentified; "the ministry" and "police" anybody can find.
"""

from audit.nlp.actors.entities import Entity, Sort
from audit.nlp.actors.lexicon import word_set
from audit.nlp.actors.nominals import spelled_out

_SOLE = word_set(
    "president premier chancellor pope pontiff king queen monarch emperor empress sultan emir mayor governor speaker ombudsman "
    "ceo interviewer"
)
"""Offices that one person holds in the place or body they are spoken of."""

_SOLE_WITH_FIELD = word_set("minister secretary general justice lady chief executive commissioner inspector")
"""Nouns that become such an office by the words around them: "Finance Minister", "secretary of state", "attorney general"."""

_NOT_SOLE = word_set(
    "former ex onetime one-time deputy assistant junior senior under acting would-be shadow another fellow cabinet government "
    "minister's president's opposition rival"
)
"""Words that make several of an office, or none."""

FAMILY = "family"


def is_identified(entity: Entity) -> bool:
    """Whether a reader can tell who or what an entity is."""
    if entity.parts:
        return all(is_identified(part) for part in entity.parts)
    if entity.sort is Sort.GROUP:
        return entity.named and entity.noun == FAMILY
    if entity.named or entity.sort is Sort.DOCUMENT:
        return entity.named
    return entity.definite and (entity.sort is not Sort.PERSON or _holds_sole_office(entity))


def _holds_sole_office(entity: Entity) -> bool:
    words = spelled_out(entity.name.lower().replace("’", "'").split())
    if words & _NOT_SOLE:
        return False
    return entity.noun in _SOLE or (entity.noun in _SOLE_WITH_FIELD and len(words) > 1)
