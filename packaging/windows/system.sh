#!/usr/bin/env bash
# Install the Debian packages that build, install and try the Windows program. Does nothing where all are there.
set -euo pipefail

packages=(
    python3 ca-certificates unzip file      # fetch and unpack
    wine wine64 xvfb xauth imagemagick      # run Windows programs, and take their picture
    gcc-mingw-w64-x86-64                    # two small libraries that this Wine lacks
    nsis osslsigncode                       # the installer; signatures
)

if ! command -v apt-get >/dev/null; then
    echo "Not a Debian system: install the equivalents of ${packages[*]} yourself." >&2
    exit 0
fi

missing=()
for package in "${packages[@]}"; do
    status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$status" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "Run this as root, then start again: apt-get install ${missing[*]}" >&2
        exit 1
    fi
    as_root=(sudo)
fi
echo "Installing: ${missing[*]}"
"${as_root[@]}" apt-get update --quiet
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install --quiet --yes --no-install-recommends "${missing[@]}"
