"""Measures: what a run is worth, each with its signature and its interval."""
