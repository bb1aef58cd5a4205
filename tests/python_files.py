"""What Python files of the product import, call, define and write as text: read with `ast`, nothing is run."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 400
BANNED_NAMES = {"util", "utils", "helper", "helpers", "manager", "managers"}
CLOCK = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "datetime.datetime.now",
    "datetime.date.today",
}
_SELECTS = re.compile(r"\bselect\b.+\bfrom\b", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class PythonFile:
    """A Python file by its path in the repository, e.g. dashboard/charts/harm.py."""

    path: str
    text: str

    @property
    def layer(self) -> str:
        """The folder or module below dashboard/ that the file belongs to; its own name outside of it."""
        parts = self.path.removesuffix(".py").split("/")
        return parts[1] if parts[0] == "dashboard" and len(parts) > 1 else parts[0]

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    def imported(self) -> Iterator[str]:
        """Every module that is imported, anywhere in the file, in full: also those that `from package import` names."""
        package = self.path.split("/")[:-1]
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = package[: len(package) - node.level + 1] if node.level else []
                whole = ".".join([*base, *([node.module] if node.module else [])])
                if whole == "dashboard":
                    yield from (f"dashboard.{alias.name}" for alias in node.names)
                else:
                    yield whole

    def layers_imported(self) -> set[str]:
        """Our own layers that the file imports, its own left aside."""
        found = {name.split(".")[1] for name in self.imported() if name.startswith("dashboard.")}
        return found - {self.layer, "__version__"}

    def libraries_imported(self) -> set[str]:
        """Top-level names of what is not ours."""
        return {name.split(".")[0] for name in self.imported()} - {"dashboard"}

    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        """(dotted name, call) of every call that is written as a name."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield ast.unparse(node.func), node

    def defined(self) -> Iterator[str]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                yield node.name

    def texts(self) -> Iterator[str]:
        """String constants and f-strings, docstrings left aside."""
        docstrings = {
            id(node.body[0].value)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                yield node.value
            elif isinstance(node, ast.JoinedStr):
                yield "".join(
                    str(part.value) if isinstance(part, ast.Constant) else "?" for part in node.values
                )

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())


@cache
def product_files() -> tuple[PythonFile, ...]:
    """The package and the scripts at the root."""
    paths = [*sorted((ROOT / "dashboard").rglob("*.py")), *sorted(ROOT.glob("*.py"))]
    return tuple(_file(path) for path in paths)


@cache
def all_files() -> tuple[PythonFile, ...]:
    """The product, its tests and its sample's generator."""
    folders = [*sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "data").rglob("*.py"))]
    return (*product_files(), *(_file(path) for path in folders))


def _file(path: Path) -> PythonFile:
    return PythonFile(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))


def words_of(name: str) -> set[str]:
    """The words of a snake_case or CamelCase name."""
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)}


def holds_sql(file: PythonFile) -> list[str]:
    """The texts of a file that are a query."""
    return [text for text in file.texts() if _SELECTS.search(text)]


def connections(file: PythonFile) -> list[str]:
    """What `duckdb.connect` is given in a file: ':memory:', or the expression."""
    return [
        call.args[0].value
        if call.args and isinstance(call.args[0], ast.Constant)
        else (ast.unparse(call.args[0]) if call.args else ":memory:")
        for name, call in file.calls()
        if name == "duckdb.connect"
    ]


def clock_readings(file: PythonFile) -> list[str]:
    return [name for name, _ in file.calls() if name in CLOCK]
