#!/usr/bin/env bash
# Compile the locked, hashed requirements of every platform from pyproject.toml. Needs uv; called by `make lock`.
set -euo pipefail
cd "$(dirname "$0")/.."
export UV_CUSTOM_COMPILE_COMMAND="make lock"

compile() {
    local platform=$1 output=$2
    shift 2
    uv pip compile pyproject.toml --quiet --generate-hashes --no-emit-index-url --only-binary :all: \
        --python-version 3.11 --python-platform "$platform" --output-file "packaging/$output" "$@"
}

compile x86_64-manylinux_2_36 requirements-linux.txt "$@"
compile x86_64-pc-windows-msvc requirements-windows.txt "$@"
compile x86_64-manylinux_2_36 requirements-dev.txt --extra test "$@"
