# On a fresh machine `make run` and `make test` do everything, set-up included. README.md says more.

PYTHON ?= python3
FILES ?=
export PYTHON FILES UPGRADE

RUN := .venv/bin/python -m
PYTEST := $(RUN) pytest -q -n 2

.PHONY: run test check format bench fuzz office nightly lock package setup clean

run:  ## open the window; with FILES='…' on those files
	@sh build/setup.sh run
	@sh build/run.sh

test: setup  ## everything that must be green
	$(RUN) ruff check
	$(RUN) ruff format --check
	$(RUN) mypy
	$(PYTEST)

check: test  ## the same by its other name: format, lint, types, tests

format: setup  ## put the code in order
	$(RUN) ruff check --fix
	$(RUN) ruff format

bench:  ## times and memory, each beside its goal and beside other tools
	@sh build/setup.sh bench
	@$(RUN) tests.bench

fuzz:  ## every reader on damaged files, MINUTES=20 in all
	@sh build/setup.sh fuzz
	@$(RUN) tests.fuzz --minutes $(or $(MINUTES),20)

office:  ## put in LibreOffice, with which some tests make .doc, .pdf, .xls and more; without it they are skipped
	@sh build/setup.sh office

nightly: setup  ## the laws and the matrix of shapes on many more reports
	NIANBAO_RANDOM_REPORTS=20000 NIANBAO_OFFICE_REPORTS=300 $(PYTEST) --hypothesis-profile=nightly

lock: setup  ## renew both lock files from pyproject.toml; with UPGRADE=--upgrade to the newest versions
	@sh build/lock.sh

setup:
	@sh build/setup.sh test

package:  ## .deb and .tar.xz, or the installer on Windows, into out/
	@sh build/package.sh

clean:  ## back to a fresh clone
	rm -rf .venv out .pytest_cache .mypy_cache .ruff_cache .hypothesis
