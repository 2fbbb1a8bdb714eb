"""The rules, one a module. A module named ``number_value`` holds the ``CHECK`` ``number-value``."""
