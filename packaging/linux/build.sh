#!/usr/bin/env bash
# Build dist/binome-<version>-linux-x86_64.tar.xz (portable) and dist/binome_<version>_amd64.deb.
# PYTHON: the Python the program carries (default: python3, 3.11 or later, with its shared library).
set -euo pipefail
source "$(dirname "$0")/environment.sh"
started=$SECONDS
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 1767225600)}"
export PYTHONHASHSEED=0
"$ROOT/packaging/system.sh" linux

# The newest version of the C library that any file of the bundle asks for.
newest_libc() {
    find "$BUNDLE" -type f \( -name '*.so*' -o -name desk \) -exec objdump -T {} + 2>/dev/null |
        grep -o 'GLIBC_[0-9.]*' | sort -Vu | tail -1 | cut -d_ -f2
}

say "Python and its packages"
requirements=(--requirement packaging/requirements-linux.txt --requirement "$HERE/requirements-tools.txt")
wanted=$(cat packaging/requirements-linux.txt "$HERE/requirements-tools.txt" | sha256sum)
if [ "$(cat "$VENV/wanted" 2>/dev/null)" != "$wanted" ]; then
    rm -rf "$VENV"
    "${PYTHON:-python3}" -m venv "$VENV"
    "$VENV/bin/python" -m pip install --quiet --require-hashes "${requirements[@]}"
    echo "$wanted" >"$VENV/wanted"
fi

say "Notices"
rm -rf "$WORK/notices"
site=$("$VENV/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
licence=$("$VENV/bin/python" -c 'import pathlib, sys, sysconfig; names = [pathlib.Path(sysconfig.get_path("stdlib"), "LICENSE.txt"), pathlib.Path(f"/usr/share/doc/python3.{sys.version_info[1]}/copyright")]; print(next(name for name in names if name.exists()))')
"$VENV/bin/python" packaging/third_party.py --site "$site" --lock packaging/requirements-linux.txt \
    --python "$licence" --out "$WORK/notices"

say "Program (PyInstaller)"
rm -rf "$BUNDLE" "$WORK/work"
BINOME_NOTICES="$WORK/notices" "$VENV/bin/python" -m PyInstaller --noconfirm --log-level WARN --clean \
    --distpath "$WORK/dist" --workpath "$WORK/work" "$HERE/binome.spec" >"$WORK/pyinstaller.log" 2>&1 ||
    { tail -60 "$WORK/pyinstaller.log"; fail "PyInstaller stopped"; }
ln -s desk "$BUNDLE/binome"
cp "$WORK/notices/THIRD-PARTY.md" "$BUNDLE/THIRD-PARTY.md"
cp LICENSE "$BUNDLE/LICENSE.txt"
chmod -R u=rwX,go=rX "$BUNDLE"
QT_QPA_PLATFORM=offscreen "$BUNDLE/desk" selftest

say "Portable archive"
mkdir -p "$DIST"
rm -rf "$WORK/portable" "$PORTABLE"
mkdir -p "$WORK/portable"
cp -a "$BUNDLE" "$WORK/portable/binome"
mkdir "$WORK/portable/binome/donnees"
cp "$HERE/LISEZ-MOI.txt" "$WORK/portable/binome/donnees/"
tar --create --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" \
    --directory "$WORK/portable" binome | xz -6 --threads=2 >"$PORTABLE"

say "Debian package"
"$HERE/deb.sh" "$(newest_libc)"

(cd "$DIST" && find . -maxdepth 1 -type f -name "*$VERSION*" -printf '%P\n' | LC_ALL=C sort | xargs sha256sum >SHA256SUMS)
"$VENV/bin/python" packaging/built.py linux "$BUNDLE" "deb=$DEB" "portable=$PORTABLE"
echo "make linux: $((SECONDS - started)) s"
