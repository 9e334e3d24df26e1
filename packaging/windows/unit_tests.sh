#!/usr/bin/env bash
# Run the tests that need no screen on Windows' Python under Wine: paths, locks, replaced files, dates.
set -euo pipefail
source "$(dirname "$0")/environment.sh"
export QT_QPA_PLATFORM=minimal PYTHONDONTWRITEBYTECODE=1
tests=(tests/core tests/data tests/notebook tests/test_paths.py)
[ $# -eq 0 ] || tests=("$@")
files=tests/data/test_files_on_disk.py
# Wine 8 makes no symbolic link that opens; Windows calls a path under a file not found, and so do we there.
left_out=(
    --deselect "$files::test_a_link_shares_the_lock_of_its_notebook"
    --deselect "$files::test_an_unwritable_place_is_told_and_the_old_file_stays"
)
win "$WINPYTHON/python.exe" -X utf8 -m pytest -q -c packaging/windows/pytest.ini --rootdir . "${left_out[@]}" "${tests[@]}"
