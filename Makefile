# make run: set everything up and run the main job. make test: set everything up and pass the tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: install run test check check-style check-types check-rules check-docs bench lock clean
.DELETE_ON_ERROR:

install: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Copydesk needs Python 3.11 or newer: make PYTHON=python3.12 " if sys.version_info < (3, 11) else 0)'
	@echo "Building $(VENV) from requirements.lock (about 1.2 GB, once) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
	    --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m pip check --quiet --disable-pip-version-check
	@echo "Compiling the modules and the rules ..."
	@$(BIN)/python -m compileall -q extractors flows schemas warehouse
	@$(BIN)/python -c 'from extractors.engine.ruleset import load; load().plan.lowered'
	@touch $@

run: $(STAMP)
	@$(BIN)/copydesk run

# Tests start many processes; where PYTHONDONTWRITEBYTECODE is set each would compile what has changed once more.
# A process of pytest takes about 1 GB: more than eight would be too many for some machines of many processors.
test: $(STAMP)
	@$(MAKE) --no-print-directory --jobs=2 check
	@$(BIN)/python -m compileall -q extractors flows schemas warehouse
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 8 --dist loadfile --no-loadscope-reorder

check: check-style check-types check-rules check-docs

check-style: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

check-types: $(STAMP)
	@$(BIN)/mypy

check-rules: $(STAMP)
	@$(BIN)/copydesk rules check

check-docs: $(STAMP)
	@$(BIN)/python -m schemas.dictionary --check
	@$(BIN)/python -m flows.reference --check
	@$(BIN)/python -m extractors.checking.schema --check

bench: $(STAMP)
	@$(BIN)/python -m benchmarks.speed

lock: $(STAMP)
	@$(BIN)/uv pip compile --quiet --upgrade --python-version 3.11 --universal --generate-hashes \
	    --no-annotate --no-header pyproject.toml --group dev --output-file requirements.lock

clean:
	rm -rf $(VENV)
	[ ! -d warehouse/data ] || find warehouse/data -mindepth 1 -maxdepth 1 ! -name corrections.csv -exec rm -rf {} +
