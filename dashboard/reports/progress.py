"""How far a file is, told to whoever waits for it."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""`progress(steps done, steps)`, told by a writer as it goes along: slides, sheets. It may raise, and then nothing is made."""


def say_nothing(_done: int, _of: int) -> None:
    """Progress that nobody looks at."""
