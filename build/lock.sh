#!/bin/sh
# Renews the lock files from pyproject.toml: exact versions and hashes for every platform, no index addresses.
set -eu
cd "$(dirname "$0")/.."

compile() { .venv/bin/python -m uv pip compile -q --upgrade --universal --generate-hashes --no-annotate \
    --custom-compile-command "make lock" "$@"; }

.venv/bin/python -m pip install -q uv
compile pyproject.toml -o build/requirements.txt
compile --group pyproject.toml:dev -c build/requirements.txt -o build/requirements-dev.txt
