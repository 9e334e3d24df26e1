"""`desk`: a command, a document to draw or read in a child process, or the window."""

import gc
import sys
from pathlib import Path

from desk.paths import DOCUMENT_VERB, PICTURES_VERB

# The hidden command that tries the window itself: `_selftest OUT.json`; installers and their checks use it.
SELFTEST_VERB = "_selftest"


def main() -> None:
    """Send the arguments where they belong; the window's libraries load only for the window."""
    arguments = sys.argv[1:]
    if arguments[:1] == [DOCUMENT_VERB]:
        from desk.exchange.worker import main as work

        sys.exit(work())
    if arguments[:1] == [PICTURES_VERB]:
        from desk.ui.page_worker import main as picture

        sys.exit(picture())
    if arguments[:1] == [SELFTEST_VERB] and len(arguments) == 2:
        from desk.ui.selftest import main as try_window

        sys.exit(try_window(Path(arguments[1])))
    from desk import cli

    if cli.is_command(arguments):
        sys.exit(cli.main(arguments))
    gc.disable()  # loading leaves nothing to collect; `desk.app` turns it on again
    from desk.ui.interpreter import prepare

    prepare()
    from desk.app import main as show

    sys.exit(show(arguments))


if __name__ == "__main__":
    main()
