# make run: set up, index the documents, serve the page.  make test: the same set-up, then every check and test.
# make gate: all cases of answer quality against their floors (make test asks every fourth of them).

SYSTEM_PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
PYTHON := $(VENV)/bin/python
INSTALLED := $(VENV)/.installed
CASES := $(filter-out %/unseen.jsonl,$(wildcard tests/answer_quality/*.jsonl))
GATE_RUN ?= runs/gate-$(shell date +%Y%m%d-%H%M%S)

.PHONY: run install ingest test gate lint screenshots

# Where ingest.py ends with 1, a document is bad and the former index is served; where with 2, there is none to serve.
run: $(INSTALLED)
	$(PYTHON) ingest.py || test $$? -ne 2
	$(PYTHON) app.py

install: $(INSTALLED)

ingest: $(INSTALLED)
	$(PYTHON) ingest.py

test: lint
	$(PYTHON) -m pytest --numprocesses=2 --dist=loadfile --no-loadscope-reorder

gate: $(INSTALLED)
	$(PYTHON) ingest.py
	$(PYTHON) -m assistant.evaluation run --cases $(CASES) --as-of 2026-11-22 --jobs 2 --out $(GATE_RUN)
	$(PYTHON) -m assistant.evaluation gate $(GATE_RUN) --floors tests/answer_quality/floors_all.toml

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
