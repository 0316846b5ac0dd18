"""`python -m intra_core`: the command line without its own name."""

import sys

from intra_core.cli import main

if __name__ == "__main__":
    sys.exit(main())
