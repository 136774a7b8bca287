"""Bytes to text: UTF-8, UTF-16, Windows-1252, mixtures, and what is no text."""

import pytest

from audit.model import Reason

TEXT = "“It’s a café,” she said – twice. The price of it is €5 and that was not what they had been told."


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_are_recognised(read_bytes, codec):
    (article,) = read_bytes("a.txt", TEXT.encode(codec), clean=False)
    assert article.text == TEXT


def test_a_file_that_mixes_two_encodings(read_bytes):
    (article,) = read_bytes("a.txt", "“It’s”".encode() + " – a ‘café’".encode("cp1252"), clean=False)
    assert article.text == "“It’s” – a ‘café’"


def test_an_encoding_can_be_named(read_bytes):
    (article,) = read_bytes("a.txt", "Příliš žluťoučký".encode("cp1250"), clean=False, encoding="cp1250")
    assert article.text == "Příliš žluťoučký"


def test_binary_data_is_no_text(read_bytes):
    (reject,) = read_bytes("a.txt", bytes(range(256)) * 20)
    assert reject.reason is Reason.BAD_ENCODING
    assert "save it as UTF-8" in reject.message


def test_one_damaged_byte_is_replaced_or_refused(read_bytes):
    data = TEXT.encode() + b" \x81 and more."
    assert read_bytes("a.txt", data)[0].text == f"{TEXT} \ufffd and more."
    (reject,) = read_bytes("a.txt", data, clean=False)
    assert reject.reason is Reason.BAD_ENCODING


def test_nul_bytes_go_with_cleaning_and_stay_without(read_bytes):
    assert read_bytes("a.txt", b"One\x00 text.")[0].text == "One text."
    assert read_bytes("a.txt", b"One\x00 text.", clean=False)[0].text == "One\x00 text."


def test_a_file_from_an_old_mac(read_bytes):
    text = f"{TEXT.replace('€', '£')} “We’re glad of it.” They don’t know; it isn’t theirs."
    (article,) = read_bytes("a.txt", text.encode("mac_roman"), clean=False)
    assert article.text == text


def test_capitals_with_accents_are_of_windows(read_bytes):
    text = "JOÃO DE DEUS: ÓSCAR'S “ÕES” ARE “ÒNES.” It isn’t so."
    (article,) = read_bytes("a.txt", text.encode("cp1252"), clean=False)
    assert article.text == text


def test_a_text_that_was_read_wrongly_three_times(read_bytes, english):
    text = f"“It’s a café,” she said. {english}"
    mixed = text
    for _ in range(3):
        mixed = (
            mixed.encode("utf-8")
            .decode("cp1252", "surrogateescape")
            .replace("\udc9d", "\x9d")
            .replace("\udc8f", "\x8f")
        )
        mixed = mixed.replace("\udc81", "\x81").replace("\udc8d", "\x8d").replace("\udc90", "\x90")
    (article,) = read_bytes("a.txt", mixed.encode())
    assert article.text == text
