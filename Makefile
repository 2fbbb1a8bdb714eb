PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint types bench bench-checks bench-formats bench-model bench-load train test-training test-browser test-web test-wordpress clean help

help: ## What there is to make
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

demo: .venv/ready ## Translate examples/ with the house model and write the German page
	$(BIN)/python -m fassung translate examples/state-visit-by-train.ans.json -o out/state-visit.html --portal examples/portal.toml
	@echo "The German page: $(CURDIR)/out/state-visit.html"

test: .venv/ready lint types ## All checks and tests, from nothing
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal --cov --cov-report=
	$(BIN)/coverage report --skip-covered --sort=cover
	$(BIN)/coverage report --fail-under=95 --format=total \
		--include='src/fassung/article/*,src/fassung/wires/*,src/fassung/translation/*'

lint: .venv/ready ## Style of the code, with ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/ready ## Types, with mypy
	$(BIN)/mypy

bench: .venv/ready ## Time outside the engine, on one article
	$(BIN)/python -m bench.pipeline

bench-checks: .venv/ready ## What the checks find, their false alarms, the risk; needs ../shared
	$(BIN)/python -m bench.checks --model --save

bench-model: .venv/ready ## Quality and speed of the house model; installs torch and transformers
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	$(BIN)/python -m bench.model --base --runtimes

bench-load: .venv/ready ## 50 editors at once while a translation runs; installs locust
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[load]'
	$(BIN)/python -m bench.load --save

train: .venv/ready ## Train the house model; needs the corpora in ../shared
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[train]'
	$(BIN)/python -m training.train --config training/cpu.toml --run out/house-run
	$(BIN)/python -m training.export --run out/house-run --into src/fassung/engines/house/weights

test-training: .venv/ready ## Tests of training/: exact resume, the curve; installs torch
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[train]'
	$(BIN)/python -m pytest training/tests

test-browser: .venv/ready ## The desk in a real browser (npm's, where there is none); pictures go to out/desk-shots
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[browser]'
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m pytest $(or $(ONLY),tests/browser)

test-wordpress: .venv/ready ## A real WordPress, unpacked from Debian's packages into out/wordpress; needs apt and dpkg
	$(BIN)/python -m pytest tests/wordpress

bench-formats: .venv/ready ## Whether the outputs are valid by the schemas of IPTC and Arc XP; needs ../shared
	$(BIN)/python -m bench.formats

test-web: .venv/ready ## Pages of portals before validators; needs Java and npm, pictures go to out/site-shots
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[browser]'
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.portals_web.validator
	$(BIN)/python -m pytest tests/portals_web

clean: ## Remove everything that was made
	rm -rf .venv out .mypy_cache .ruff_cache .pytest_cache
