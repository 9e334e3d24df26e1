#!/usr/bin/env bash
# Try the .deb as it will be received: in a bare Debian 12, without Python. Root, and a network for the packages
# it depends on, are needed. BASE=<folder>: a bare Debian 12 already made (room.sh makes one).
# The picture is build/linux/check/fenetre.png: look at it.
set -euo pipefail
source "$(dirname "$0")/environment.sh"
if [ "${1:-}" != apart ]; then
    "$HERE/room.sh"
    # What it mounts is seen by nobody else, and goes when it ends, however it ends.
    exec unshare --mount "$HERE/check.sh" apart
fi
started=$SECONDS
out=$WORK/check
room=$WORK/room
home=/home/essai
log=$out/sockets.log
rm -rf "$out"
mkdir -p "$out"

pids=()
leave() {
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
}
trap leave EXIT
inside() { chroot "$room" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive ${http_proxy:+"http_proxy=$http_proxy"} "$@"; }
# As an ordinary user, without a network.
user() {
    unshare --net chroot --userspec=essai:essai "$room" env -i --chdir="$home" PATH=/usr/bin:/bin HOME="$home" USER=essai \
        LANG=C.UTF-8 "$@"
}

say "A bare Debian 12"
rm -rf --one-file-system "$room"
cp -a "${BASE:-$WORK/base}" "$room"
mkdir -p "$room/proc" "$room/dev" "$room/tmp/.X11-unix"
mount -t proc proc "$room/proc"
mount --bind /dev "$room/dev"
mount --bind /dev/pts "$room/dev/pts"
cp -L /etc/resolv.conf "$room/etc/resolv.conf"

say "Installation"
cp "$DEB" "$room/root/"
inside apt-get update --quiet >"$out/apt.log" 2>&1
inside apt-get install --quiet --yes --no-install-recommends "/root/${DEB##*/}" >>"$out/apt.log" 2>&1 ||
    { tail -20 "$out/apt.log"; fail "the package does not install"; }
grep -E '^(Need to get|After this)' "$out/apt.log" || true
inside sh -c '! command -v python3' || fail "the package brought Python"
inside useradd --create-home essai
missing=$(inside find /opt/binome -type f -name '*.so*' -exec ldd {} + 2>/dev/null | grep 'not found' | sort -u || true)
# one library of the program finds another by the folder of the program, which ldd does not know
echo "$missing" | awk 'NF { print $1 }' | while read -r name; do
    [ -n "$(find "$room/opt/binome" -name "$name" -print -quit)" ] || fail "no package gives $name"
done

say "Commands, as an ordinary user without a network"
user desk selftest
user desk demo --out "$home"
user desk report "$home/demo.binome" --out "$home/bilan.pdf"
[ "$(head -c 5 "$room$home/bilan.pdf")" = "%PDF-" ] || fail "the bilan is not a PDF"
cp "$room$home/bilan.pdf" "$out/"
before=$(user desk check "$home/demo.binome")

say "The window"
display=93
while [ -e "/tmp/.X11-unix/X$display" ]; do display=$((display + 1)); done
Xvfb ":$display" -screen 0 1280x768x24 >"$out/xvfb.log" 2>&1 &
pids+=($!)
for _ in $(seq 50); do [ -e "/tmp/.X11-unix/X$display" ] && break; sleep 0.1; done
mount --bind /tmp/.X11-unix "$room/tmp/.X11-unix"
strace --follow-forks --seccomp-bpf --trace=socket,socketpair,connect --output="$log" \
    unshare --net chroot --userspec=essai:essai "$room" env -i --chdir="$home" PATH=/usr/bin:/bin HOME="$home" USER=essai \
    LANG=C.UTF-8 DISPLAY=":$display" binome "$home/demo.binome" >"$out/window.log" 2>&1 &
tracer=$!
pids+=("$tracer")
sleep "${WAIT:-6}"
DISPLAY=":$display" import -window root "$out/fenetre.png"
kill -0 "$tracer" 2>/dev/null || { cat "$out/window.log"; fail "the window closed by itself"; }
user DISPLAY=":$display" timeout 30 binome "$home/demo.binome" >>"$out/window.log" 2>&1 ||
    { cat "$out/window.log"; fail "a second start does not leave the place to the first"; }
kill -0 "$tracer" 2>/dev/null || fail "the first window did not stay"
echo "a second start brings the first window forward and leaves"
window=$(pgrep -P "$tracer" | head -1)
kill "$window"
wait "$tracer" || true
colours=$(identify -format '%k' "$out/fenetre.png")
[ "$colours" -gt 50 ] || fail "the picture is empty ($colours colours)"
echo "picture: $out/fenetre.png ($colours colours)"
cat "$out/window.log"
echo "AF_INET and AF_INET6 sockets: $(grep -cE 'AF_INET6?\b' "$log" || true); AF_UNIX: $(grep -cE 'socket\(AF_UNIX' "$log" || true)"
grep -oE 'sun_path=@?"[^"]*"' "$log" | sort | uniq -c || true
# the screen, the names of users, the session's bus, the printers, our own place for a second start
known='"(/tmp/\.X11-unix/|/var/run/nscd/|/run/(user/[0-9]+/bus|dbus/|cups/)|[^"]*/binome-)'
strange=$(grep -oE 'sun_path=@?"[^"]*"' "$log" | grep -vE "$known" | sort -u || true)
[ -z "$strange" ] || fail "the window talked to $strange"
if grep -qE '(socket|connect)\(.*AF_(INET|INET6|NETLINK|PACKET)' "$log"; then fail "the window asked for a network"; fi

say "The window's own test"
user QT_QPA_PLATFORM=xcb DISPLAY=":$display" desk _selftest "$home/selftest.json" || { cat "$room$home/selftest.json"; fail "the window cannot do everything"; }
cp "$room$home"/selftest.* "$out/"
cat "$out/selftest.json"

say "The same version again, over itself"
inside apt-get install --quiet --yes --reinstall --no-install-recommends "/root/${DEB##*/}" >>"$out/apt.log" 2>&1
user desk check "$home/demo.binome" | cmp - <(echo "$before") || fail "the carnet changed"

say "Removal"
inside apt-get remove --quiet --yes binome >>"$out/apt.log" 2>&1
[ ! -e "$room/opt/binome" ] || fail "/opt/binome is still there"
[ ! -e "$room/usr/bin/binome" ] || fail "/usr/bin/binome is still there"
[ -s "$room$home/demo.binome" ] || fail "the carnet is gone"
echo "before removal: $before"
echo "the carnet is still there, the program is not"

say "The portable archive, from a folder of the user's"
tar --extract --file "$PORTABLE" --directory "$room$home"
inside chown -R essai:essai "$home/binome"
user "$home/binome/desk" selftest
user "$home/binome/desk" demo --out "$home/binome/donnees"
[ -d "$room$home/binome/donnees/copies" ] || fail "the copies are not beside the portable program"
echo "make linux-check: $((SECONDS - started)) s"
