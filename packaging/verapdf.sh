#!/usr/bin/env bash
# veraPDF judges each kind of document the program makes: PDF/UA-1 and PDF/A-3a, and PDF/UA-1 alone for the form
# to fill in, which PDF/A has no place for. Called by `make verapdf`. Exit codes: 0 no violation, or veraPDF cannot
# be had here (said in one line); 1 a violation, told with its rule and its file.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}
jars=build/verapdf/jars
out=out/verapdf

not_judged() {
    echo "verapdf: $1; the documents are not judged."
    exit 0
}

have_tools() { command -v java && command -v mvn; } >/dev/null
have_tools || packaging/system.sh verapdf >/dev/null 2>&1 || true
have_tools || not_judged "Java and Maven cannot be installed"
mkdir -p build/verapdf "$out"
pinned=$(sha256sum <packaging/verapdf/pom.xml)
if [ "$(cat "$jars/pinned" 2>/dev/null)" != "$pinned" ]; then
    rm -rf "$jars"
    mvn --quiet --batch-mode --file packaging/verapdf/pom.xml dependency:copy-dependencies \
        -DoutputDirectory="$PWD/$jars" >build/verapdf/maven.log 2>&1 ||
        not_judged "veraPDF cannot be fetched (build/verapdf/maven.log)"
    echo "$pinned" >"$jars/pinned"
fi

rm -rf "$out"
"$python" -m tests.documents "$out" >build/verapdf/documents.log

# judge FLAVOUR FILE…
judge() {
    local flavour=$1 said passed
    shift
    said=$(java -cp "$jars/*" org.verapdf.apps.GreenfieldCliWrapper \
        --flavour "$flavour" --format text --verbose "$@") || true
    grep -v '^PASS ' <<<"$said" || true
    passed=$(grep -c '^PASS ' <<<"$said" || true)
    echo "verapdf: $flavour, $passed of $# documents without a violation"
    [ "$passed" -eq $# ] || code=1
}
code=0
judge ua1 "$out"/keep/*.pdf "$out"/fill/*.pdf
judge 3a "$out"/keep/*.pdf
[ "$code" -eq 0 ] || echo "verapdf: the rules broken are told above, under their file" >&2
exit "$code"
