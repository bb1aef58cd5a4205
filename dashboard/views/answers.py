"""Answers that are kept and, where it is known that they will be wanted, asked for before they are."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

AT_ONCE = 2
"""Questions asked ahead at a time: the engine leaves Python alone while it works, and has this many processors anywhere."""


class KeptAnswers:
    """The newest answers of `ask(*key)`, which must not change for a key. A question that is being asked is not asked again:
    whoever wants it too waits for the one answer. One that failed is not kept.
    """

    def __init__(self, ask: Callable[..., Any], most: int) -> None:
        self._ask, self._most = ask, most
        self._kept: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._lock = threading.Lock()
        self._ahead = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="asks-ahead")

    def __call__(self, *key: Hashable) -> Any:
        """The answer. Raises what `ask` raises."""
        with self._lock:
            known = self._kept.get(key)
            if known is None:
                wanted = self._kept[key] = Future()
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
            else:
                self._kept.move_to_end(key)
        if known is not None:
            return known.result()
        try:
            answer = self._ask(*key)
        except BaseException as error:
            with self._lock:
                self._kept.pop(key, None)
            wanted.set_exception(error)
            raise
        wanted.set_result(answer)
        return answer

    def forget(self) -> None:
        """Keep none of the answers so far."""
        with self._lock:
            self._kept.clear()

    def ahead(self, keys: Iterable[tuple[Hashable, ...]]) -> None:
        """Begin to ask for these, in this order, without waiting. What fails fails when it is wanted."""
        with self._lock:
            unknown = [key for key in keys if key not in self._kept]
        for key in unknown:
            try:
                self._ahead.submit(self, *key)
            except RuntimeError:  # the program ends: what is still wanted is asked for when it is wanted
                return
