"""Who is who: names, nominals and pronouns of an article resolved to actors.

:func:`resolve` takes the parsed body (and title) of an article. In a pipeline, the component `audit_actors` gives
``doc._.actors`` for
a text that stands alone; it resolves when that is first asked for, so that it costs nothing where body and title are
resolved together.
"""

from typing import cast

from spacy.language import Language
from spacy.tokens import Doc

from audit.model import ArticleActors
from audit.nlp.actors.resolve import resolve

__all__ = ["ActorsComponent", "resolve"]

_KEPT = "audit_actors"


def _actors_of(doc: Doc) -> ArticleActors:
    if _KEPT not in doc.user_data:
        doc.user_data[_KEPT] = resolve(doc)
    return cast("ArticleActors", doc.user_data[_KEPT])


class ActorsComponent:
    """Lets every ``Doc`` of the pipeline tell its actors (``doc._.actors``)."""

    def __init__(self) -> None:
        if not Doc.has_extension("actors"):
            Doc.set_extension("actors", getter=_actors_of)

    def __call__(self, doc: Doc) -> Doc:
        """Forget what an earlier pass resolved, since names or attributions may have changed."""
        doc.user_data.pop(_KEPT, None)
        return doc


@Language.factory("audit_actors", assigns=["doc._.actors"])
def make_actors(nlp: Language, name: str) -> ActorsComponent:  # noqa: ARG001 - spaCy names them
    """The component for a pipeline with a parser, names in ``doc.ents`` and attributions in ``doc._.attributions``."""
    return ActorsComponent()
