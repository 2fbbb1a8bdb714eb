"""Tests of time: nothing runs beside them and nothing counts their lines (see `make test`)."""
