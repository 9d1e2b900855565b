"""What the fork server imports once, so that each worker starts with it.

Nothing is laid out here: Pango may start threads, and a process with threads must not fork.
"""

import gc

from kat_handouts.workers.libraries import found_by_file_name

# What is imported stays.
gc.disable()
with found_by_file_name():
    import kat_handouts.render.pdf  # noqa: F401
gc.enable()
gc.collect()
gc.freeze()
