# Two commands set everything up on a fresh machine: `make run` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
EXTRAS_VENV ?= .venv-extras
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

# Where the environment forbids to keep compiled modules, each of the many processes would compile them anew.
export PYTHONDONTWRITEBYTECODE =

.PHONY: run playground install test lint types tests benches extras office standby format clean

run: $(VENV)/run.stamp
	@$(BIN)/newsdigest

playground: $(VENV)/run.stamp
	@$(BIN)/newsdigest playground

# For a user who may not write here: compiled, and with extras where they are named: make install EXTRAS="charts llm"
install: $(VENV)/run.stamp
	@for extra in $(EXTRAS); do $(INSTALL) --require-hashes -r requirements/$$extra.txt || exit 1; done
	@$(BIN)/python -m compileall -q bot digests storage

# All three at once: the tests often wait, for a process, for a clock, for a browser.
test:
	@$(MAKE) --no-print-directory --jobs 3 lint types tests

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev.stamp
	$(BIN)/mypy

tests: $(VENV)/dev.stamp
	$(BIN)/python -m pytest --numprocesses 3 --dist worksteal

benches: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -m bench --numprocesses 2 --dist worksteal

# What only works with a package of an extra, in a folder where all of them are installed.
extras: $(EXTRAS_VENV)/extras.stamp
	$(EXTRAS_VENV)/bin/python -m pytest -m extra

# What LibreOffice makes of the documents that are written, where it is installed.
office: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -m office

# A machine that dies and another that takes over, with the program Litestream.
standby: $(VENV)/dev.stamp
	$(INSTALL) --require-hashes -r requirements/standby.txt
	$(BIN)/python -m pytest -m standby

format: $(VENV)/dev.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("newsdigest needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	$(INSTALL) --require-hashes -r requirements/run.txt
	$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt pyproject.toml | $(VENV)/bin/python
	$(INSTALL) --require-hashes -r requirements/dev.txt
	$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/run.stamp

$(EXTRAS_VENV)/extras.stamp: requirements/dev.txt requirements/charts.txt requirements/llm.txt requirements/mcp.txt pyproject.toml
	@$(MAKE) --no-print-directory $(EXTRAS_VENV)/dev.stamp VENV=$(EXTRAS_VENV)
	$(EXTRAS_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		-r requirements/charts.txt -r requirements/llm.txt -r requirements/mcp.txt
	@touch $@

clean:
	rm -rf $(VENV) $(EXTRAS_VENV) build *.egg-info .mypy_cache .ruff_cache
