#!/usr/bin/env bash
# Install the Debian packages that a target needs, those that are missing. `system.sh TARGET`, TARGET being one of
# the names below; without a name, what running and testing from source needs. Exit codes: 0 all there, 1 not.
set -euo pipefail

source=(
    # a virtual environment, and what the tests read PDF files and French with
    python3-venv poppler-utils qpdf hunspell hunspell-fr
    # what Qt loads for its windows, on X11, on Wayland or without a screen
    libegl1 libgl1 libfontconfig1 libdbus-1-3 libglib2.0-0
    libxkbcommon0 libxkbcommon-x11-0
    libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0
    libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1
    libwayland-cursor0 libwayland-egl1
    # what it asks for printers with
    libcups2
    # a real screen, and what a screen reader hears there
    xvfb xauth dbus at-spi2-core python3-gi gir1.2-atspi-2.0
)
linux=(binutils xz-utils)
linux_check=(debootstrap xvfb imagemagick strace)
windows=(
    python3 ca-certificates unzip file      # fetch and unpack
    wine wine64 xvfb xauth                  # run Windows programs
    gcc-mingw-w64-x86-64                    # small libraries that this Wine lacks
    nsis osslsigncode                       # the installer; signatures
)
verapdf=(default-jre-headless maven)
windows_check=(imagemagick x11-utils procps)

case ${1:-source} in
    source) packages=("${source[@]}") ;;
    linux) packages=("${linux[@]}") ;;
    linux-check) packages=("${linux_check[@]}") ;;
    verapdf) packages=("${verapdf[@]}") ;;
    windows) packages=("${windows[@]}") ;;
    windows-check) packages=("${windows[@]}" "${windows_check[@]}") ;;
    *) sed -n '2,3s/^# //p' "$0" >&2; exit 1 ;;
esac

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
# A source that does not answer is no matter when another has the packages: the installation itself tells.
"${as_root[@]}" apt-get update --quiet || echo "apt-get update: some package lists could not be fetched" >&2
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install --quiet --yes --no-install-recommends "${missing[@]}"
