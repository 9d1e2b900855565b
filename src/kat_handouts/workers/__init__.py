"""Where sheets are rendered: processes of this machine."""
