"""Our own drawing of charts and pictures, for paper: no browser is needed."""
