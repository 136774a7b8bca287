"""Unnamed persons, groups and organisations: hand-counted, and together all that is unnamed."""

from hypothesis import given
from hypothesis import strategies as st

from audit.model import ActorKind
from audit.tables import from_rows
from metrics.registry import all_metrics

PARTS = ("unnamed_person_share", "unnamed_group_share", "unnamed_organisation_share")


def metric(name):
    return all_metrics()[f"attribution.{name}"]


def tables(run, sources, spoken):
    """One article: ``sources`` are (id, kind, named), ``spoken`` pairs of id and words."""
    return run(
        articles=[{"article_id": "a"}],
        attributions=[
            {"article_id": "a", "attribution_id": n, "actor_id": actor, "n_words": words}
            for n, (actor, words) in enumerate(spoken)
        ],
        actors=[{"article_id": "a", "actor_id": actor, "kind": kind, "named": named} for actor, kind, named in sources],
    )


def test_documents_are_no_unnamed_sources(run, counts):
    sources = [("ann", "person", True), ("study", "document", False), ("aides", "group", False)]
    toy = tables(run, sources, [("ann", 4), ("study", 6), ("aides", 10)])
    assert counts(metric("unnamed_share"), toy)["a", "all"] == (1, 3)
    assert counts(metric("unnamed_share_words"), toy)["a", "all"] == (10, 20)


def test_persons_groups_and_organisations_apart(run, counts):
    sources = [
        ("ann", "person", True),
        ("insider", "unnamed", False),
        ("voters", "group", False),
        ("firm", "organisation", False),
        ("ministry", "organisation", True),
        ("study", "document", False),
    ]
    # nine attributions: Ann 1, the insider 2, voters 3, a firm 1, the ministry 1, nobody known 1
    spoken = ["ann", "insider", "insider", "voters", "voters", "voters", "firm", "ministry", None]
    toy = tables(run, sources, [(actor, 5) for actor in spoken])
    assert [counts(metric(name), toy)["a", "all"] for name in PARTS] == [(2, 9), (3, 9), (1, 9)]
    assert counts(metric("unnamed_share"), toy)["a", "all"] == (6, 9)


def test_they_are_undefined_without_attributions(run, values):
    silent = tables(run, [("insider", "unnamed", False)], [])
    assert {values(metric(name), silent)["a", "all"] for name in PARTS} == {"undefined"}


KINDS = st.sampled_from([*(kind.value for kind in ActorKind), None])


@given(st.lists(st.tuples(KINDS, st.sampled_from([True, False, None]), st.booleans()), min_size=1, max_size=12))
def test_the_parts_add_up_to_all_that_is_unnamed(drawn):
    """Whatever kinds the tables hold, also none, or a person that is not named."""
    frames = {
        "articles": from_rows("articles", [{"article_id": "a"}]),
        "attributions": from_rows(
            "attributions",
            [
                {"article_id": "a", "attribution_id": n, "actor_id": f"s{n}" if known else None, "in_title": False}
                for n, (_, _, known) in enumerate(drawn)
            ],
        ),
        "actors": from_rows(
            "actors",
            [
                {"article_id": "a", "actor_id": f"s{n}", "kind": kind, "named": named}
                for n, (kind, named, _) in enumerate(drawn)
            ],
        ),
    }
    lazy = {name: frame.lazy() for name, frame in frames.items()}
    scored = {name: metric(name).score(lazy).collect().row(0, named=True) for name in (*PARTS, "unnamed_share")}
    whole = scored.pop("unnamed_share")
    assert sum(part["numerator"] for part in scored.values()) == whole["numerator"]
    assert {part["denominator"] for part in scored.values()} == {whole["denominator"]} == {len(drawn)}
