"""Charts as office programs and paper know them, read from the figure that the browser draws."""
