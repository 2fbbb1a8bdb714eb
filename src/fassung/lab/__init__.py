"""Measuring: sets, runs, metrics, reports; human ratings and the live test are rooms of their own.

The lab may call anything below the desk; only the surfaces call it. It decides nothing: it says
what was found, and how sure that is.
"""
