"""Where files are, how they are read with their lines, and how they are written whole."""
