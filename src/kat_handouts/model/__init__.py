"""The values that everybody speaks of; nothing here reads a file."""
