# Two commands do everything: `make demo` and `make test`. They need Python 3.11 or newer, and make.
# Every path here is relative, so that a checkout may lie in a folder with blanks in its name.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
REFDESK := $(BIN)/python -m refdesk
DEMO := demo
STYLES := apa chicago-notes chicago-short-notes chicago-author-date mla ieee harvard vancouver nature ama turabian
FORMATS := txt md html
FUZZ_SECONDS ?= 60
REFERENCES ?= ../shared/training/references.jsonl.xz

.DEFAULT_GOAL := help
.PHONY: help demo test lint types rooms pytest exports picture evaluate train bench fuzz clean

help:
	@echo "make demo     set up .venv, build a desk in $(DEMO)/ from examples/documents, open it"
	@echo "make test     set up .venv, then every check: style, types, import rules, tests"
	@echo "make exports  format the library of this folder again, into exports/"
	@echo "make picture  draw docs/tui.svg again"
	@echo "make evaluate measure how well references and documents are read, on what was kept aside"
	@echo "make train    train the model that parts references again (see training/)"
	@echo "make bench    measure speed (see benchmarks/)"
	@echo "make fuzz     throw bytes at the library file for a minute (FUZZ_SECONDS=600 for longer)"
	@echo "make clean    remove what these commands made, .venv too"

# --- set-up: a stamp file each, so that nothing is done again until pyproject.toml changes ---

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "refdesk needs Python 3.11 or newer; name one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "could not make $(VENV); on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	@echo "Installing refdesk into $(VENV) (the first time this takes a minute) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(BIN)/python
	@echo "Installing refdesk and what its tests need into $(VENV) (the first time this takes a minute) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable '.[dev]'
	@touch $(VENV)/.installed $@

# --- the demo: running it again keeps what you changed in demo/ ---

demo: $(VENV)/.installed
	@mkdir -p $(DEMO)/exports
	@echo "== refdesk ingest examples/documents/* --desk $(DEMO)"
	@$(REFDESK) ingest examples/documents/* --desk $(DEMO)
	@echo
	@echo "== refdesk list --desk $(DEMO)"
	@$(REFDESK) list --desk $(DEMO)
	@echo
	@$(BIN)/python examples/count.py $(DEMO)
	@echo
	@for style in apa chicago-notes; do for format in txt html; do \
	  $(REFDESK) export --desk $(DEMO) --style $$style --format $$format -q -o $(DEMO)/exports/$$style.$$format || exit 1; \
	done; done
	@echo "The library is $(DEMO)/references.bib. Bibliographies in APA and Chicago style are in $(DEMO)/exports:"
	@ls $(DEMO)/exports
	@if [ -n "$(LINKS)" ]; then $(REFDESK) links check --desk $(DEMO) || true; \
	else echo "Links were not checked; for that: make demo LINKS=yes"; fi
	@if [ -t 0 ] && [ -t 1 ]; then $(REFDESK) tui --desk $(DEMO); \
	else echo "Not at a terminal; to browse the desk: $(BIN)/refdesk tui --desk $(DEMO)"; fi

# --- the checks ---

test: lint types rooms pytest

lint: $(VENV)/.installed-dev
	$(BIN)/python -m ruff check
	$(BIN)/python -m ruff format --check

types: $(VENV)/.installed-dev
	$(BIN)/python -m mypy

rooms: $(VENV)/.installed-dev
	$(BIN)/lint-imports --no-cache

pytest: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -q

# --- the shipped library, speed, tidying ---

exports: $(VENV)/.installed
	@mkdir -p exports
	@for style in $(STYLES); do for format in $(FORMATS); do \
	  $(REFDESK) export --desk . --style $$style --format $$format -q -o exports/$$style.$$format || exit 1; \
	done; done
	@echo "exports/ holds the library in: $(STYLES)"

picture: $(VENV)/.installed
	@$(BIN)/python examples/picture.py docs/tui.svg

# The labelled references are no part of the repository: see training/README.md.
evaluate: $(VENV)/.installed-dev
	@$(BIN)/python -m evaluation.strings --references "$(REFERENCES)"
	@echo
	@$(BIN)/python -m evaluation.documents --fields

train: $(VENV)/.installed-dev
	@$(BIN)/python -m training.train --references "$(REFERENCES)"

bench: $(VENV)/.installed-dev
	@$(BIN)/python benchmarks/speed.py $(DOCUMENTS)
	@echo
	@$(BIN)/python benchmarks/library_file.py
	@echo
	@$(BIN)/python benchmarks/dedupe.py
	@echo
	@$(BIN)/python benchmarks/documents.py
	@echo
	@$(BIN)/python benchmarks/csl.py

# atheris has wheels for Linux on x86-64 and few other machines, so it is no dependency of the tests.
fuzz: $(VENV)/.installed-dev
	@$(BIN)/python -c 'import atheris' 2>/dev/null || $(BIN)/python -m pip install -qq --disable-pip-version-check 'atheris>=3,<4'
	@mkdir -p build/fuzz
	@$(BIN)/python fuzz/library_file.py -max_total_time=$(FUZZ_SECONDS) -max_len=4096 -timeout=10 -artifact_prefix=build/fuzz/ -print_final_stats=1

clean:
	rm -rf $(VENV) $(DEMO) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache snapshot_report.html
	find src tests benchmarks evaluation examples fuzz training -name __pycache__ -type d -prune -exec rm -rf {} +
