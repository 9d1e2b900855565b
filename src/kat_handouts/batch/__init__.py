"""Plan the sheets, render them in worker processes, write them whole, record them."""
