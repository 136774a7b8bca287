from audit.nlp.training.json_lines import read_records


def test_only_a_line_feed_ends_a_record(tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_text('{"text": "one\u2028two"}\r\n{"text": "three"}\n\n', encoding="utf8")
    assert [record["text"] for record in read_records(path)] == ["one\u2028two", "three"]
