"""A question is one SQL file: a sentence, what it asks for, the columns that it returns, and one SELECT."""

import re
from dataclasses import dataclass
from functools import cache

from dashboard.domain.written_sql import QUERIES, written_sql


@dataclass(frozen=True)
class Question:
    """The header of a question's file. `asks` are its parameters; `returns` its columns, in order."""

    name: str
    sentence: str
    asks: tuple[str, ...]
    returns: tuple[str, ...]
    sql: str


class UnknownQuestion(KeyError):
    """There is no question of that name. The message names those that there are."""

    def __str__(self) -> str:
        return str(self.args[0])


@cache
def question(name: str) -> Question:
    """The question of this name. Raises UnknownQuestion."""
    if name not in question_names():
        raise UnknownQuestion(f"There is no question '{name}'; there are: {', '.join(question_names())}.")
    sql = written_sql(f"questions/{name}")
    comments = [line[2:].strip() for line in sql.splitlines() if line.startswith("--")]
    sentence = comments[0] if comments else ""
    return Question(name, sentence, _declared(comments, "asks"), _declared(comments, "returns"), sql)


@cache
def question_names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (QUERIES / "questions").glob("*.sql")))


def _declared(comments: list[str], what: str) -> tuple[str, ...]:
    for line in comments:
        if found := re.fullmatch(rf"{what}: (.*)", line):
            return tuple(name.strip() for name in found[1].split(",") if name.strip())
    return ()
