"""Training of the house model: from corpus to shipped weights (needs the extra `train`)."""
