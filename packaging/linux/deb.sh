#!/usr/bin/env bash
# Wrap the built program in a Debian package. `deb.sh GLIBC`: the version of the C library it asks for.
set -euo pipefail
source "$(dirname "$0")/environment.sh"
libc=$1
tree=$WORK/deb
[ -x "$BUNDLE/desk" ] || fail "the program is not built"
rm -rf "$tree" "$DEB"
mkdir -p "$tree/DEBIAN" "$tree/opt" "$tree/usr/bin" "$tree/usr/share/"{applications,doc/binome,mime/packages} \
    "$tree/usr/share/icons/hicolor/scalable/"{apps,mimetypes}

cp -a "$BUNDLE" "$tree/opt/binome"
ln -s /opt/binome/desk "$tree/usr/bin/desk"
ln -s /opt/binome/binome "$tree/usr/bin/binome"
cp "$HERE/binome.desktop" "$tree/usr/share/applications/"
cp "$HERE/binome.xml" "$tree/usr/share/mime/packages/"
cp resources/icons/binome.svg "$tree/usr/share/icons/hicolor/scalable/apps/binome.svg"
cp resources/icons/binome.svg "$tree/usr/share/icons/hicolor/scalable/mimetypes/application-x-binome.svg"
cp LICENSE "$tree/usr/share/doc/binome/copyright"
gzip -9n <CHANGELOG.md >"$tree/usr/share/doc/binome/changelog.gz"

size=$(du -sk --apparent-size --exclude=DEBIAN "$tree" | cut -f1)
sed -e "s/@VERSION@/$VERSION/" -e "s/@LIBC@/$libc/" -e "s/@SIZE@/$size/" "$HERE/control" >"$tree/DEBIAN/control"
chmod -R u=rwX,go=rX "$tree"
(cd "$tree" && find opt usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum >DEBIAN/md5sums)
find "$tree" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group -Zxz --build "$tree" "$DEB"
rm -rf "$tree"
