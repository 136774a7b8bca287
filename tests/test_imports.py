"""The import directions of DESIGN.md are a promise; import-linter checks them here as in `make check`."""

import subprocess
import sys
from pathlib import Path

import pytest


def test_imports_run_one_way(root: Path):
    lint = Path(sys.executable).with_name("lint-imports")
    if not lint.exists():
        pytest.skip("import-linter is not installed beside this Python (pip install 'media-audit[test]')")
    done = subprocess.run([lint, "--no-cache"], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_importing_audit_loads_no_heavy_library(root: Path):
    code = "import sys, audit; sys.exit(', '.join({'spacy', 'polars', 'matplotlib', 'torch'} & set(sys.modules)) or 0)"
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"import audit loads {done.stderr}"


def test_a_stray_metrics_module_is_named_plainly(root: Path, tmp_path: Path):
    (tmp_path / "metrics.py").write_text("")
    code = f"import sys; sys.path[:0] = [{str(tmp_path)!r}, {str(root)!r}]; import audit"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "needs its package 'metrics'" in done.stderr
    assert "rename or move" in done.stderr
