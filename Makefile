# Levier — every command a newcomer needs. `make` alone lists them.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
COMPILE := $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --python-version 3.11

.DEFAULT_GOAL := help
.PHONY: help demo serve worker test lint bench lock clean

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(BIN)/uv: requirements/tools.txt
	@$(PYTHON) -c 'import sys; assert sys.version_info[:2] == (3, 11)' || { echo "Levier demande Python 3.11 : installez-le, ou lancez « make PYTHON=/chemin/vers/python3.11 »." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/tools.txt
	@touch $@

$(VENV)/.base: $(BIN)/uv requirements/base.txt pyproject.toml
	$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes -r requirements/base.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@# a service that may not write beside its code would compile it anew at each start: more than half of a short command
	@$(BIN)/python -m compileall -q -j 0 src/levier
	@touch $@

$(VENV)/.dev: $(VENV)/.base requirements/dev.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@touch $@

demo: $(VENV)/.base ## set everything up, load the demo company, ask it the demo request
	@$(BIN)/levier demo

serve: $(VENV)/.base ## the web application on http://localhost:8000
	@$(BIN)/levier serve

worker: $(VENV)/.base ## one more worker process (PostgreSQL)
	@$(BIN)/levier worker

test: $(VENV)/.dev ## set everything up and pass the tests
	$(BIN)/python -m pytest

lint: $(VENV)/.dev ## ruff, mypy, import-linter, migrations
	$(BIN)/ruff check src tests benchmarks tools
	$(BIN)/ruff format --check src tests benchmarks tools
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/levier manage makemigrations --check --dry-run

bench: $(VENV)/.dev ## run the benchmarks and write docs/benchmarks.md
	$(BIN)/python -m benchmarks

lock: $(BIN)/uv ## resolve the locks again
	$(COMPILE) requirements/tools.in -o requirements/tools.txt
	$(COMPILE) --no-deps requirements/local-model.in -o requirements/local-model.txt
	$(COMPILE) pyproject.toml -o requirements/base.txt
	$(COMPILE) --extra dev pyproject.toml -o requirements/dev.txt

clean: ## remove the environment (never your data)
	rm -rf $(VENV)
