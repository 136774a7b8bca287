r"""The researcher's codebook: which actors form which party, since when, and what their shares are measured against.

A codebook is a TOML file::

    title = "Parliament of Tollen"

    [party.unity]
    label = "Unity Party"
    colour = "#0072B2"
    members = ["Helena Marrish", "Oskar Dellane"]
    aliases = {"Helena Marrish" = ["Prime Minister Marrish"]}
    patterns = {name = ['^Unity\b'], role = ["Unity (MP|member)"], organisation = ["Unity Party"]}

    [party.unity.membership]
    "Oskar Dellane" = {from = 2024-01-01, to = 2024-06-30}

    [baseline.seats]
    unity = 61

An actor is placed by the first rule that fits: a member by name or alias; a pattern of names (all actors), of
organisations (organisations and groups only) or of roles; a pattern of declared support, found in the article's words
that say whom a person or group supports. Patterns are regular expressions, searched for without regard to case. Where the
patterns of several parties fit one actor, the actor stays without party.
"""

from audit.codebook.parties import PARITY, Codebook, Membership, Party
from audit.codebook.placing import articles_for, assign, doubtful_patterns, unmatched_members
from audit.codebook.reading import load_codebook, parse_codebook

__all__ = [
    "PARITY",
    "Codebook",
    "Membership",
    "Party",
    "articles_for",
    "assign",
    "doubtful_patterns",
    "load_codebook",
    "parse_codebook",
    "unmatched_members",
]
