#!/usr/bin/env bash
# Install, use, upgrade and remove the Windows program under Wine, as a new user would. One Xvfb for all of it.
# Pictures and the report: build/windows/check-out. What Wine cannot tell is listed in packaging/RELEASE.md.
# PREVIOUS=<installer>: the version before, as it was released; else this program stands for it, under that number.
set -euo pipefail
if [ -z "${BINOME_DISPLAY:-}" ]; then
    "$(dirname "$0")/../system.sh" windows-check
    export BINOME_DISPLAY=yes
    exec xvfb-run --auto-servernum --server-args="-screen 0 1366x768x24 -nolisten tcp" "$0" "$@"
fi
BINOME_PREFIX="$(cd "$(dirname "$0")/../.." && pwd)/build/windows/check-prefix"
export BINOME_PREFIX
source "$(dirname "$0")/environment.sh"
started=$SECONDS
seen=$WORK/check-out
rm -rf "$WINEPREFIX" "$seen"
mkdir -p "$seen"
trap end_wine EXIT

user=$WINEPREFIX/drive_c/users/$(id -un)
programs=$user/AppData/Local/Programs/Binome
documents=$user/Documents
title="Binôme, coordination maire – secrétaire général de mairie"
desktop=$user/Desktop/$title.lnk
menu="$user/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/$title.lnk"

done_() { printf '   ok  %s\n' "$*"; }
must() { local what=$1; shift; "$@" || fail "$what"; done_ "$what"; }
# The code of a program that is expected to refuse.
code_of() { local code=0; "$@" >/dev/null || code=$?; echo "$code"; }
# Rarely, under load, this Wine cannot start a process and says 1359: once more then, and it is told.
twice() {
    local said code=0
    said=$("$@") || code=$?
    if [ "$code" -ne 0 ] && grep -q 'WinError 1359' <<<"$said"; then
        echo "   Wine could not start a process (1359): once more"
        code=0
        said=$("$@") || code=$?
    fi
    printf '%s\n' "$said" | sed 's/^/   /'
    return "$code"
}
window_selftest() {
    local code=0
    win "$programs/binome.exe" _selftest "Z:${seen//\//\\}\\window.json" || code=$?
    cat "$seen/window.json"
    return "$code"
}
windows_path() { local path=${1#"$WINEPREFIX/drive_c"}; echo "C:${path//\//\\}"; }
picture() { import -window root "$seen/$1.png"; done_ "picture $seen/$1.png"; }
# Waits for a window whose title holds $1.
wait_window() {
    for _ in $(seq 60); do
        if xwininfo -root -tree 2>/dev/null | grep -qF "$1"; then sleep 2; return 0; fi
        sleep 0.5
    done
    import -window root "$seen/missing-window.png"
    fail "no window « $1 »; see $seen/missing-window.png"
}
running() { pgrep -fc '[\\/]binome\.exe' || true; }
# The titles of our windows and of Notepad's, the one in front first.
titles() { xwininfo -root -tree 2>/dev/null | grep -oE '"[^"]*(Binôme|Notepad)[^"]*"' || true; }
close_window() {
    wine taskkill /im binome.exe >/dev/null 2>&1 || true
    for _ in $(seq 40); do
        [ "$(running)" -gt 0 ] || return 0
        sleep 0.25
    done
    fail "the window does not close when asked"
}
start_program() { (wine "$@" </dev/null 2>&1 | cat >>"$seen/program.log") & }
registry() { wine reg query "$1" </dev/null 2>/dev/null | tr -d '\r'; }
listed() { registry 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Binome' | grep -qE "DisplayVersion .*[[:space:]]${1//./\\.}\$"; }
lacks_key() { ! win reg query "$1" >/dev/null; }
sums() { (cd "$user" && find Documents AppData/Local/Binome -type f ! -path '*/journaux/*' -exec sha256sum {} + | sort -k 2); }

say "A new Windows user"
"$HERE/prefix.sh"
mkdir -p "$documents"

say "Silent installation"
must "$(basename "$SETUP") /S" win "$SETUP" /S
must "the window's program is there" test -f "$programs/binome.exe"
must "the shortcut on the desktop" test -f "$desktop"
must "the shortcut in the start menu" test -f "$menu"
registry 'HKCU\Software\Classes\Binome.Carnet\shell\open\command' | grep -qF 'binome.exe" "%1"' ||
    fail "a carnet is not opened by a double-click"
done_ "a carnet is opened by a double-click"
must "Windows' list of programs says $VERSION" listed "$VERSION"
for stub in $STUBS; do
    [ -z "$(find "$programs" -iname "$stub*")" ] || fail "$stub of this machine's Wine was installed"
done

say "What the installed program can do"
twice win "$programs/desk.exe" selftest || fail "desk.exe selftest"
twice window_selftest || fail "the window's self-test"

say "First start, by the shortcut"
start_program start /unix "$desktop"
wait_window "Binôme, coordination maire"
picture first-start
close_window

say "An example, opened by a double-click"
win "$programs/desk.exe" demo --out "$(windows_path "$documents")" --au 2026-11-22
mv "$documents/demo.binome" "$documents/Carnet d’été – Œuvre.binome"
# Windows adds a user's kinds of file to the machine's; this Wine reads the machine's only: copy what was installed.
for key in .binome Binome.Carnet; do
    win reg copy "HKCU\\Software\\Classes\\$key" "HKLM\\Software\\Classes\\$key" /s /f >/dev/null
done
start_program start /unix "$documents/Carnet d’été – Œuvre.binome"
wait_window "— Binôme"
picture double-click
cp -r "$documents" "$seen/while-open"

say "A second start, while it is open"
ours=$(titles | wc -l)
start_program notepad
wait_window Notepad
must "another window is in front" grep -q Notepad <<<"$(titles | head -1)"
start_program start /unix "$desktop"
sleep 8
must "one program runs, not two" test "$(running)" -eq 1
must "no second window" test "$(titles | grep -vc Notepad)" -eq "$ours"
must "the first window came to the front" grep -q Binôme <<<"$(titles | head -1)"
picture second-start
wine taskkill /f /im notepad.exe >/dev/null 2>&1 || true
code=$(code_of win "$SETUP" /S)
[ "$code" -eq 2 ] || fail "an upgrade while the window is open must give up with 2, not $code"
must "an upgrade gives up while the window is open, and harms nothing" test -f "$programs/_internal/python311.dll"
close_window
win "$programs/desk.exe" check "$(windows_path "$documents/Carnet d’été – Œuvre.binome")" | sed 's/^/   /'

say "Upgrade from the version before, with carnets in place"
released=$(sed -n 's/^release = "\(.*\)"$/\1/p' packaging/sizes.toml)
previous=${PREVIOUS:-$WORK/Binome-$released-stand-in.exe}
[ -n "${PREVIOUS:-}" ] || makensis -V1 "-XSetCompressor /FINAL zlib" "-DBUNDLE=$BUNDLE" "-DOUT=$previous" \
    "-DICON=$ROOT/resources/icons/binome.ico" "-DSIDE=$WORK/side.bmp" "-DVERSION=$released" \
    "-DVERSION_FILE=$WORK/version.nsh" "$HERE/installer.nsi"
must "the version before: ${previous##*/} /S" win "$previous" /S
must "Windows' list of programs says $released" listed "$released"
cp "tests/fixtures/carnets/$released.binome" "$documents/Carnet de la version $released.binome"
cp "tests/fixtures/carnets/$released.binome" "$programs/mon carnet.binome"
echo "a file that only the version before had" >"$programs/_internal/old.dll"
sums >"$seen/before.txt"
must "silent upgrade: ${SETUP##*/} /S" win "$SETUP" /S
must "Windows' list of programs says $VERSION" listed "$VERSION"
must "the old program's files are gone" test ! -e "$programs/_internal/old.dll"
sums >"$seen/after.txt"
must "carnets, copies and settings are the same bytes" cmp "$seen/before.txt" "$seen/after.txt"
sed 's/^/   /' "$seen/after.txt"
must "a carnet left beside the program is untouched" cmp "tests/fixtures/carnets/$released.binome" "$programs/mon carnet.binome"
twice win "$programs/desk.exe" report "$(windows_path "$documents/Carnet d’été – Œuvre.binome")" \
    --out "$(windows_path "$documents/bilan.pdf")" --au 2026-11-22
must "the upgraded program draws a bilan" test -s "$documents/bilan.pdf"
rm "$documents/bilan.pdf"
start_program start /unix "$programs/mon carnet.binome"
wait_window "— Binôme"
picture carnet-of-the-version-before
close_window
rm "$programs/mon carnet.binome"

say "Removal"
sums >"$seen/before.txt"
must "silent removal" win "$programs/desinstaller.exe" /S
for _ in $(seq 40); do [ -e "$programs" ] || break; sleep 0.5; done
must "the program is gone" test ! -e "$programs"
must "the desktop shortcut is gone" test ! -e "$desktop"
must "the start menu's shortcut is gone" test ! -e "$menu"
for key in Classes\\Binome.Carnet Classes\\.binome Binome Microsoft\\Windows\\CurrentVersion\\Uninstall\\Binome; do
    must "no key HKCU\\Software\\$key" lacks_key "HKCU\\Software\\$key"
done
sums >"$seen/removed.txt"
must "carnets, copies and settings stay" cmp "$seen/before.txt" "$seen/removed.txt"

say "From a USB key"
key=$WINEPREFIX/drive_c/clé
unzip -q "$PORTABLE" -d "$key"
start_program "$key/Binome/binome.exe"
wait_window "Binôme, coordination maire"
picture usb-key
close_window
must "the key keeps the settings and the log" test -d "$key/Binome/donnees/journaux"

say "Windows too old"
for old in win7 win81; do
    wine winecfg -v "$old" >/dev/null 2>&1
    code=$(code_of win "$SETUP" /S)
    [ "$code" -eq 2 ] || fail "the installer must refuse $old with 2, not $code"
    must "refused on $old, nothing installed" test ! -e "$programs"
done
start_program "$SETUP"
wait_window "Binôme"
picture refused
wineserver -k || true
sleep 1
wine winecfg -v win10 >/dev/null 2>&1

say "Unit tests on Windows' Python"
"$HERE/unit_tests.sh"
echo "make windows-check: $((SECONDS - started)) s"
