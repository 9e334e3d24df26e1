"""Refuse a Windows Python whose programs are not signed by the Python Software Foundation.

The standard library's zip bears no signature: it rests on the pinned SHA-256 of the package alone.
"""

import hashlib
import subprocess
import sys
from pathlib import Path

SIGNER = "Python Software Foundation"
# Microsoft's run-time: its root certificate is not among Debian's, so these two are pinned.
MICROSOFT = {
    "vcruntime140.dll": "4d292623516f65c80482081e62d5dadb759dc16e851de5db24c3cbb57b87db83",
    "vcruntime140_1.dll": "a113f192195f245f17389e6ecbed8005990bcb2476ddad33f7c4c6c86327afe5",
}


def main() -> None:
    """Check every program and library of the folder given."""
    folder = Path(sys.argv[1])
    checked = sorted(path for path in folder.iterdir() if path.suffix in {".exe", ".dll", ".pyd"})
    wrong = [complaint for path in checked for complaint in complaints(path)]
    if wrong or len(checked) < 20:
        sys.exit("\n".join(wrong or [f"only {len(checked)} programs in {folder}"]))
    print(f"{len(checked)} programs and libraries, each signed, or pinned")


def complaints(path: Path) -> list[str]:
    """What is wrong with one file's signature; empty when nothing is."""
    if path.name in MICROSOFT:
        same = hashlib.sha256(path.read_bytes()).hexdigest() == MICROSOFT[path.name]
        return [] if same else [f"{path.name}: not the pinned file"]
    # without the network the list of withdrawn certificates cannot be had
    ran = subprocess.run(
        ["osslsigncode", "verify", "-ignore-crl", "-in", str(path)], capture_output=True, check=False
    )
    told = ran.stdout.decode("utf-8", "replace")
    if ran.returncode or "Signature verification: ok" not in told:
        return [f"{path.name}: its signature is not good\n{told[-600:]}"]
    if not any("Subject:" in line and SIGNER in line for line in told.splitlines()):
        return [f"{path.name}: not signed by {SIGNER}"]
    return []


if __name__ == "__main__":
    main()
