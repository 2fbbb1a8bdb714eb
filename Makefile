PYTHON ?= python3
BIN := .venv/bin

.PHONY: help demo test lint types clean test-browser test-web test-wordpress test-storage test-training train \
	bench bench-model bench-checks bench-desk bench-load bench-delivery bench-fronts bench-formats \
	bench-lab bench-mqm bench-trial

## To begin with
help: ## What there is to make
	@awk -F ':.*## ' '/^## / { printf "\n%s\n", substr($$0, 4) } /^[a-z-]+:.*## / { printf "  %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

demo: .venv/ready ## Translate examples/ with the house model and write the German page
	$(BIN)/python -m fassung translate examples/state-visit-by-train.ans.json -o out/state-visit.html --portal examples/portal.toml
	@echo "The German page: $(CURDIR)/out/state-visit.html"

test: .venv/ready lint types ## All checks and tests, from nothing
	$(BIN)/python -m pytest --ignore=tests/alone --numprocesses auto --maxprocesses 4 --dist worksteal --cov --cov-report=
	$(BIN)/python -m pytest tests/alone
	$(BIN)/coverage report --skip-covered --sort=cover
	$(BIN)/coverage report --fail-under=95 --format=total \
		--include='src/fassung/article/*,src/fassung/wires/*,src/fassung/translation/*'

lint: .venv/ready ## Style of the code, with ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/ready ## Types, with mypy
	$(BIN)/mypy

clean: ## Remove everything that was made
	rm -rf .venv out .mypy_cache .ruff_cache .pytest_cache

## Tests that need more
test-browser: .venv/ready ## The desk in a real browser; pictures go to out/desk-shots
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[browser]'
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m pytest $(or $(ONLY),tests/browser)

test-web: .venv/ready ## Portals' pages before validators; needs Java and npm, pictures go to out/site-shots
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[browser]'
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.portals_web.validator
	$(BIN)/python -m pytest tests/portals_web

test-wordpress: .venv/ready ## A real WordPress, unpacked into out/wordpress; needs apt and dpkg
	$(BIN)/python -m pytest tests/wordpress

test-storage: .venv/ready ## Files into real SFTP and S3 servers: OpenSSH, rclone, SeaweedFS; needs apt and dpkg
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[storage,storage-tests]'
	$(BIN)/python -m pytest tests/storage

test-training: .venv/ready ## Tests of training/: exact resume, the curve; installs torch
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[train]'
	$(BIN)/python -m pytest training/tests

## Figures
bench: .venv/ready ## Time outside the engine, on one article
	$(BIN)/python -m bench.pipeline

bench-model: .venv/ready ## Quality and speed of the house model; needs ../shared, installs torch
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	$(BIN)/python -m bench.model --base --runtimes

bench-checks: .venv/ready ## What the checks find, their false alarms, the risk; needs ../shared
	$(BIN)/python -m bench.checks --model --save

bench-desk: .venv/ready ## The desk killed at any moment, two workers, what an update costs
	$(BIN)/python -m bench.desk kill --save
	$(BIN)/python -m bench.desk kill --postgres --save
	$(BIN)/python -m bench.desk workers --postgres --save
	$(BIN)/python -m bench.desk update --save

bench-load: .venv/ready ## 50 editors at once while a translation runs; installs locust
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[load]'
	$(BIN)/python -m bench.load --save

bench-delivery: .venv/ready ## One article to 80 portals × 3 targets, and receivers that fail
	$(BIN)/python -m bench.delivery cost --save
	$(BIN)/python -m bench.delivery kill --save

bench-fronts: .venv/ready ## What one more article costs a site, from 10 articles to 10,000
	$(BIN)/python -m bench.fronts --save

bench-formats: .venv/ready ## Whether outputs are valid by the schemas of IPTC and Arc XP; needs ../shared
	$(BIN)/python -m bench.formats

bench-lab: .venv/ready ## The lab beside sacreBLEU and beside people's ranking, its speed; needs ../shared
	$(BIN)/python -m bench.lab --save

bench-mqm: .venv/ready ## MQM scores of newstest2020 beside those published; needs ../shared
	$(BIN)/python -m bench.mqm

bench-trial: .venv/ready ## How often the live test errs, by 1,000 repetitions
	$(BIN)/python -m bench.sequential --save

## The house model
train: .venv/ready ## Train the house model; needs the corpora in ../shared
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[train]'
	$(BIN)/python -m training.train --config training/cpu.toml --run out/house-run
	$(BIN)/python -m training.export --run out/house-run --into src/fassung/engines/house/weights
