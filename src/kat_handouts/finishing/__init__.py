"""What is done to a finished PDF."""
