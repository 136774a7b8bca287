"""How long the values beside the text may be: what is longer is of another column, or a damaged file's.

A headline, outlet or id that is too long would be measured or shown with every figure, so its record is refused; other values
are left out, and told of once a file.
"""

from collections.abc import Mapping
from types import MappingProxyType

#: Most characters of a value. The longest headline of the 924 PolNeAR articles has 31 words, that of the 41 web pages at hand
#: 124 characters; the limit is far above, as some sites have the standfirst in the headline, and a post as its own headline.
LONGEST: Mapping[str, int] = MappingProxyType(
    {
        "article_id": 500,
        "outlet": 200,
        "title": 1_000,
        "published": 200,
        "authors": 5_000,
        "url": 4_000,
        "section": 500,
        "language": 100,
        "wire": 500,
    }
)
#: Fields for whose sake a record of a table is refused.
REFUSED = ("article_id", "outlet", "title")
#: A title that is longer than this and than the text beside it is the text.
SWAPPED = 300


def length_of(value: object) -> int:
    """Characters of a value; those of a list or an object are counted together."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, Mapping):
        return sum(map(length_of, value.values()))
    if isinstance(value, list | tuple):
        return sum(map(length_of, value))
    return 0
