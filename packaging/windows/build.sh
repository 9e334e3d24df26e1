#!/usr/bin/env bash
# Build dist/Binome-<version>-Setup.exe and the portable zip. PIP_PYTHON: a Python with pip (default: .venv).
# EMBED=<file>: python.org's own embeddable zip. SIGN=<program>: run on each of our programs, then on the installer.
set -euo pipefail
source "$(dirname "$0")/environment.sh"
started=$SECONDS
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 1767225600)}"
export PYTHONHASHSEED=0

"$ROOT/packaging/system.sh" windows
"$HERE/prefix.sh"
"$HERE/python.sh"

say "Notices"
rm -rf "$WORK/notices"
python3 "$ROOT/packaging/third_party.py" --site "$SITE" --lock "$ROOT/packaging/requirements-windows.txt" \
    --python "$WINPYTHON/LICENSE.txt" --out "$WORK/notices"

say "Program (PyInstaller)"
rm -rf "$BUNDLE"
export BINOME_NOTICES="Z:${WORK//\//\\}\\notices"
win "$WINPYTHON/python.exe" -X utf8 -m PyInstaller --noconfirm --log-level WARN \
    --distpath build/windows/bundle --workpath build/windows/work packaging/windows/binome.spec \
    >"$WORK/pyinstaller.log" || { grep -v INFO "$WORK/pyinstaller.log" | tail -60; fail "PyInstaller stopped"; }
end_wine
cp "$WORK/notices/THIRD-PARTY.md" "$BUNDLE/THIRD-PARTY.md"
cp "$ROOT/LICENSE" "$BUNDLE/LICENSE.txt"
for stub in $STUBS; do
    [ -z "$(find "$BUNDLE" -iname "$stub*")" ] || fail "$stub of this machine's Wine is in the bundle"
done
for name in binome desk; do
    [ -z "${SIGN:-}" ] || "$SIGN" "$BUNDLE/$name.exe"
done
find "$BUNDLE" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +

say "Installer and portable zip"
mkdir -p "$DIST"
rm -f "$SETUP" "$PORTABLE"
python3 "$HERE/release.py" numbers "$ROOT" >"$WORK/version.nsh"
python3 "$HERE/release.py" side "$WORK/side.bmp"
touch --date="@$SOURCE_DATE_EPOCH" "$WORK/side.bmp"
makensis -V2 -WX "-DBUNDLE=$BUNDLE" "-DOUT=$SETUP" "-DICON=$ROOT/resources/icons/binome.ico" "-DSIDE=$WORK/side.bmp" \
    "-DVERSION=$VERSION" "-DVERSION_FILE=$WORK/version.nsh" "$HERE/installer.nsi"
[ -z "${SIGN:-}" ] || "$SIGN" "$SETUP"
python3 "$HERE/release.py" portable "$BUNDLE" "$PORTABLE"
# the Linux build writes its own lines again in the same way
(cd "$DIST" && find . -maxdepth 1 -type f -name "*$VERSION*" -printf '%P\n' | LC_ALL=C sort | xargs sha256sum >SHA256SUMS)
python3 "$ROOT/packaging/built.py" windows "$BUNDLE" "installer=$SETUP" "portable=$PORTABLE"
cat "$DIST/SHA256SUMS"
echo "make windows: $((SECONDS - started)) s"
