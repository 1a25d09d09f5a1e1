"""Which works are these, and which cite means which? Pure."""
