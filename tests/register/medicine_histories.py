"""Random histories in which people also decide of medicines, and in which such decisions cross imports and each other."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from dashboard import register
from dashboard.domain.medicines import ConfirmedName, LocalGroup
from dashboard.domain.reader import SINGLE_USER
from dashboard.domain.store import Store
from tests.register.histories import History, looked_at
from tests.register.made_up_naming import LISTS, MEANT, ROUTES, WRITINGS, MadeUpNaming, key_of

Pair = tuple[str, str]
"""A writing with the route beside it."""

GROUPS = ("Bleeding risk", "Watched")
READINGS = """
    select written, route, position, kind, medicine, drug_class, bnf_section, bnf_paragraph, high_risk, how, word_key, section, chapter,
        read_by
    from medicine_name order by written, route, position
"""


class MedicineHistory(History):
    """`issue` is the curated list of the program that runs: the next one may have another."""

    def __init__(self, store: Store, seed: int) -> None:
        super().__init__(store, seed)
        self.issue, self._is_crossing, self.crossings = 1, False, 0

    def _acts(self) -> list[Callable[[], None]]:
        return (
            [self.take] * 3
            + [self.undo, self.place_word, self.place, self.say_of_a_month]
            + self.decisions() * 2
        )

    def decisions(self) -> list[Callable[[], None]]:
        return [
            self.confirm,
            self.confirm,
            self.take_back,
            self.load,
            self.take_back_list,
            self.group,
            self.change_reference,
        ]

    def naming(self) -> MadeUpNaming:
        return MadeUpNaming(self.issue, register.medicine_decisions(self.store, SINGLE_USER, self.now))

    def confirm(self) -> None:
        """One name, or two that may be the same but for case; readings are worked out, something may cross, they are stored."""
        naming = self.naming()
        written = self.chance.sample(WRITINGS, self.chance.choice((1, 1, 2)))
        names = [ConfirmedName(each, self.chance.choice(MEANT)) for each in written]
        keys = {key_of(each) for each in written}
        kept = [each for each in naming.decisions.confirmed if key_of(each.written) not in keys]
        readings = self._read(replace(naming.decisions, confirmed=(*kept, *names)), keys)
        with self._something_may_cross():
            said = [(name, key_of(name.written)) for name in names]
            register.confirm_names(self.store, SINGLE_USER, said, readings, self.now)

    def take_back(self) -> None:
        known = self.naming().decisions
        if known.confirmed:
            key = key_of(self.chance.choice(known.confirmed).written)
            kept = tuple(each for each in known.confirmed if key_of(each.written) != key)
            readings = self._read(replace(known, confirmed=kept), {key})
            with self._something_may_cross():
                register.take_back_name(self.store, SINGLE_USER, key, readings, self.now)

    def load(self) -> None:
        name = self.chance.choice(sorted(LISTS))
        decided = replace(self.naming().decisions, listed=LISTS[name], listed_version=name)
        readings = self._read(decided)
        with self._something_may_cross():
            said = {"sha256": name, "file_name": f"{name}.csv", "version": name}
            register.load_list(self.store, SINGLE_USER, LISTS[name], readings, self.now, **said)

    def take_back_list(self) -> None:
        readings = self._read(replace(self.naming().decisions, listed=(), listed_version=""))
        with self._something_may_cross():
            register.take_back_list(self.store, SINGLE_USER, readings, self.now)

    def group(self) -> None:
        name = self.chance.choice(GROUPS)
        if self.chance.random() < 1 / 3:
            register.forget_group(self.store, SINGLE_USER, name, self.now)
        else:
            medicines = self.chance.sample(("apixaban", "warfarin", "morphine", "enoxaparin", "quux"), 2)
            register.keep_group(self.store, SINGLE_USER, LocalGroup(name, tuple(medicines)), self.now)

    def change_reference(self) -> None:
        """The program is another version from here on."""
        self.issue = 3 - self.issue

    def stale(self, naming: MadeUpNaming) -> list[Pair]:
        return register.names_to_read_again(self.store, SINGLE_USER, naming.version, self.now)

    def bring_into_step(self) -> None:
        """What every publishing does first."""
        naming = self.naming()
        if stale := self.stale(naming):
            register.read_names_again(self.store, SINGLE_USER, naming.table(stale), self.now)

    def take_everything_back(self) -> None:
        """Each decision of medicines that holds, and the program of the beginning."""
        self.issue = 1
        for name in self.naming().decisions.confirmed:
            kept = tuple(each for each in self.naming().decisions.confirmed if each != name)
            key = key_of(name.written)
            readings = self._read(replace(self.naming().decisions, confirmed=kept), {key})
            register.take_back_name(self.store, SINGLE_USER, key, readings, self.now)
        readings = self._read(replace(self.naming().decisions, listed=(), listed_version=""))
        register.take_back_list(self.store, SINGLE_USER, readings, self.now)
        for name in GROUPS:
            register.forget_group(self.store, SINGLE_USER, name, self.now)

    def readings(self) -> dict[Pair, list[tuple]]:
        """What each writing in the register was read as."""
        found: dict[Pair, list[tuple]] = {}
        for row in looked_at(self.store, READINGS, self.now):
            found.setdefault(row[:2], []).append(row)
        return found

    def _read(self, decided: Any, keys: set[str] | None = None) -> Any:
        asked = None if keys is None else sorted(keys)
        writings = register.written_names(self.store, SINGLE_USER, self.now, asked)
        return MadeUpNaming(self.issue, decided).table(writings)

    @contextmanager
    def _something_may_cross(self) -> Iterator[None]:
        """Another officer is done first, with whatever was read before meanwhile out of date."""
        if not self._is_crossing and self.chance.random() < 0.25:
            self._is_crossing = True
            self.crossings += 1
            self.chance.choice([self.take, *self.decisions()])()
            self._is_crossing = False
        yield

    def _medicines(self) -> list[dict[str, str]]:
        chance = self.chance
        return [
            {"written": written, "route": chance.choice(ROUTES), "role": chance.choice(("given", "given", "intended", "not said"))}
            for written in sorted(chance.sample(WRITINGS, chance.choice((0, 1, 1, 2, 3))))
        ]  # fmt: skip

    def _listing(self) -> Any:
        """Read with what holds now; a decision may cross it before it is stored."""
        read, naming = super()._listing(), self.naming()
        held = {
            (each["written"], each["route"])
            for said in read.incidents.column("medicines").to_pylist()
            for each in said
        }
        with self._something_may_cross():
            return replace(read, medicines=naming.table(held))
