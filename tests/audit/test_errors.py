import inspect

from audit import errors


def test_one_tree_with_five_children():
    children = [item for _, item in inspect.getmembers(errors, inspect.isclass) if item is not errors.AuditError]
    assert len(children) == 5
    assert all(child.__bases__ == (errors.AuditError,) for child in children)


def test_the_drawing_names_every_child():
    for child in errors.AuditError.__subclasses__():
        assert child.__name__ in (errors.__doc__ or "")
