"""How fast and how small, next to others, in one run: ``make benchmark``."""
