"""Where do things lie on disk? Paths ↔ bytes, queries → rows."""
