"""``python -m kat_handouts`` is the same as ``kat-handouts``."""

from kat_handouts.cli import main

if __name__ == "__main__":
    main(prog_name="kat-handouts")
