"""Captions of pictures: lines that end in, or are nothing but, the credit of a photographer or picture agency."""

import re

CAPTION_WORDS = 80
_AGENCY = (
    r"(?:AP|AFP|Reuters|REUTERS|EPA|PTI|ANI|IANS|UPI|TASS|Getty(?: Images)?|GETTY(?: IMAGES)?|Shutterstock|iStock"
    r"|Alamy|Bloomberg|Xinhua|dpa|Pixabay|Unsplash|Pexels|Wikimedia(?: Commons)?|WikiCommons|Flickr|Rex|AAP"
    r"|PA(?: (?:Wire|Media|Images))?|Press Association|Canadian Press|Postmedia|Anadolu|NurPhoto|ZUMA|SIPA|Abaca|Handout|Pool)"
)
_PUBLIC = r"(?:Facebook|Instagram|Twitter|X|YouTube|[Ss]creengrab|[Ss]creenshot|[Ss]upplied|[Ff]ile)"
_PICTURE = r"(?:photo(?:graph)?|image|picture|pic)s?"
_LABEL = rf"(?i:(?:file |handout |stock )?{_PICTURE}|graphic|illustration)"
#: What stands within brackets at the end of a caption.
_BRACKETED = (
    rf"(?:[^()\[\]]{{0,80}}\bvia {_AGENCY}[^()\[\]]{{0,40}}"
    r"|(?:AP|AFP|REUTERS|Reuters|PTI|ANI|EPA|UPI|Express|HT|File|Getty|Handout|Press|Staff) "
    r"(?:Photo|photo|Pool|Images?|file|File)\b[^()\[\]]{0,80}"
    rf"|{_LABEL}(?: ?(?i:credits?|source|by|courtesy|via|from|for|only|/|:|\||–|—|-)[^()\[\]]{{0,80}})?"
    rf"|(?i:source|credits?|courtesy|screenshot|screengrab) ?(?i:of|by|from|via|:|/|\|)[^()\[\]]{{0,80}}"
    rf"|(?i:(?:file|representative|representational|stock|handout|supplied|illustrative) {_PICTURE})"
    rf"|[^()\[\]]{{0,60}}/ ?(?:{_AGENCY}|{_PUBLIC})[^()\[\]]{{0,40}}|{_AGENCY} ?/ ?[^()\[\]]{{1,60}}"
    r"|Getty Images|Getty|Shutterstock|iStock|Alamy|Supplied|Handout|Screengrab|Screenshot)"
)
_CREDITED = rf"(?:{_LABEL}(?i: credits?| source| by| courtesy)?|(?i:credits?))"
_CAPTIONS = (
    re.compile(rf"^(?:.{{0,600}}\S)?\s*[(\[]\s*{_BRACKETED}\s*[)\]]\W*$"),
    re.compile(rf"^(?:.{{0,600}}[\s|.])?{_CREDITED}\s*[:|]\s*[^.!?:]{{2,80}}\.?$"),
    re.compile(r"^.{0,600}[.!?]\s*(?:AP Photo|REUTERS|AFP|Getty Images|EPA|PTI Photo)\s*/\s*[^.!?]{2,60}$"),
    re.compile(
        r"^[^.!?]{2,60}\s*/\s*(?:AP|AFP|Reuters|REUTERS|EPA|Getty(?: Images)?|GETTY IMAGES|Shutterstock|iStock|Alamy|NurPhoto)"
        r"(?:[ /][^.!?]{1,40})?$"
    ),
    re.compile(rf"^{_LABEL}(?i: credits?| source| courtesy| by| from)?\s*[:|]\s*[^!?]{{2,120}}$"),
    re.compile(
        r"^(?i:getty(?: images)?|shutterstock|istock|file (?:photo|picture|image)|image source)(?:[,:/ ][^.!?]{0,80})?$"
    ),
)


def is_caption(line: str, n_words: int) -> bool:
    """Whether a line is a caption with a credit; captions without one can't be told from the article."""
    return n_words <= CAPTION_WORDS and any(pattern.match(line) for pattern in _CAPTIONS)
