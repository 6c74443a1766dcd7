# Neuron Models: every verb of the course. `make help` lists them.
# Needs Python >= 3.11 and make. A second run works offline.

PYTHON ?= python3
VENV ?= .venv
# Where `make lab` keeps a student's notebooks.
WORK ?= work
# `make test CONSTRAINTS=` installs the newest versions instead of the pinned ones.
CONSTRAINTS ?= constraints/build.txt
BIN = $(VENV)/bin
SITE = docs/_build/html
NODE_MODULES = docs/node_modules/.package-lock.json
PYTEST = $(BIN)/python -m pytest
PARALLEL = $(PYTEST) -n auto --dist loadfile --no-loadscope-reorder
ALONE = $(PYTEST) --reruns 1 -r R $(shell grep -rl --include='test_*.py' 'mark\.timing' tests)
PIP_INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check $(if $(CONSTRAINTS),--constraint $(CONSTRAINTS))

# The environment may have a NAME of its own (on WSL, that of the machine).
ifneq ($(origin NAME),command line)
NAME :=
endif

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help lab fresh quick test test-long browser-test coverage lint format build check docs links lite bench constraints clean

help:  ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "The course needs Python 3.11 or newer; $(PYTHON) is older or missing. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "This Python has no venv module. On Debian or Ubuntu: sudo apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.lab: $(BIN)/python pyproject.toml $(CONSTRAINTS)
	@echo "Installing what students need into $(VENV) ..."
	$(PIP_INSTALL) --editable '.[lab]'
	@touch $@

$(VENV)/.dev: $(BIN)/python pyproject.toml $(CONSTRAINTS)
	@echo "Installing what authors and instructors need into $(VENV) ..."
	$(PIP_INSTALL) --editable '.[dev]'
	@touch $@ $(VENV)/.lab

$(VENV)/.browser: $(VENV)/.dev
	@echo "Installing what drives a browser into $(VENV) ..."
	$(PIP_INSTALL) --editable '.[browser]'
	@touch $@

lab: $(VENV)/.lab  ## open JupyterLab on your own copies of the notebooks, in work/
	@$(BIN)/python -m courseware.student_copies --folder "$(WORK)"
	$(BIN)/python -m jupyterlab --ServerApp.root_dir="$(WORK)" $(LAB_OPTIONS)

fresh: $(VENV)/.lab  ## start a notebook again: make fresh NAME=why-models (yours is kept under a dated name)
	@$(BIN)/python -m courseware.student_copies --folder "$(WORK)" --fresh "$(NAME)"

quick: $(VENV)/.dev  ## run the quick tests, before each commit
	$(PARALLEL) -m 'not (timing or slow)' tests/unit tests/notebooks/test_contract.py helpers courseware $(PYTEST_OPTIONS)

# What depends on time or on the machine's load runs alone, at the end, and once more if it fails.
# Only files with such tests are read.
test: $(VENV)/.dev  ## run the tests, with a sample of what is slow (NAME=... for one tutorial's)
ifneq ($(NAME),)
	$(PARALLEL) -m 'not (timing or colab)' -k '$(NAME) or $(subst -,_,$(NAME))' tests/unit tests/notebooks $(PYTEST_OPTIONS)
else
	$(PARALLEL) -m 'not (browser or timing)' $(PYTEST_OPTIONS)
	$(ALONE) -m 'timing and not browser' $(PYTEST_OPTIONS)
endif

test-long: $(VENV)/.dev  ## after make test: the rest, and the sampled tests at full number
	$(PARALLEL) --long -m 'not (browser or timing)' $(PYTEST_OPTIONS)

browser-test: $(VENV)/.browser $(NODE_MODULES)  ## drive the course in a real browser, as students do
	@$(BIN)/python -m tests.browser.chromium
	$(PARALLEL) -m browser $(PYTEST_OPTIONS)

coverage: $(VENV)/.dev  ## run the tests and show which lines they run (pages in htmlcov/)
	$(BIN)/python -m coverage erase
	$(MAKE) test PYTEST_OPTIONS="--cov --cov-append --cov-report= $(PYTEST_OPTIONS)"
	$(BIN)/python -m coverage html --quiet
	$(BIN)/python -m coverage report

lint: $(VENV)/.dev  ## check style, types, and that what is imported is declared
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/deptry helpers courseware docs solutions

format: $(VENV)/.dev  ## fix style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

build: $(VENV)/.dev  ## make the notebooks from their sources (NAME=... for one)
	$(BIN)/courseware build $(NAME)

check: $(VENV)/.dev  ## see whether the committed notebooks are in step with their sources
	$(BIN)/courseware build --check $(NAME)

# Scripts that the site ships with: from npm, once.
$(NODE_MODULES): docs/package-lock.json
	@command -v npm >/dev/null || { echo "The site needs npm, once, to fetch MathJax. On Debian or Ubuntu: sudo apt install npm"; exit 1; }
	npm ci --prefix docs --no-audit --no-fund --loglevel=error
	@touch $@

docs: $(VENV)/.dev $(NODE_MODULES)  ## make the course's site, in docs/_build/html
	$(BIN)/python -m sphinx -n -W --keep-going -q $(if $(wildcard $(SITE)/lite/index.html),-t lite) -b html docs $(SITE)
	@echo "$(SITE)/index.html"

links: $(VENV)/.dev $(NODE_MODULES)  ## ask whether the site's links to the web still answer
	$(BIN)/python -m sphinx -q -b linkcheck docs docs/_build/links

lite: $(VENV)/.dev  ## add JupyterLite to the site: the notebooks in the browser, nothing to install
	$(BIN)/python -m courseware.site.lite $(SITE)/lite

bench: $(VENV)/.browser  ## measure what the course promises about speed
	@for script in benchmarks/*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

constraints:  ## renew the pinned versions in constraints/build.txt from a clean environment
	@scratch=$$(mktemp -d) && $(PYTHON) -m venv $$scratch && \
	  $$scratch/bin/python -m pip install --quiet '.[browser]' && \
	  { grep '^#' constraints/build.txt; \
	    $$scratch/bin/python -m pip list --format=freeze | \
	      grep -i -F "$$(sed -n 's/\(.*==\).*/\1/p' constraints/build.txt)"; } > $$scratch/build.txt && \
	  cp $$scratch/build.txt constraints/build.txt; rm -rf $$scratch

clean:  ## remove environments and caches (never work/, submitted/ or the gradebook)
	rm -rf $(VENV) .venv-colab build dist docs/_build docs/tutorials docs/node_modules *.egg-info .pytest_cache .ruff_cache .mypy_cache .coverage* htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
