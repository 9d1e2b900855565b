"""What several tests need: fakes, documents, edits, signatures, a browser, readers of PDFs."""
