"""Figures, one a file: a table in, a figure (or the given part of a page) out. Nothing here saves a file."""
