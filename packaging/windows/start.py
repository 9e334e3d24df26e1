"""The frozen program's first lines."""

from desk.__main__ import main

main()
