# `make run` and `make test` are all that a fresh machine needs: Python 3.11+, git, make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
# Two workers: the tests start their own PostgreSQL and drive whole screens.
WORKERS ?= 2
# A file stays with one worker, which makes its books once; in their order, as the last ones are short.
SPREAD := -n $(WORKERS) --dist loadfile --no-loadscope-reorder
# A second run, and every process that a test starts, would else compile all that it imports.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check check-long bench lint types layers fix pictures clean

run: $(STAMP)
	@$(BIN)/leadtui --demo

test: $(STAMP)
	$(BIN)/python -m pytest $(SPREAD)

check: test lint types layers

# The crashes, races, properties and large files with the numbers that the issues name: an hour.
check-long: $(STAMP)
	LONG=1 $(BIN)/python -m pytest $(SPREAD) -m long -o faulthandler_timeout=3600

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/pyright --pythonpath $(BIN)/python

layers: $(STAMP)
	$(BIN)/lint-imports --no-cache

# Half an hour with all rooms; `make bench ROOMS=check` measures one of desk, check, bulk, accuracy.
bench: $(STAMP)
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev,bench]'
	$(BIN)/python -m benchmarks $(ROOMS)

fix: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The README's pictures, drawn by the app itself.
pictures: $(STAMP)
	$(BIN)/leadtui --as mia snap --demo --size 120x32 --keys 'j j' -o docs/active.svg
	$(BIN)/leadtui --as mia snap --demo --size 80x24 --keys 'j j q' -o docs/plan.svg
	$(BIN)/leadtui --as mia snap --demo --size 80x28 --keys '] / hagstr enter enter' -o docs/closed.svg
	$(BIN)/leadtui --as mia snap --demo --size 120x24 --keys 'slash i s colon d u p l i c a t e enter D' -o docs/duplicates.svg

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .ruff_cache .hypothesis

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "leadtui needs Python 3.11 or newer; name one with: make PYTHON=python3.12" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@
