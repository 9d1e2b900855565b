"""Judge content, catalogs and finished PDFs; a check changes nothing that it looks at."""
