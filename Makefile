# `make` alone explains itself.
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: help demo test browser crash fuzz lint format bench clean

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## */  make \1|/' | column -t -s '|'

$(BIN)/cop-connector: setup.cfg pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

demo: $(BIN)/cop-connector  ## a sandbox LMS, the connector and a story of some weeks, in your browser
	$(BIN)/cop-connector demo

test: $(BIN)/cop-connector lint  ## everything that must hold: linters, types, layers, tests
	$(BIN)/python -m pytest -n auto --dist loadfile

browser: $(BIN)/cop-connector  ## an institution's first day in a real browser (chromium), and axe on every page (three minutes)
	$(BIN)/python -m pytest -m browser -x tests/browser

crash: $(BIN)/cop-connector  ## kill the service 200 times while a story runs, on each engine: nothing lost, nothing doubled (twenty minutes)
	$(BIN)/python -m tests.crash --kills 200

fuzz: $(BIN)/cop-connector  ## 100,000 malformed webhooks and 4,000 requests to the API: no 5xx, no secret or name left behind (some minutes)
	$(BIN)/python -m tests.fuzz --cases 100000

lint: $(BIN)/cop-connector  ## ruff, mypy --strict, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports

format: $(BIN)/cop-connector  ## put the code in its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(BIN)/cop-connector  ## how fast it is, against what: docs/performance.md (about 12 minutes, on a quiet machine)
	$(BIN)/python -m benchmarks

clean:  ## remove the environment and caches, never var/
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache *.egg-info
