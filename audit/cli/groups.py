"""Options that several commands have in common, declared once: a command takes a whole group as one parameter."""

import inspect
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import wraps
from typing import Any


def with_groups(command: Callable[..., None]) -> Callable[..., None]:
    """Let ``command`` have parameters that are groups (dataclasses of options); Typer sees their fields in their place.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> @dataclass
    ... class Loudness:
    ...     quiet: bool = False
    >>> @with_groups
    ... def greet(name: str, *, loudness: Loudness) -> None:
    ...     print(name if loudness.quiet else name.upper())
    >>> greet("ann", quiet=True)
    ann
    """
    signature = inspect.signature(command)
    groups: dict[str, Any] = {
        name: one.annotation for name, one in signature.parameters.items() if is_dataclass(one.annotation)
    }

    @wraps(command)
    def expanded(*args: Any, **options: Any) -> None:
        made = {
            name: group(**{field.name: options.pop(field.name) for field in fields(group) if field.name in options})
            for name, group in groups.items()
        }
        command(*args, **options, **made)

    parameters = [part for one in signature.parameters.values() for part in _parts(one)]
    expanded.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    expanded.__annotations__ = {one.name: one.annotation for one in parameters} | {"return": None}
    return expanded


def _parts(parameter: inspect.Parameter) -> list[inspect.Parameter]:
    """A parameter, or the parameters of its group's fields."""
    if not is_dataclass(parameter.annotation):
        return [parameter]
    keyword = inspect.Parameter.KEYWORD_ONLY
    return [
        inspect.Parameter(field.name, keyword, annotation=field.type, default=field.default)
        for field in fields(parameter.annotation)
    ]
