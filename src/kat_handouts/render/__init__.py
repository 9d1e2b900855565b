"""Document tree to HTML with Jinja, HTML to PDF with WeasyPrint."""
