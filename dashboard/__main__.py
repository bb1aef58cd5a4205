"""`python -m dashboard`: the same work as the pages, without a browser."""

import sys

from dashboard.cli import main

if __name__ == "__main__":
    sys.exit(main())
