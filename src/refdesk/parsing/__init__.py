"""What does this string say? A printed reference or cite → Work, Cite. Pure."""
