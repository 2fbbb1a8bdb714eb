"""The house model: English→German news translation that ships with the project."""
