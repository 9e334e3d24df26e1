#!/usr/bin/env bash
# Make build/linux/base, a bare Debian 12 without Python, and see that this machine can enter one: root, mounts, a
# chroot, a process without a network. BASE=<folder>: one already made. Exit codes: 0 ready, 1 not, and one line why.
set -euo pipefail
source "$(dirname "$0")/environment.sh"
log=$WORK/room.log
mkdir -p "$WORK"
[ "$(id -u)" = 0 ] || fail "a chroot needs root"
packaging/system.sh linux-check || fail "the packages that a chroot needs cannot be installed"

base=${BASE:-$WORK/base}
if [ ! -d "$base" ]; then
    [ -z "${BASE:-}" ] || fail "no folder $BASE"
    rm -rf --one-file-system "$WORK/base-begun"
    debootstrap --variant=minbase bookworm "$WORK/base-begun" >"$log" 2>&1 ||
        fail "debootstrap stopped: $(grep -E '^[EW]:' "$log" | tail -1 || true)"
    mv "$WORK/base-begun" "$base"
fi

# In a mount namespace of its own: nothing stays mounted.
unshare --mount bash -c 'mount -t proc proc "$1/proc" && mount --bind /dev "$1/dev" && mount --bind /dev/pts "$1/dev/pts"' \
    - "$base" 2>"$log" || fail "nothing can be mounted here: $(tail -1 "$log")"
unshare --net chroot "$base" /bin/true 2>"$log" || fail "no chroot without a network here: $(tail -1 "$log")"
if chroot "$base" sh -c 'command -v python3' >/dev/null; then fail "this Debian has Python: nothing would be proved"; fi
echo "a bare Debian 12 is ready in $base"
