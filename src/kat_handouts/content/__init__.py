"""What is said: typed handouts, regions and labels, read from YAML with their lines."""
