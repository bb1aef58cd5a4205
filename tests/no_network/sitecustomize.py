"""Python runs this first in every process that is started with this folder on its path: whatever it wants beyond this computer is
refused and written down. Child processes that leave the path aside (`python -I`) are not seen by it.
"""

import os
import sys

LOG = os.environ.get("TRIES_LOG", "")
HERE = ("127.", "::1", "localhost")
NAMES = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")


def look(event: str, arguments: tuple) -> None:
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        wanted = (
            address[0] if isinstance(address, tuple) else None
        )  # a path is a socket of this computer's own
    elif event in NAMES:
        wanted = arguments[0]
    else:
        return
    if isinstance(wanted, bytes):
        wanted = wanted.decode("latin-1")
    if wanted and not str(wanted).startswith(HERE) and str(wanted) not in ("0.0.0.0", "::"):
        with open(LOG, "a", encoding="utf-8") as written:
            written.write(f"{event} {wanted}\n")
        raise OSError("This server is tested without a network.")


if LOG:
    sys.addaudithook(look)
