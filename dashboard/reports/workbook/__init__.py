"""A pack as an Excel workbook."""
