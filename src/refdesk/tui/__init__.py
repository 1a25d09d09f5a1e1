"""What does the reader see and press? Library → screens."""
