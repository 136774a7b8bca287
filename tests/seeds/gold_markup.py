"""Turn the marked-up gold articles of ``seeds/demo/gold/marked`` into offsets, JSON and brat files.

The mark-up: ``{s3 ...}`` is a piece of the source of attribution 3, ``{c3 ...}`` of its cue, ``{q3 ...}`` of its content;
pieces may nest. The first lines give the article's id, outlet and title, the last ones say who each source is:
``% Name: 1 2 3; DOC: a report: 4 via Meridian Press``.

Run ``python tests/seeds/gold_markup.py`` from the project's root to write the derived files anew.
"""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

GOLD = Path(__file__).resolve().parents[2] / "seeds" / "demo" / "gold"
ROLES = {"s": "source", "c": "cue", "q": "content"}
PREFIX_KINDS = {"GROUP": "group", "UNNAMED": "unnamed", "DOC": "document"}
_TOKEN = re.compile(r"\{([scq])(\d+) |\}|[^{}]+")

Span = tuple[int, int]


@dataclass(slots=True)
class Attribution:
    """One attribution: pieces of source, cue and content, and who the source is."""

    id: int
    source: list[Span] = field(default_factory=list)
    cue: list[Span] = field(default_factory=list)
    content: list[Span] = field(default_factory=list)
    actor: str = ""
    via: str = ""


@dataclass(slots=True)
class Gold:
    """One annotated article; title and text are annotated apart, each with offsets of its own."""

    article: str
    outlet: str
    title: str
    text: str
    in_title: list[Attribution]
    in_text: list[Attribution]


@dataclass(frozen=True, slots=True)
class Actor:
    """A row of ``gold/actors.csv``."""

    kind: str
    party: str


def parse_marks(marked: str) -> tuple[str, dict[int, Attribution]]:
    """Return the text without its marks, and the attributions by number.

    Raises
    ------
    ValueError
        If a mark is not closed or a bracket closes nothing.
    """
    plain: list[str] = []
    length = 0
    opened: list[tuple[str, int, int]] = []
    found: dict[int, Attribution] = {}
    for token in _TOKEN.finditer(marked):
        if token.group(1):
            opened.append((token.group(1), int(token.group(2)), length))
        elif token.group() == "}":
            if not opened:
                raise ValueError(f"'}}' closes no mark near {marked[max(0, token.start() - 40) : token.end()]!r}")
            letter, number, start = opened.pop()
            one = found.setdefault(number, Attribution(number))
            getattr(one, ROLES[letter]).append((start, length))
        else:
            plain.append(token.group())
            length += len(token.group())
    if opened:
        raise ValueError(f"mark {opened[-1][:2]} is never closed")
    if "".join(plain) and sum(len(p) for p in plain) + _marks_length(marked) != len(marked):
        raise ValueError("a curly bracket that is no mark stands in the text")
    for one in found.values():
        for role in ROLES.values():
            getattr(one, role).sort()
    return "".join(plain), found


def _marks_length(marked: str) -> int:
    return sum(len(t.group()) for t in _TOKEN.finditer(marked) if t.group(1) or t.group() == "}")


def parse_actors(lines: list[str]) -> dict[int, tuple[str, str]]:
    """Read ``% Name: 1 2; Name: 3 via Agency`` into number → (actor, via)."""
    who: dict[int, tuple[str, str]] = {}
    for entry in (e.strip() for line in lines for e in line.removeprefix("%").split(";")):
        if not entry:
            continue
        said, _, via = entry.partition(" via ")
        name, _, numbers = said.rpartition(":")
        for number in map(int, numbers.split()):
            if number in who:
                raise ValueError(f"attribution {number} has two actors: {who[number][0]!r} and {name!r}")
            who[number] = (name.strip(), via.strip())
    return who


def read_gold(path: Path) -> Gold:
    """Read one marked-up article.

    Raises
    ------
    ValueError
        If marks or actors do not fit together.
    """
    lines = path.read_text(encoding="utf8").split("\n")
    head = dict(line[2:].split(": ", 1) for line in lines if line.startswith("# "))
    who = parse_actors([line for line in lines if line.startswith("%")])
    body = "\n".join(line for line in lines if not line.startswith(("# ", "%"))).strip("\n")
    title, in_title = parse_marks(head["title"])
    text, in_text = parse_marks(body)
    marked = in_title | in_text
    if set(marked) != set(who) or len(marked) != len(in_title) + len(in_text):
        raise ValueError(f"{path.name}: marks {sorted(set(marked) ^ set(who))} have no actor, or actors no mark")
    for number, one in marked.items():
        one.actor, one.via = who[number]
    order = sorted(in_title.values(), key=_place), sorted(in_text.values(), key=_place)
    return Gold(head["article"], head["outlet"], title, text, order[0], order[1])


def _place(one: Attribution) -> Span:
    return min(one.cue or one.content)


def read_actors(path: Path = GOLD / "actors.csv") -> dict[str, Actor]:
    """Read kind and party of every actor that the gold names."""
    with path.open(encoding="utf8", newline="") as file:
        return {row["name"]: Actor(row["kind"], row["party"]) for row in csv.DictReader(file)}


def kind_of(name: str, actors: dict[str, Actor]) -> str:
    """Return the kind of an actor, from its prefix or from the list."""
    if name == "NONE":
        return "none"
    prefix, colon, _ = name.partition(": ")
    return PREFIX_KINDS[prefix] if colon else actors[name].kind


def party_of(name: str, actors: dict[str, Actor]) -> str:
    """Return the party id of an actor, ``none`` where it belongs to no party."""
    return actors[name].party if name in actors else "none"


def to_json(gold: Gold, actors: dict[str, Actor]) -> dict[str, object]:
    """Return the article in the form of ``speakers_dev.json``, with the title's attributions apart."""

    def row(number: int, one: Attribution) -> dict[str, object]:
        spans = {role: [list(span) for span in getattr(one, role)] for role in ROLES.values()}
        identity = {
            "actors": [one.actor],
            "kinds": [kind_of(one.actor, actors)],
            "parties": [party_of(one.actor, actors)],
            "agreed": True,
            "sure": one.actor != "NONE",
        }
        return {"id": number, **spans, **identity, **({"via": [one.via]} if one.via else {})}

    return {
        "article": gold.article,
        "outlet": gold.outlet,
        "text": gold.text,
        "attributions": [row(i, one) for i, one in enumerate(gold.in_text)],
        "title": gold.title,
        "title_attributions": [row(i, one) for i, one in enumerate(gold.in_title)],
    }


def to_brat(gold: Gold) -> str:
    """Return the attributions of the text in brat's standoff format, as PolNeAR writes it."""
    lines: list[str] = []
    number = 0
    for event, one in enumerate(gold.in_text, 1):
        roles = [("Content", one.content), ("Cue", one.cue), ("Source", one.source)]
        named = []
        for label, spans in [*roles, ("Attribution", one.cue or one.content)]:
            if not spans:
                continue
            number += 1
            ends = ";".join(f"{start} {end}" for start, end in spans)
            words = " ".join(gold.text[start:end].replace("\n", " ") for start, end in spans)
            lines.append(f"T{number}\t{label} {ends}\t{words}")
            named.append((label, number))
        trigger = named.pop()[1]
        lines.append(f"E{event}\tAttribution:T{trigger} " + " ".join(f"{label}:T{n}" for label, n in named))
    return "\n".join(lines) + "\n"


def derived_files(root: Path = GOLD) -> Iterator[tuple[Path, str]]:
    """Yield path and contents of every file that follows from the marked-up articles."""
    actors = read_actors(root / "actors.csv")
    articles = [read_gold(path) for path in sorted((root / "marked").glob("*.txt"))]
    rows = ",\n".join(json.dumps(to_json(gold, actors), ensure_ascii=False) for gold in articles)
    yield root / "attributions.json", f"[\n{rows}\n]\n"
    for gold in articles:
        yield root / "text" / f"{gold.article}.txt", gold.text
        yield root / "attributions" / f"{gold.article}_gold.ann", to_brat(gold)


def main() -> None:
    """Write the derived files."""
    for path, contents in derived_files():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(contents, encoding="utf8", newline="")


if __name__ == "__main__":
    main()
