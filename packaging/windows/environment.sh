# Sourced by the scripts of this folder: where the Windows build lives, and how Wine is run.
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
ROOT=$PWD
HERE=$ROOT/packaging/windows
WORK=$ROOT/build/windows
DIST=$ROOT/dist
WINPYTHON=$WORK/python
SITE=$WINPYTHON/Lib/site-packages
BUNDLE=$WORK/bundle/Binome
VERSION=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' desk/__init__.py)

SETUP=$DIST/Binome-$VERSION-Setup.exe
PORTABLE=$DIST/Binome-$VERSION-portable-windows.zip
export WINEPREFIX=${BINOME_PREFIX:-$WORK/prefix} WINEARCH=win64 WINEDEBUG=-all
# In this Wine: no .NET, no browser, no debugger, nothing written to this machine's own menus; mscms is of stubs/.
export WINEDLLOVERRIDES="mscoree=d;mshtml=d;winemenubuilder.exe=d;winedbg.exe=d;mscms=n"
# What this Wine lacks: see stubs/.
STUBS="icuuc mscms bcryptprimitives"

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'windows: %s\n' "$*" >&2; exit 1; }
# The Wine server outlives its display and would draw nowhere: one job, one server.
end_wine() { wineserver -k 2>/dev/null || true; wineserver -w 2>/dev/null || true; }
# Under this Wine, Windows' Python takes pipes for its streams, not files: everything goes through `cat`.
win() { wine "$@" </dev/null 2>&1 | cat; }
