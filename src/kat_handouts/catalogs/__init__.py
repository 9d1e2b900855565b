"""How it is said: the POT, the PO catalogs of each locale, and who has signed them."""
