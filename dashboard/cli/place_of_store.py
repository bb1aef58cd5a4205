"""`store`: where the data lie, and the yes that an unsafe place needs."""

import argparse
from typing import Any

from dashboard import work
from dashboard.cli.person import PERSON
from dashboard.cli.telling import Refusal, tell
from dashboard.domain.store import Store


def add_to(command: Any) -> None:
    found = command(
        "store", place, "Say where the data lie, or agree to a synchronised folder or a network share."
    )
    found.add_argument("act", choices=("show", "accept"), nargs="?", default="show", metavar="show|accept")
    found.add_argument("--reason", metavar="WHY", help="why it is agreed; it stays in the audit trail")
    found.set_defaults(wherever_it_lies=True)


def place(options: argparse.Namespace, store: Store) -> None:
    if options.act == "accept":
        if not options.reason:
            raise Refusal("To agree to where the store lies needs a reason: --reason WHY.")
        work.accept_place(store, PERSON, options.reason, work.now_utc())
    unsafe, said = work.place_of(store), work.agreed(store)
    told = {
        "store": str(store.root),
        "unsafe": unsafe and {"kind": unsafe.kind, "by": unsafe.by},
        "agreed": said and {"who": said.who, "at": said.at, "reason": said.reason},
    }
    tell(options, told, lambda: work.place_in_words(store))
