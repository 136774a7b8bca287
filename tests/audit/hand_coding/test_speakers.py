"""The sheet of speakers: words of parties by sentence, and the parties' shares corrected."""

import numpy as np
import polars as pl
import pytest

from audit import manifest, tables
from audit.errors import SettingsError, TableError
from audit.hand_coding.correcting import correct_run
from audit.hand_coding.design import frame_as_drawn, load, save
from audit.hand_coding.drawing import draw
from audit.hand_coding.frames import Party, Scope, parties_of, speaker_frame, words_of
from audit.hand_coding.sheet import write
from audit.hand_coding.speakers import speakers
from metrics.registry import get

PARTIES = (Party("reds", "The Reds"), Party("blues", "The Blues"))
SCOPE = Scope(parties=PARTIES)


@pytest.fixture
def placed(run):
    """The run as scored with a codebook of two parties."""
    manifest.update(run, codebook={"parties": [party._asdict() for party in PARTIES]})
    tables.write(tables.empty("baselines"), run, "baselines")
    return run


@pytest.fixture
def sheet(placed, tmp_path):
    """A drawn sheet of 60 rows."""
    design, rows = draw(placed, unit=speakers(PARTIES), n=60, seed=1, scope=SCOPE)
    save(design, placed)
    write(design, rows, run=placed, path=tmp_path / "sheet.csv")
    return tmp_path / "sheet.csv"


def test_sums_are_those_of_the_metric(placed):
    given = {
        name: tables.scan(placed, name) for name in ("articles", "sentences", "attributions", "actors", "baselines")
    }
    frame = speaker_frame(placed, SCOPE)
    scores = get("quote_space.speech_share").score(given).filter(pl.col("group_by") == "party").collect()
    for group in ("reds", "none", "unknown"):
        assert frame[words_of(group)].sum() == scores.filter(group=group)["numerator"].sum()
    assert frame["words"].sum() == scores.filter(group="reds")["denominator"].sum() > 0


def test_a_sentence_has_the_words_that_stand_in_it(placed):
    frame = speaker_frame(placed, SCOPE).filter(
        pl.col("article_id") == "post-1"
    )  # its first attribution is the title's
    assert frame[words_of("reds")].to_list() == [
        0,
        3,
        0,
        0,
        6,
        0,
        0,
        3,
    ]  # two attributions of the same words count twice
    assert frame[words_of("none")].to_list() == [0, 0, 3, 0, 0, 0, 0, 0]
    assert frame["party"].to_list() == [0, 1, 4, 0, 1, 0, 0, 1]
    assert frame["code"].to_list() == ["without", "party", "other", "without", "party", "without", "without", "party"]


def test_a_statement_over_two_sentences_is_divided_between_them(placed):
    said = tables.read(placed, "attributions")
    where = tables.read(placed, "sentences").filter(article_id="post-1", in_title=False).sort("start")
    whole = {"start": where["start"][5], "end": where["end"][6]}
    first = pl.col("article_id").eq("post-1") & pl.col("attribution_id").eq(
        said.filter(article_id="post-1")["attribution_id"].max()
    )
    content = pl.when(first).then(pl.lit([whole], dtype=said.schema["content"])).otherwise("content")
    tables.write(said.with_columns(content=content), placed, "attributions")
    frame = speaker_frame(placed, SCOPE).filter(pl.col("article_id") == "post-1")
    assert frame[words_of("reds")].to_list()[5:] == [9, 9, 0]


def test_a_coder_who_agrees_leaves_the_shares_as_they_are(placed, sheet, fill, tmp_path):
    frame = {(row["article_id"], row["start"]): row for row in speaker_frame(placed, SCOPE).iter_rows(named=True)}
    texts = dict(tables.read(placed, "articles").select("article_id", "text").iter_rows())

    def code(row):
        start = texts[row["article_id"]].index(row["sentence"])
        found = frame[row["article_id"], start]
        names = [name for name in ("reds", "none") if found[words_of(name)]]
        return {"words": str(int(found["words"])), "party": " + ".join(names)}

    found = correct_run(placed, [fill(sheet, code, to=tmp_path / "filled.csv")])
    assert not found.problems
    reds = found.estimates.filter(group="reds", outlet="(all)").row(0, named=True)
    assert reds["corrected"] == pytest.approx(reds["machine"])
    assert set(found.estimates["group"]) == {"reds", "blues", "none", "unknown"}
    by_measure = dict(found.agreement.select("measure", "alpha").iter_rows())
    assert by_measure["whose"] == by_measure["whose: reds"] == pytest.approx(1)


def test_words_that_people_give_to_another_party_leave_the_first(placed, sheet, fill, tmp_path):
    def code(row):
        return {"words": "3", "party": "The Blues"} if int(row["row"]) % 2 else {"words": "3", "party": "reds + blues"}

    found = correct_run(placed, [fill(sheet, code, to=tmp_path / "filled.csv")])
    shares = dict(found.estimates.filter(outlet="(all)").select("group", "corrected").iter_rows())
    assert shares["blues"] == pytest.approx(0.75, abs=0.1)
    assert shares["blues"] + shares["reds"] == pytest.approx(1)
    assert shares["none"] == pytest.approx(0, abs=1e-9)
    pairs = found.differences
    assert set(pairs["group"]) >= {"reds", "blues"}
    assert (pairs["p_adjusted"].fill_null(1) >= pairs["p_value"].fill_null(1)).all()


@pytest.mark.parametrize(
    ("words", "party", "expected"),
    [(10_000.0, 1.0, (9, 9, 0)), (-4.0, 2.0, (5, 0, 5)), (-20.0, 2.0, (0, 0, 0)), (4.0, 3.0, (4, 2, 2)), (0.0, np.nan, (0, 0, 0))],
)  # fmt: skip
def test_answers_become_words_of_parties(words, party, expected):
    rows = pl.DataFrame({"n_words": [9.0]})
    found = speakers(PARTIES).complete({"words": np.array([words]), "party": np.array([party])}, rows)
    assert (found["words"][0], found["words of reds"][0], found["words of blues"][0]) == expected


def test_words_of_nobody_known_are_no_answer():
    rows = pl.DataFrame({"n_words": [9.0]})
    found = speakers(PARTIES).complete({"words": np.array([4.0]), "party": np.array([np.nan])}, rows)
    assert found["words"][0] == 4
    assert np.isnan(found["words of reds"][0])


def test_mistakes_in_cells_are_told(placed, sheet, fill, tmp_path):
    cells = [("many", ""), ("0", "reds"), ("4", "greens"), ("4", "")]

    def code(row):
        words, party = cells[int(row["row"]) - 1] if int(row["row"]) <= len(cells) else ("0", "")
        return {"words": words, "party": party}

    found = correct_run(placed, [fill(sheet, code, to=tmp_path / "filled.csv")])
    told = [(problem.row, problem.column, problem.seen) for problem in found.problems]
    assert told == [
        ("1", "words", "'many'"),
        ("2", "party", "'reds' where words is 0"),
        ("3", "party", "'greens'"),
        ("4", "party", "the cell is empty"),
    ]


def test_a_run_without_codebook_has_no_parties_to_ask_for(run):
    manifest.update(run, codebook=None)
    with pytest.raises(SettingsError, match="scored without a codebook"):
        parties_of(run)


def test_a_sheet_knows_its_parties_and_the_codebook_it_was_drawn_with(placed, sheet):
    (design_id,) = {path.stem for path in (placed / "hand_coding").glob("*.json")}
    design = load(placed, design_id)
    assert design.scope.parties == PARTIES
    actors = tables.read(placed, "actors").with_columns(party=pl.lit("blues"))
    tables.write(actors, placed, "actors")
    with pytest.raises(TableError, match="scored with another codebook"):
        frame_as_drawn(design, placed)
