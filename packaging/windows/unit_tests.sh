#!/usr/bin/env bash
# Run the tests that need no screen on Windows' Python under Wine: paths, locks, replaced files, dates, child processes.
set -euo pipefail
source "$(dirname "$0")/environment.sh"
export QT_QPA_PLATFORM=minimal PYTHONDONTWRITEBYTECODE=1
tests=(tests/core tests/data tests/notebook tests/exchange/test_child.py tests/test_paths.py tests/ui/test_claim.py)
[ $# -eq 0 ] || tests=("$@")
# Wine 8 makes no symbolic link that opens; the dictionary is not a Windows program; neither is pdftk, nor is the
# other reader of PDF files installed there, nor that of calendar files, which would bring asyncio into the program;
# a disk is filled by a limit that only Unix has; whole lives of a bilan are hundreds of small transactions, minutes
# here, and what they are made of is tried by the others.
left_out=(
    --deselect tests/data/test_files_on_disk.py::test_a_link_shares_the_lock_of_its_notebook
    --deselect tests/data/test_pack.py::test_a_folder_with_a_link_or_a_stranger_is_refused
    --ignore tests/data/test_spelling.py
    --ignore tests/notebook/test_form_round_trip.py
    --ignore tests/notebook/test_erasing.py
    --ignore tests/notebook/test_report_runs.py
    --ignore tests/notebook/test_report_asked_again.py
    --ignore tests/core/test_share.py
    --ignore tests/notebook/test_point_tables.py
)
win "$WINPYTHON/python.exe" -X utf8 -m pytest -q -c packaging/windows/pytest.ini --rootdir . "${left_out[@]}" "${tests[@]}"
