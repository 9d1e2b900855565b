"""Sheets that are laid out once and filled in copy after copy: masters, values, copies."""
