"""The medication incident dashboard: extract, register, edition, question, statistic, chart, view."""

__version__ = "0.1.0"
