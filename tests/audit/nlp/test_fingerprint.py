"""The hash that tells one version's annotation from another's."""

from audit.nlp import fingerprint as module
from audit.nlp.fingerprint import fingerprint, hash_of


def test_the_code_the_models_and_the_lists_count_and_nothing_else():
    names = {name for name, _ in module._files()}
    assert {"tone.py", "actors/types.py", "words.py", "role_nouns.csv", "syllables.txt.gz"} <= names
    assert {"model/encoder/tone.onnx", "model/encoder/encoder.onnx", "model/en_media_audit/parser/model"} <= names
    assert not [name for name in names if "training" in name or "MODEL_CARD" in name or "__pycache__" in name]


def test_a_changed_byte_or_name_changes_it(tmp_path):
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "b").write_bytes(b"2")
    files = [("a", tmp_path / "a"), ("b", tmp_path / "b")]
    first = hash_of(files)
    assert hash_of(files) == first
    assert hash_of([("c", tmp_path / "a"), files[1]]) != first
    assert hash_of(files, ["spacy 3.9"]) != first
    (tmp_path / "b").write_bytes(b"3")
    assert hash_of(files) != first


def test_another_pipeline_is_another_annotator():
    assert len({fingerprint(None), fingerprint("en_core_web_sm")}) == 2
