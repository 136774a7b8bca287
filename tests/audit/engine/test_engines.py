from audit.engine.batch import in_batches


def test_batches_keep_order_and_the_last_is_short():
    assert list(in_batches(iter(range(5)), 2)) == [[0, 1], [2, 3], [4]]


def test_batches_are_read_lazily():
    def records():
        yield from range(2)
        raise AssertionError("the third record was read before it was wanted")

    assert next(in_batches(records(), 2)) == [0, 1]
