"""Every DuckDB connection of ours is opened with the one configuration."""

import pytest

from tests.python_files import product_files


@pytest.mark.parametrize("layer", ["register", "edition", "extracts"])
def test_every_connection_has_the_one_configuration(layer: str) -> None:
    opening = [file for file in product_files() if file.layer == layer and "duckdb.connect(" in file.text]
    assert opening
    for file in opening:
        assert "config=ENGINE" in file.text or "**ENGINE" in file.text, file.path
