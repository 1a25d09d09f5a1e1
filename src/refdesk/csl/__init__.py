"""How does this style print these items? CSL style and CSL-JSON items → text."""
