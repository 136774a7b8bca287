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

# ---- Slow measurements and training: they need the corpora of ../shared, training also `pip install -e '.[training]'` ----
DATA ?= ../shared/data
DEV := $(OUT)/dev

.PHONY: evaluate bench train-syntax train-encoder train-pronouns docs

evaluate: $(VENV)/.run ## measure the models on PolNeAR dev and NewsMTSC dev (needs ../shared)
	mkdir -p $(OUT)
	$(BIN)/python ../shared/tools/score.py jsonl $(DATA)/polnear/dev $(DEV).jsonl
	$(BIN)/media-audit run $(DEV).jsonl --out $(DEV) --no-clean --codebook seeds/codebooks/us-2016.toml --quiet
	$(BIN)/media-audit evaluate $(DATA)/polnear/dev --task attribution --predictions $(DEV)
	$(BIN)/media-audit evaluate $(DATA)/speakers_dev.json --task actors --predictions $(DEV)
	$(BIN)/media-audit evaluate $(DATA)/newsmtsc/dev-rw.jsonl --task tone
	$(BIN)/media-audit evaluate $(DATA)/newsmtsc/dev-mt.jsonl --task tone

bench: $(VENV)/.test ## words per second, estimates over 100,000 articles, readability counts, passives, correction by hand coding
	mkdir -p $(OUT)
	$(BIN)/python ../shared/tools/score.py jsonl $(DATA)/polnear/dev $(DEV).jsonl
	$(BIN)/python -m benchmarks.speed $(DEV).jsonl
	$(BIN)/python -m benchmarks.estimates
	$(BIN)/python -m benchmarks.readability $(DATA)/gum
	$(BIN)/python -m benchmarks.passives $(DATA)/gum $(DATA)/ewt
	$(BIN)/python -m benchmarks.correction --quantity density

train-syntax: $(VENV)/.run ## train en_media_audit into out/syntax (about two hours)
	$(BIN)/python -m audit.nlp.training.syntax convert $(DATA)/gum/train.conllu $(DATA)/ewt/train.conllu --out $(OUT)/train.spacy
	$(BIN)/python -m audit.nlp.training.syntax convert $(DATA)/gum/dev.conllu $(DATA)/ewt/dev.conllu --out $(OUT)/dev.spacy
	$(BIN)/python -m audit.nlp.training.syntax train --train $(OUT)/train.spacy --dev $(OUT)/dev.spacy --out $(OUT)/syntax

train-encoder: $(VENV)/.run ## train the shared encoder into out/encoder (needs the training extra; 90 minutes)
	$(BIN)/python -m audit.nlp.training.encoder train --data $(DATA) --out $(OUT)/encoder --seconds 5340

train-pronouns: $(VENV)/.run ## fit the pronoun weights anew
	$(BIN)/python -m audit.nlp.training.pronouns --gum $(DATA)/gum/train.conllu --news $(DATA)/polnear/train --out audit/nlp/actors/pronouns.json

docs: $(VENV)/.run ## write docs/metrics.md anew from the declarations
	$(BIN)/python -m metrics.dictionary > docs/metrics.md
