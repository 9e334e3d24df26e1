"""`desk`: a command, a document to draw or read in a child process, or the window."""

import sys

from desk.paths import DOCUMENT_VERB


def main() -> None:
    """Send the arguments where they belong; the window's libraries load only for the window."""
    arguments = sys.argv[1:]
    if arguments[:1] == [DOCUMENT_VERB]:
        from desk.exchange.worker import main as work

        sys.exit(work())
    from desk import cli

    if cli.is_command(arguments):
        sys.exit(cli.main(arguments))
    from desk.app import main as show

    sys.exit(show(arguments))


if __name__ == "__main__":
    main()
