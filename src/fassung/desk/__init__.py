"""The desk: from the wire to a responsible editor's yes."""
