from pathlib import Path

from audit.notebook import Run


def test_a_run_is_opened_by_a_path_of_either_kind():
    assert Run("out/demo") == Run(Path("out/demo"))
    assert Run("out/demo").report == Path("out/demo/report.pdf")
