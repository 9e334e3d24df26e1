#!/usr/bin/env bash
# Install the system libraries that Binôme and its tests need, on Debian or Ubuntu. Does nothing where all are there.
set -euo pipefail

packages=(
    # a virtual environment, and the tools the tests read PDF files with
    python3-venv poppler-utils qpdf
    # what Qt loads for its windows, on X11, on Wayland or without a screen
    libegl1 libgl1 libfontconfig1 libdbus-1-3 libglib2.0-0
    libxkbcommon0 libxkbcommon-x11-0
    libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0
    libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1
    libwayland-cursor0 libwayland-egl1
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
