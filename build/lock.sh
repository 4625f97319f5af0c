#!/bin/sh
# Renews the lock files from pyproject.toml: exact versions and hashes for every platform, no index addresses.
# What is locked stays as it is where it can; `make lock UPGRADE=--upgrade` takes the newest of everything.
set -eu
cd "$(dirname "$0")/.."

compile() { .venv/bin/python -m uv pip compile -q --universal --generate-hashes --no-annotate \
    --custom-compile-command "make lock" ${UPGRADE:-} "$@"; }

.venv/bin/python -m pip install -q uv
compile pyproject.toml -o build/requirements.txt
compile --group pyproject.toml:dev -c build/requirements.txt -o build/requirements-dev.txt
compile --group pyproject.toml:bench -c build/requirements-dev.txt -c build/requirements.txt -o build/requirements-bench.txt
compile --group pyproject.toml:fuzz -c build/requirements.txt -o build/requirements-fuzz.txt
compile --group pyproject.toml:package -c build/requirements.txt -o build/requirements-package.txt
