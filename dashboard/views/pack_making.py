"""A pack that is made beside the page: who made it goes on reading, is told how far it is, and may stop it. It is kept in memory for
as long as the session, and on no disk.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from dashboard.domain.export import Export
from dashboard.domain.store import StoreProblem
from dashboard.reports.formats import Format
from dashboard.reports.making import PackRefused
from dashboard.reports.pack import Pack
from dashboard.reports.templates import pack_file_name

log = logging.getLogger("dashboard")

KEPT = 3
"""Packs that a session keeps: a pack with its three files is 1 to 3 MB."""

_one_at_a_time = ThreadPoolExecutor(1, thread_name_prefix="makes-packs")
"""Writing is Python's own work: two at once would take as long, and leave the pages of everybody less."""

WAITS, GATHERS = "Waiting until another pack is made", "Putting the slides together"
FAILED = (
    "{} could not be made. Make it again; if it fails again, leave {} out, and tell whoever looks after this dashboard: the log names "
    "the place."
)


class Stopped(Exception):
    """Whoever asked for the pack wants it no more."""


@dataclass(frozen=True)
class MadeFile:
    """export: its line in the audit trail, when it is handed over."""

    format: Format
    name: str
    content: bytes
    export: Export

    @property
    def size(self) -> str:
        """'412 kB', '1.3 MB'."""
        kilobytes = len(self.content) / 1_000
        return f"{kilobytes / 1_000:.1f} MB" if kilobytes >= 1_000 else f"{max(1, round(kilobytes))} kB"


class PackInTheMaking:
    """`make` gives the pack. title: what is made, in words. asked: what was chosen, to be compared.

    Read by the page while a thread writes: every attribute is replaced whole.
    """

    def __init__(
        self,
        title: str,
        make: Callable[[], Pack],
        formats: Sequence[Format],
        asked: object = None,
    ) -> None:
        self.title, self._asked = title, asked
        self.step, self.share = WAITS, 0.0
        self.files: tuple[MadeFile, ...] = ()
        self.failures: tuple[str, ...] = ()
        self._make, self._formats = make, tuple(formats)
        self._stop, self._ended = threading.Event(), threading.Event()

    def begin(self) -> "PackInTheMaking":
        _one_at_a_time.submit(self.run)
        return self

    def is_the_same_as(self, other: "PackInTheMaking") -> bool:
        """Whether both are asked for with the same choices and in the same formats."""
        return (self._asked, self._formats) == (other._asked, other._formats)

    @property
    def is_running(self) -> bool:
        return not self._ended.is_set()

    @property
    def was_stopped(self) -> bool:
        return self._stop.is_set()

    def stop(self) -> None:
        """It ends before the next slide; nothing of it is kept."""
        self._stop.set()

    def run(self) -> None:
        try:
            self._run()
        except Stopped:
            self.files = ()
        except (StoreProblem, PackRefused) as problem:
            self.failures = (str(problem),)
        except Exception:
            log.exception("pack failed", extra={"page": "packs"})
            self.failures = (FAILED.format("The pack", "a format"),)
        finally:
            del self._make  # and with it the rows that it was made of
            self._ended.set()

    def _run(self) -> None:
        self._tell(GATHERS, 0.0)
        pack = self._make()
        of = len(self._formats)
        for number, each in enumerate(self._formats):

            def goes_on(written: int, slides: int, number: int = number, each: Format = each) -> None:
                done = number + written / max(slides, 1)
                self._tell(f"Writing {each.name}: {written} of {slides}", 0.2 + 0.8 * done / of)

            self._tell(f"Writing {each.name}", 0.2 + 0.8 * number / of)
            try:
                content = each.write(pack, goes_on)
            except Stopped:
                raise
            except (StoreProblem, PackRefused) as problem:
                self.failures = (*self.failures, str(problem))
                continue
            except Exception:  # the other formats are still worth having
                log.exception("pack failed", extra={"page": "packs", "subject": each.ending})
                self.failures = (*self.failures, FAILED.format(each.name, "it"))
                continue
            self.files = (
                *self.files,
                MadeFile(each, pack_file_name(pack, each.ending), content, pack.export(each.ending)),
            )
        self._tell("", 1.0)

    def _tell(self, step: str, share: float) -> None:
        if self._stop.is_set():
            raise Stopped
        self.step, self.share = step, share
