"""SQL that nothing runs would be read as if it held."""

from tests.python_files import ROOT, product_files


def test_every_query_of_the_register_and_the_desk_is_run_somewhere() -> None:
    product = "\n".join(file.text for file in product_files())
    names = [
        f"{folder}/{path.stem}"
        for folder in ("register", "desk", "extracts", "schema")
        for path in sorted((ROOT / "queries" / folder).glob("*.sql"))
    ]
    assert len(names) > 60
    assert [name for name in names if f'"{name}"' not in product] == []
