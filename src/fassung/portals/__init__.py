"""Portals: the German article as a page, with its notices."""
