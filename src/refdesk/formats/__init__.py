"""How is this written in BibLaTeX, CSL-JSON, text? Works ↔ bytes."""
