"""What the fork server imports once, so that each worker starts with it.

Nothing is laid out here: Pango may start threads, and a process with threads must not fork.
"""

import gc

import kat_handouts.render.pdf  # noqa: F401

gc.collect()
gc.freeze()
