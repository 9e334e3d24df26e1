#!/usr/bin/env bash
# Make a Wine of our own, as Windows 10, with the libraries it lacks. Does nothing when it is made.
set -euo pipefail
source "$(dirname "$0")/environment.sh"
stamp=$WINEPREFIX/.binome
asked=$(cat "$HERE/prefix.sh" "$HERE"/stubs/*.c | sha256sum)
[ "$(cat "$stamp" 2>/dev/null || true)" != "$asked" ] || exit 0

say "Wine prefix: $WINEPREFIX"
rm -rf "$WINEPREFIX"
mkdir -p "$WORK"
wineboot -i >/dev/null 2>&1 || fail "Wine does not start here (wineboot)"
wine winecfg -v win10 >/dev/null 2>&1
for name in $STUBS; do
    x86_64-w64-mingw32-gcc -shared -O1 -s -o "$WINEPREFIX/drive_c/windows/system32/$name.dll" \
        "$HERE/stubs/$name.c" -ladvapi32
done
end_wine
# Its Desktop and Documents are folders of its own, not links to those of whoever builds.
find "$WINEPREFIX/drive_c/users" -type l | while read -r link; do
    rm "$link"
    mkdir "$link"
done
echo "$asked" >"$stamp"
