"""Machines that translate. Each keeps what it knows about itself in its module."""
