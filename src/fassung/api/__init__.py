"""What programs talk to: partners push, clients ask."""
