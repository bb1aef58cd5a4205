"""A table reaches the browser as Streamlit itself would send it, whatever stands in its cells."""

from datetime import date, datetime

import pandas as pd
import pyarrow as pa
import pytest
from streamlit.dataframe_util import convert_anything_to_arrow_bytes, convert_pandas_df_to_arrow_table

from dashboard.charts.frame import Table
from dashboard.views.picture import as_sent, written_as

TABLES = (
    Table(("Month", "Incidents", "Rate"), (("June 2025", 3, 4.25), ("July 2025", 0, None))),
    Table(("Month", "Incidents"), (("June 2025", 3), ("July 2025", "no figure"))),
    Table(("Day", "Why"), ((date(2025, 6, 1), None), (date(2025, 6, 2), None))),
    Table(("Flag", "<b>"), ((True, "=1+1"), (False, ""))),
)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_sent_as_its_frame_would_be(table: Table) -> None:
    by_hand = pd.DataFrame(
        [[round(cell, 1) if isinstance(cell, float) else cell for cell in row] for row in table.rows],
        columns=list(table.columns),
    )
    if table.columns[1] == "Why":
        by_hand["Why"] = ""
    sent = as_sent(table)
    if isinstance(sent, pa.Table):
        assert sent.equals(convert_pandas_df_to_arrow_table(by_hand), check_metadata=True)
    else:
        assert convert_anything_to_arrow_bytes(sent) == convert_anything_to_arrow_bytes(by_hand)


def test_words_among_figures_are_left_to_streamlit() -> None:
    assert [isinstance(as_sent(table), pa.Table) for table in TABLES] == [True, False, True, True]
    assert as_sent(TABLES[0]) is as_sent(Table(*(TABLES[0].columns, TABLES[0].rows)))


def test_columns_of_days_and_of_instants_are_written_as_they_are_on_a_page_and_no_others() -> None:
    row = (date(2025, 6, 1), None, datetime(2025, 6, 1, 9), "2025-06-01", date(2025, 6, 1), date(2025, 6, 1))
    other = (date(2025, 6, 2), None, datetime(2025, 6, 2, 9), "2025-06-02", None, "not known")
    columns = ("Day", "Nothing", "Instant", "Text", "Some", "Words")
    written = written_as(Table(columns, (row, other)))
    assert {name: column["type_config"]["format"] for name, column in written.items()} == {
        "Day": "DD/MM/YYYY",
        "Instant": "DD/MM/YYYY HH:mm",
        "Some": "DD/MM/YYYY",
    }
