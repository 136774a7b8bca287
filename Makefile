# Two commands do everything: `make audit` (install, then the demo audit to a PDF) and `make test` (install, then the tests).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= out
WORKERS ?= auto
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export OMP_NUM_THREADS ?= 1

.PHONY: audit test check format clean help evaluate

help:            ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 18

audit: $(VENV)/.run  ## install, then audit the demo corpus: out/demo/report.pdf
	$(BIN)/media-audit run seeds/demo/articles --codebook seeds/demo/codebook.toml --out $(OUT)/demo
	@echo "The report: $(OUT)/demo/report.pdf"

test: $(VENV)/.test  ## install, then run the tests
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup $(if $(FAST),-m "not slow")

check: $(VENV)/.test ## format, lint, types, import direction
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.test ## put the code into the house format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:           ## remove the environment and all outputs
	rm -rf $(VENV) $(OUT) dist build

$(VENV)/.made:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	touch $@

$(VENV)/.run: $(VENV)/.made pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	touch $@

$(VENV)/.test: $(VENV)/.made pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[test]'
	touch $@ $(VENV)/.run
