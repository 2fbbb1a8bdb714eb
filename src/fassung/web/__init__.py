"""The desk's pages: requests to calls and values to HTML; no rule of its own."""
