"""The handover pack as a zip."""
