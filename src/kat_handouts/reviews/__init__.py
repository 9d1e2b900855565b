"""What a reviewer reads, corrects and signs."""
