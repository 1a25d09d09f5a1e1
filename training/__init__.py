"""How the labeller of reference strings is trained; see README.md in this folder."""
