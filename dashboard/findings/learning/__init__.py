"""Findings of the learning loop: what is to be looked at, considered or passed on, in sentences and lists."""
