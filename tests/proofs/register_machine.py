"""Imports, re-imports, overlapping exports, withdrawals and undoing in any order, held against the dictionary."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.proofs.edition_content import Content, difference
from tests.proofs.register_model import (
    KNOWS_GONE,
    Import,
    MadeExtract,
    Model,
    RegisterUnderTest,
    made_extract,
)


def replayed(live: list[Import], root: Path, read_in: Path) -> Content | None:
    """What a fresh store holds after the live imports in their order; None when a withdrawal has nothing to withdraw there."""
    fresh = RegisterUnderTest(root, read_in)
    for each in live:
        withdraw = tuple(reference for reference, _ in each.withdrawn)
        if withdraw and not set(withdraw) <= fresh.gone(each.made):
            return None
        fresh.take(each.made, withdraw)
    return fresh.content()


def register_machine(extracts: int, seed: int, read_in: Path) -> type[RuleBasedStateMachine]:
    """A machine on so many different extracts, which are read once in `read_in`."""
    made: list[MadeExtract] = [made_extract(seed, number) for number in range(extracts)]
    numbers = st.integers(0, extracts - 1)

    class RegisterMachine(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.folder = Path(tempfile.mkdtemp(prefix="register machine "))
            self.under_test = RegisterUnderTest(self.folder / "store", read_in)
            self.model = Model()
            self.seen: dict[tuple[int, ...], Content] = {}
            self.replays = 0

        def teardown(self) -> None:
            try:
                if self.model.live():
                    self.replay()
            finally:
                shutil.rmtree(self.folder)

        @rule(number=numbers)
        def take(self, number: int) -> None:
            self._take(made[number])

        @precondition(lambda self: self.model.live())
        @rule(which=st.integers(0, 50))
        def take_again(self, which: int) -> None:
            """The same bytes as an import that lives: nothing is written, nothing is published."""
            again = self.model.live()[which % len(self.model.live())]
            edition = self.under_test.edition
            assert self.under_test.take(again.made) == (again.import_id, True)
            assert self.under_test.edition == edition

        @precondition(lambda self: KNOWS_GONE and self.model.live())
        @rule(number=numbers, keep=st.integers(0, 3))
        def withdraw(self, number: int, keep: int) -> None:
            """Every incident that is gone, or all but some of them, is withdrawn with the import that shows it."""
            wanted = made[number]
            if any(each.made is wanted for each in self.model.live()):
                return
            gone = self.model.gone(wanted)
            assert self.under_test.gone(wanted) == set(gone)
            self._take(wanted, tuple(sorted(gone.items())[keep:]))

        @precondition(lambda self: self.model.live())
        @rule(which=st.integers(0, 50))
        def undo(self, which: int) -> None:
            undone = self.model.live()[-1 - which % len(self.model.live())]
            self.under_test.undo(undone.import_id)
            undone.live = False

        @precondition(lambda self: len(self.model.live()) > 1)
        @rule()
        def replay(self) -> None:
            """What is stored is what a fresh store gives for the imports that live, in their order."""
            self.replays += 1
            content = replayed(self.model.live(), self.folder / f"replay {self.replays}", read_in)
            if content is not None:
                assert difference(self.under_test.content(), content) == ""

        @invariant()
        def holds_what_the_dictionary_holds(self) -> None:
            if self.under_test.edition is not None:
                assert self.under_test.counted() == self.model.counted()

        @invariant()
        def is_what_it_was_when_the_same_imports_lived(self) -> None:
            if self.under_test.edition is not None:
                living = tuple(each.import_id for each in self.model.live())
                content = self.under_test.content()
                assert difference(self.seen.setdefault(living, content), content) == ""

        def _take(self, wanted: MadeExtract, withdraw: tuple[tuple[str, int], ...] = ()) -> None:
            known = {each.made.number: each.import_id for each in self.model.live()}
            import_id, repeat = self.under_test.take(wanted, tuple(reference for reference, _ in withdraw))
            assert repeat == (wanted.number in known)
            if repeat:
                assert import_id == known[wanted.number]
            else:
                self.model.imports.append(Import(import_id, wanted, withdrawn=withdraw))

    return RegisterMachine
