"""The folder can be taken out: it imports the standard library, numpy, scipy and itself."""

import ast
import sys
from pathlib import Path

import dashboard.stats as stats

FOLDER = Path(stats.__file__).parent
ALLOWED = {"numpy", "scipy", *sys.stdlib_module_names}


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, path
            names.add(node.module or "")
    return names


def test_nothing_else_of_the_product_is_imported() -> None:
    files = list(FOLDER.glob("**/*.py"))
    assert len(files) > 10
    for path in files:
        for name in imported(path):
            assert name.startswith("dashboard.stats") or name.split(".")[0] in ALLOWED, (path.name, name)


def test_every_public_name_exists_and_is_told() -> None:
    assert len(set(stats.__all__)) == len(stats.__all__)
    for name in stats.__all__:
        public = getattr(stats, name)
        if callable(public):
            assert (public.__doc__ or "").strip(), name
            assert not (public.__doc__ or "").startswith(f"{name}("), (
                f"{name} has only the docstring of a dataclass"
            )
