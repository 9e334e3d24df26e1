"""Opening, locking and copying real files."""

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from desk.core.errors import UserError
from desk.data import copies
from desk.data.lock import HeldElsewhere, Holder, acquire, lock_path
from desk.data.migrations import VERSION
from desk.data.notebook_file import (
    Damaged,
    create_file,
    daily_copy,
    identify,
    open_file,
)
from desk.data.reading_file import reading_file
from desk.data.restoring import put_back
from desk.data.settings import SettingsFile
from desk.data.store import connect, file_uri
from desk.files import write_atomic
from desk.notebook import opening
from desk.notebook.book import Environment

NOW = datetime(2026, 11, 22, 14, 32)
HOLDER = Holder("claire", "mairie-01", NOW)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "valmont.binome"
    create_file(target).close()
    return target


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def test_a_file_that_exists_is_never_overwritten(path: Path) -> None:
    before = digest(path)
    with pytest.raises(UserError, match="existe déjà"):
        create_file(path)
    assert digest(path) == before


@pytest.mark.parametrize("content", [b"", b"bonjour", b"SQLite format 3\x00" + bytes(200), os.urandom(5000)])
def test_a_foreign_file_is_refused_untouched(tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "autre.binome"
    other.write_bytes(content)
    with pytest.raises(UserError, match="pas un carnet"):
        identify(other)
    assert other.read_bytes() == content


def test_a_newer_file_is_refused_and_not_one_byte_changes(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    before = digest(path)
    with pytest.raises(UserError, match="version plus récente"):
        open_file(path)
    assert digest(path) == before


@pytest.mark.parametrize("where", [2, 3, 8])
def test_a_damaged_page_is_seen(path: Path, where: int) -> None:
    content = bytearray(path.read_bytes())
    content[4096 * where : 4096 * where + 600] = b"\xa5" * 600
    path.write_bytes(content)
    before = digest(path)
    with pytest.raises(Damaged, match="abîmé"):
        open_file(path)
    assert digest(path) == before


def test_a_truncated_file_is_seen(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(Damaged):
        open_file(path)


def test_reading_writes_nothing_at_all(path: Path) -> None:
    before, stamp = digest(path), path.stat().st_mtime_ns
    with reading_file(path) as store:
        assert store.rows("meeting") == []
    assert (digest(path), path.stat().st_mtime_ns) == (before, stamp)
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_hot_journal_is_rolled_back_aside_and_the_original_keeps_it(path: Path, tmp_path: Path) -> None:
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("PRAGMA cache_spill = ON")
    writer.execute("PRAGMA cache_size = 2")
    writer.execute("BEGIN IMMEDIATE")
    for number in range(400):
        writer.execute("INSERT INTO trace VALUES (?, '2026-11-22', ?, 'p')", (str(number), "k" * 500))
    killed = tmp_path / "tue.binome"
    shutil.copyfile(path, killed)
    shutil.copyfile(f"{path}-journal", f"{killed}-journal")
    writer.execute("ROLLBACK")
    writer.close()
    before = digest(killed), digest(Path(f"{killed}-journal"))
    with reading_file(killed) as store:
        assert store.rows("trace") == []
    assert (digest(killed), digest(Path(f"{killed}-journal"))) == before


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES])
def test_a_folder_where_nothing_can_be_written_says_so_and_how_to_read_all_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refused(*_args: object) -> int:
        raise OSError(code, "the disk's own words")

    monkeypatch.setattr(os, "open", refused)
    with pytest.raises(UserError, match="droit d’écrire dans") as told:
        acquire(path, HOLDER)
    assert str(path.parent) in told.value.sentence
    assert "lecture seule" in told.value.advice


def test_the_lock_names_its_holder_and_is_given_back(path: Path) -> None:
    held = acquire(path, HOLDER)
    with pytest.raises(HeldElsewhere, match="claire, sur le poste mairie-01, depuis le 22") as refused:
        acquire(path, Holder("paul", "mairie-02", NOW))
    assert refused.value.holder == HOLDER
    assert "lecture seule" in refused.value.advice
    held.release()
    assert not lock_path(path).exists()
    acquire(path, HOLDER).release()


def test_a_dead_process_blocks_no_one(path: Path) -> None:
    script = (
        "import sys, os; from datetime import datetime; from pathlib import Path\n"
        "from desk.data.lock import acquire, Holder\n"
        "acquire(Path(sys.argv[1]), Holder('x', 'y', datetime(2026, 1, 1))); os._exit(9)"
    )
    dead = subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert dead.returncode == 9
    assert lock_path(path).exists()
    acquire(path, HOLDER).release()


def test_a_copy_is_verified_and_holds_the_same_rows(path: Path, tmp_path: Path) -> None:
    store = open_file(path)
    with store.atomic():
        store.insert("trace", {"id": "t", "happened_on": "2026-11-22", "kind": "k", "person_id": "p"})
    made = copies.make_copy(store, tmp_path / "copies", NOW)
    twin = connect(made.path, read_only=True)
    assert twin.rows("trace") == store.rows("trace")
    assert identify(made.path) == VERSION
    twin.close()
    store.close()


def test_a_daily_copy_waits_a_day_and_a_change(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    store = open_file(path)
    first = daily_copy(store, folder, NOW)
    os.utime(path, (0, 0))  # what the disk dates says nothing of what changed
    assert first == daily_copy(store, folder, NOW + timedelta(hours=30))
    with store.atomic():
        store.insert("trace", {"id": "t", "happened_on": "2026-11-22", "kind": "k", "person_id": "p"})
    assert first == daily_copy(store, folder, NOW + timedelta(hours=23))
    second = daily_copy(store, folder, NOW + timedelta(hours=30))
    assert second is not None
    assert second != first
    store.close()


def test_copies_are_thinned_to_days_weeks_and_months(tmp_path: Path) -> None:
    for age in range(500):
        day = NOW - timedelta(days=age)
        (tmp_path / f"{day:%Y-%m-%d_%H%M%S}.binome").write_bytes(b"")
    (tmp_path / "notes de la secrétaire.binome").write_bytes(b"")
    copies.thin(tmp_path, NOW)
    kept = [(NOW - copy.made_at).days for copy in copies.list_copies(tmp_path, NOW)]
    assert kept[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert len(kept) <= 7 + 4 + 12
    assert all(any(low <= age < low + 8 for age in kept) for low in (7, 14, 21))
    assert all(any(low <= age < low + 31 for age in kept) for low in range(0, 340, 31))
    assert (tmp_path / "notes de la secrétaire.binome").exists()


def test_a_clock_set_years_ahead_thins_nothing_more(tmp_path: Path) -> None:
    for age in range(60):
        day = NOW - timedelta(days=age)
        (tmp_path / f"{day:%Y-%m-%d_%H%M%S}.binome").write_bytes(b"")
    copies.thin(tmp_path, NOW)
    before = copies.list_copies(tmp_path, NOW)
    ahead = NOW + timedelta(days=365 * 9)
    for minute in range(5):
        moment = ahead + timedelta(minutes=minute)
        (tmp_path / f"{moment:%Y-%m-%d_%H%M%S}.binome").write_bytes(b"")
        copies.thin(tmp_path, moment)
    left = copies.list_copies(tmp_path, NOW)
    assert left[:6] == before[:6]
    assert left[-1] == before[-1]


def test_a_copy_is_put_back_and_the_damaged_file_kept(path: Path, tmp_path: Path) -> None:
    store = open_file(path)
    made = copies.make_copy(store, tmp_path / "copies", NOW)
    store.close()
    path.write_bytes(b"abc" * 1000)
    aside = put_back(path, made, NOW)
    assert aside is not None
    assert aside.read_bytes() == b"abc" * 1000
    assert "abîmé le 2026-11-22 à 14h32" in aside.name
    open_file(path).close()


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="root, and Windows, write anywhere")
def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "lecture"
    folder.mkdir(mode=0o555)
    with pytest.raises(UserError, match="droit"):
        create_file(folder / "c.binome")


def test_an_unwritable_place_is_told_and_the_old_file_stays(tmp_path: Path) -> None:
    target = tmp_path / "bilan.pdf"
    target.write_bytes(b"ancien")
    with pytest.raises(UserError):
        write_atomic(tmp_path / "absent" / "bilan.pdf", b"nouveau")
    # Windows says of a path under a file that it does not exist
    with pytest.raises(UserError, match="introuvable" if os.name == "nt" else "pas un fichier"):
        write_atomic(target / "x.pdf", b"nouveau")
    assert target.read_bytes() == b"ancien"
    assert [entry.name for entry in tmp_path.iterdir()] == ["bilan.pdf"]


def test_settings_are_kept_and_a_spoilt_file_counts_as_empty(tmp_path: Path) -> None:
    path = tmp_path / "profil" / "reglages.ini"
    SettingsFile(path).set("recent", "/mairie/100 % à nous.binome")
    assert SettingsFile(path).get("recent") == "/mairie/100 % à nous.binome"
    path.write_bytes(b"\xff\xfe[[[")
    assert SettingsFile(path).get("recent", "rien") == "rien"
    SettingsFile(path).set("theme", "dark")
    assert SettingsFile(path).get("theme") == "dark"


def test_a_windows_share_is_a_uri_without_authority() -> None:
    assert file_uri(PureWindowsPath(r"\\serveur\mairie\Été 2026.binome")) == (
        "file:////serveur/mairie/%C3%89t%C3%A9%202026.binome"
    )
    assert file_uri(PureWindowsPath(r"C:\Mairie\a#b?.binome")) == "file:///C:/Mairie/a%23b%3F.binome"
    assert file_uri(PurePosixPath("/srv/a b.binome")) == "file:///srv/a%20b.binome"


def test_a_document_never_takes_the_place_of_a_notebook(path: Path) -> None:
    before = digest(path)
    with pytest.raises(UserError, match="est un carnet"):
        write_atomic(path, b"%PDF-1.7")
    assert digest(path) == before


def test_a_lock_that_another_account_left_can_still_be_taken(path: Path) -> None:
    left = lock_path(path)
    left.write_text("{}")
    left.chmod(0o444)
    acquire(path, HOLDER).release()


def test_a_link_shares_the_lock_of_its_notebook(path: Path, env: Environment) -> None:
    link = path.with_name("raccourci.binome")
    link.symlink_to(path)
    held = acquire(path, HOLDER)
    with pytest.raises(HeldElsewhere):
        opening.open_notebook(link, env)
    held.release()


def test_putting_back_that_fails_leaves_the_damaged_file_in_its_place(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_file(path)
    made = copies.make_copy(store, tmp_path / "copies", NOW)
    store.close()
    path.write_bytes(b"abc" * 1000)
    path.with_name(path.name + "-journal").write_bytes(b"ce qui restait")
    replace = Path.replace

    def refused(self: Path, target: Path) -> Path:
        if self.name.endswith(".partiel"):
            raise PermissionError(13, "tenu par un autre programme")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(UserError, match="droit"):
        put_back(path, made, NOW)
    assert path.read_bytes() == b"abc" * 1000
    assert path.with_name(path.name + "-journal").read_bytes() == b"ce qui restait"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["copies", path.name, path.name + "-journal"]


WRITE = """
import sqlite3, sys, time
c = sqlite3.connect(sys.argv[1], isolation_level=None)
end = time.monotonic() + float(sys.argv[2])
n = 0
while time.monotonic() < end:
    c.execute("BEGIN IMMEDIATE")
    for table in ("trace", "decision"):
        key = f"{table}{n}"
        values = (key, "2026-11-22", "k", "p") if table == "trace" else (key, "m", "i", "t", None)
        c.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(values))})", values)
    c.execute("COMMIT")
    n += 1
print(n)
"""


def test_reading_beside_a_writer_sees_one_instant(path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", WRITE, str(path), "1.5"], stdout=subprocess.PIPE) as writer:
        reads = 0
        while writer.poll() is None:
            with reading_file(path) as store:
                first = len(store.rows("trace"))
                assert len(store.rows("decision")) == first
            reads += 1
    assert reads > 3
