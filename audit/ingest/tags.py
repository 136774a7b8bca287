"""The names of HTML's tags, by what they do to the text around them (https://html.spec.whatwg.org, and older ones)."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Begin and end a block: what stands before and behind them is another paragraph.
BLOCKS = _names("""
    address article aside blockquote body button center dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header
    hr html li main nav ol p pre section table tbody td tfoot th thead tr ul
""")
#: Stand within a line.
INLINE = _names("""
    a abbr b big br cite code del em font i img ins label mark picture q s small source span strike strong sub sup time tt u wbr
""")
#: What stands within these is for machines.
HIDDEN = _names("audio head iframe noscript object script select style svg template title video")
