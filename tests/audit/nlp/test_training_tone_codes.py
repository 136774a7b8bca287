"""Codes of mentions in articles: the file that ships, and the texts that it points into."""

from collections import Counter

from audit.nlp.training.encoder_tone_codes import ALONE, CLASSES, CODES, coded_texts, read_codes

HEAD = "corpus,article,start,end,target_start,target_end,code,drawn,part"


def write(path, *lines):
    import gzip

    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write("\n".join([HEAD, *lines, ""]))
    return path


def test_the_codes_that_ship_are_as_the_data_sheet_says(root):
    codes = read_codes()
    sheet = (root / "audit" / "nlp" / "training" / "TONE_CODES.md").read_text(encoding="utf-8")
    assert f"{len(codes):,} codes" in sheet
    articles = {(code.corpus, code.article) for code in codes if code.corpus != ALONE}
    assert f"{len(articles)} articles" in sheet
    assert f"{len({code.article for code in codes if code.corpus == ALONE}):,} sentences of NewsMTSC" in " ".join(
        sheet.split()
    )
    at_random = Counter(code.code for code in codes if code.drawn == "random")
    for name, code in (("neutral", "0"), ("negative", "n"), ("positive", "p")):
        assert f"{100 * at_random[code] / at_random.total():.1f} %" in sheet, name


def test_every_code_has_its_place_and_one_class():
    codes = read_codes()
    assert {code.corpus for code in codes} == {"polnear", "newswire", ALONE}
    assert {code.drawn for code in codes} == {"random", "several", "company", "beside"}
    assert {code.part for code in codes if code.corpus == ALONE} == {"train"}
    assert all(code.start <= code.target_start < code.target_end <= code.end for code in codes)
    assert {code.code for code in codes} == set(CLASSES)
    assert len({code[:6] for code in codes}) == len(codes)


def test_no_article_is_learned_from_and_measured_on():
    parts = {part: {code.article for code in read_codes() if code.part == part} for part in ("train", "held")}
    assert not parts["train"] & parts["held"]
    assert len(parts["held"]) > 100


def test_texts_come_with_their_coded_sentences(tmp_path):
    folder = tmp_path / "polnear" / "train" / "text"
    folder.mkdir(parents=True)
    (folder / "one.txt").write_text("Ann praised Bob. Bob left.", encoding="utf-8")
    path = write(
        tmp_path / "codes.csv.gz",
        "polnear,one,0,16,0,3,0,random,train",
        "polnear,one,0,16,12,15,p,random,train",
        "polnear,one,17,26,17,20,0,several,train",
        "polnear,two,0,5,0,3,n,random,held",
    )
    (text,) = coded_texts(tmp_path, part="train", path=path)
    assert (text.name, text.whole) == ("one", True)
    assert [[(text.text[t.start : t.end], t.label) for t in s.targets] for s in text.sentences] == [
        [("Ann", 1), ("Bob", 2)],
        [("Bob", 1)],
    ]
    (text,) = coded_texts(tmp_path, part="train", drawn="random", path=path)
    assert len(text.sentences) == 1


def test_sentences_of_newsmtsc_stand_alone(tmp_path):
    (tmp_path / "newsmtsc").mkdir()
    lines = ['{"sentence_normalized": "Nobody came."}', '{"sentence_normalized": "Ann praised Bob."}', ""]
    (tmp_path / "newsmtsc" / "train.jsonl").write_text("\n".join(lines), encoding="utf-8")
    path = write(tmp_path / "codes.csv.gz", "newsmtsc,1,0,16,12,15,p,beside,train")
    (text,) = coded_texts(tmp_path, part="train", path=path)
    (target,) = text.sentences[0].targets
    assert (text.whole, text.text[target.start : target.end], target.label) == (False, "Bob", 2)


def test_the_codes_point_at_words(shared):
    texts = coded_texts(shared / "data", part="held")
    for text, _ in zip(texts, range(20), strict=False):
        for sentence in text.sentences:
            for target in sentence.targets:
                words = text.text[target.start : target.end]
                assert words == words.strip() != ""


def test_the_file_is_small():
    assert CODES.stat().st_size < 400_000
