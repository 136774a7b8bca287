import inspect
import sys
from dataclasses import dataclass

import pytest

from audit.cli.groups import with_groups


@dataclass(frozen=True)
class Loudness:
    quiet: bool = False
    times: int = 1


@with_groups
def greet(name: str, *, loudness: Loudness, mark: str = "!") -> None:
    """Greet somebody."""
    sys.stdout.write((name if loudness.quiet else name.upper()) * loudness.times + mark)


def test_a_group_stands_for_its_fields():
    parameters = inspect.signature(greet).parameters
    assert list(parameters) == ["name", "quiet", "times", "mark"]
    assert parameters["times"].default == 1
    assert greet.__doc__ == "Greet somebody."


@pytest.mark.parametrize(
    ("options", "said"), [({}, "ANN!"), ({"quiet": True, "times": 2}, "annann!"), ({"mark": "."}, "ANN.")]
)
def test_options_reach_the_command_as_a_group(capsys, options, said):
    greet("ann", **options)
    assert capsys.readouterr().out.strip() == said
