"""fassung: the translation desk of a newsroom."""
