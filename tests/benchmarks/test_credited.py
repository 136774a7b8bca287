"""PolNeAR's articles with their credits: which are taken, and what is told of them."""

from benchmarks.credited import articles

HEAD = "compartment\tfilename\tpublisher\tpublication_date\twire\n"


def write(folder, *rows):
    (folder / "dev" / "text").mkdir(parents=True)
    for _, name, *_ in rows:
        (folder / "dev" / "text" / f"{name}.txt").write_text(f"Text of {name}.")
    (folder / "metadata.tsv").write_text(HEAD + "".join("\t".join(row) + "\n" for row in rows))
    return folder


def test_credits_dates_and_texts(tmp_path):
    write(tmp_path, ("dev", "b", "Post", "2016-02-03", "AP"), ("dev", "a", "Post", "2016-02-01", "None"))
    first, second = articles(tmp_path, part="dev", each=None)
    assert first == {"article_id": "a", "outlet": "Post", "published": "2016-02-01", "text": "Text of a."}
    assert second["wire"] == "AP"
    assert not list(articles(tmp_path, part="train", each=None))


def test_the_first_of_each_outlet_and_all_of_one_that_credits_agencies(tmp_path):
    rows = [("dev", f"{outlet}{n}", outlet, "2016-01-01", "NA") for outlet in "pq" for n in range(3)]
    write(tmp_path, *rows, ("dev", "q9", "q", "2016-01-01", "UPI"))
    assert [row["article_id"] for row in articles(tmp_path, part="dev", each=2)] == ["p0", "p1", "q0", "q1", "q2", "q9"]
