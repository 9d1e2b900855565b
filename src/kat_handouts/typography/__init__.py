"""Numbers, dates, line breaks and fonts of every language."""
