"""A piece of work in a forked process, which is gone afterwards; what it returns comes back as JSON."""

import json
import os
from collections.abc import Callable
from typing import Any


def in_a_fork(act: Callable[[], Any]) -> Any:
    """What the act returns; {"error": ...} where it raised; None where the process ended before it said anything."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        try:
            said = json.dumps(act())
        except BaseException as error:
            said = json.dumps({"error": repr(error)})
        os.write(into, said.encode())
        os._exit(0)
    os.close(into)
    with os.fdopen(out) as told:
        said = told.read()
    os.waitpid(child, 0)
    return json.loads(said) if said else None
