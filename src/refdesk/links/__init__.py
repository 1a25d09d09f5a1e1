"""What should be asked of a URL, and what does the answer mean? Raw answer → Verdict. Pure."""
