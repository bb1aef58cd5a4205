"""Pages: one module a page, each with render(). No arithmetic, no SQL."""
