# Sourced by the scripts of this folder: where the Linux build lives.
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
ROOT=$PWD
HERE=$ROOT/packaging/linux
WORK=$ROOT/build/linux
DIST=$ROOT/dist
VENV=$WORK/venv
BUNDLE=$WORK/dist/binome
VERSION=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' desk/__init__.py)
PORTABLE=$DIST/binome-$VERSION-linux-x86_64.tar.xz
DEB=$DIST/binome_${VERSION}_amd64.deb

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'linux: %s\n' "$*" >&2; exit 1; }
