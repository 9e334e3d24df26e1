"""Where things are: our resources, the user's folders, the fonts.

No other module builds such a path, but `desk.ui.claim` for the socket of the open window.
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path, PurePath

# The faces the screen and the documents use; the font package holds nineteen others that do not ship.
FONT_FILES = (
    "SourceSansPro-Regular.ttf",
    "SourceSansPro-It.ttf",
    "SourceSansPro-Semibold.ttf",
    "SourceSansPro-SemiboldIt.ttf",
    "SourceSansPro-Bold.ttf",
)
# The hidden command under which the program draws and reads documents, away from the window.
DOCUMENT_VERB = "_document"
# The one under which it turns the pages of a foreign file into pictures, away from the window too.
PICTURES_VERB = "_pages"
_FOLDER_NAME = "Binôme"
_PORTABLE = "donnees"
# Names under which the usual synchronising programs keep their folder; compared without case or spaces.
_CLOUD_NAMES = (
    "onedrive", "dropbox", "googledrive", "mondrive", "mydrive", "nextcloud", "owncloud", "kdrive",
    "iclouddrive", "mobiledocuments", "pcloud",
)  # fmt: skip
_CLOUD_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


def resources() -> Path:
    """The folder of the guide, icons and licences.

    Beside the code when installed or frozen, at the top of the tree when run from the sources.
    """
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def fonts_dir() -> Path:
    """The folder that holds FONT_FILES. Raises FileNotFoundError when the font package is not installed."""
    spec = find_spec("font_source_sans_pro")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("font_source_sans_pro")
    return Path(spec.submodule_search_locations[0]) / "files"


@dataclass(frozen=True, slots=True)
class Profile:
    """The folders one user's settings, copies and logs live in; nothing in it exists before it is needed.

    `portable` says that they stand beside the program, on a stick for instance; `throw_away` that they were
    chosen for one use.
    """

    root: Path
    portable: bool = False
    throw_away: bool = False

    @property
    def settings(self) -> Path:
        """The file of settings."""
        return self.root / "reglages.ini"

    @property
    def logs(self) -> Path:
        """The folder of the technical log, which holds no word of a notebook."""
        return self.root / "journaux"

    @property
    def guide(self) -> Path:
        """The folder of a centre de gestion's pack, and of the guide it makes with the program's own."""
        return self.root / "guide"

    @property
    def notebooks(self) -> Path:
        """Where a new notebook is proposed: the user's documents, unless everything stands apart."""
        apart = self.portable or self.throw_away
        return self.root / _FOLDER_NAME if apart else new_notebook_folder()

    @property
    def copies(self) -> Path:
        """The folder that holds a folder of dated copies for each notebook."""
        return self.root / "copies"


def profile(chosen: Path | None = None) -> Profile:
    """The profile to use: `chosen` (throw-away), the portable one beside a frozen program, or this user's."""
    if chosen is not None:
        return Profile(chosen, throw_away=True)
    beside = Path(sys.executable).parent / _PORTABLE
    if getattr(sys, "frozen", False) and beside.is_dir():
        return Profile(beside, portable=True)
    import platformdirs

    return Profile(platformdirs.user_data_path("Binome", appauthor=False))


def program_command(verb: str = DOCUMENT_VERB) -> list[str]:
    """How this program starts itself again for a document: `desk` when frozen, else this Python."""
    if getattr(sys, "frozen", False):
        name = "desk.exe" if sys.platform == "win32" else "desk"
        return [str(Path(sys.executable).parent / name), verb]
    return [sys.executable, "-m", "desk", verb]


def documents_folder() -> Path:
    """The user's documents folder as the system names it, wherever it was moved."""
    import platformdirs

    return platformdirs.user_documents_path()


def new_notebook_folder() -> Path:
    """Where a new notebook is proposed on this PC, for this user."""
    return default_notebook_folder(Path.home(), documents_folder(), os.environ)


def default_notebook_folder(home: Path, documents: Path, environ: Mapping[str, str]) -> Path:
    """Where a new notebook is proposed: Documents/Binôme, or <home>/Binôme where a cloud holds Documents."""
    return (home if is_cloud_folder(documents, environ) else documents) / _FOLDER_NAME


def in_cloud(folder: Path) -> bool:
    """Whether a synchronising program of this PC looks after `folder`."""
    return is_cloud_folder(folder, os.environ)


def is_cloud_folder(folder: PurePath, environ: Mapping[str, str]) -> bool:
    """Whether a synchronising program looks after `folder`: its path or the system's variables say so."""
    if any(_squeezed(part).startswith(_CLOUD_NAMES) for part in folder.parts):
        return True
    roots = (type(folder)(environ[name]) for name in _CLOUD_VARIABLES if environ.get(name))
    return any(folder.is_relative_to(root) for root in roots)


def _squeezed(name: str) -> str:
    return name.casefold().replace(" ", "")
