# make run: set up, index the documents, serve the page.  make test: the same set-up, then every check and test.

SYSTEM_PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
PYTHON := $(VENV)/bin/python
INSTALLED := $(VENV)/.installed

.PHONY: run install ingest test lint screenshots

run: $(INSTALLED)
	-$(PYTHON) ingest.py
	$(PYTHON) app.py

install: $(INSTALLED)

ingest: $(INSTALLED)
	$(PYTHON) ingest.py

test: lint
	$(PYTHON) -m pytest --numprocesses=2 --dist=loadfile --no-loadscope-reorder

lint: $(INSTALLED)
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(VENV)/bin/lint-imports

screenshots: $(INSTALLED)
	SCREENSHOTS=docs/images REQUIRE_BROWSER=1 $(PYTHON) -m pytest tests/test_browser.py tests/test_browser_page.py

$(INSTALLED): pyproject.toml constraints.txt
	$(SYSTEM_PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name it: make SYSTEM_PYTHON=python3.11")'
	$(SYSTEM_PYTHON) -m venv $(VENV)
	$(PYTHON) -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $(INSTALLED)
