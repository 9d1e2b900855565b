"""``python -m benchmarks.earlier CHECKOUT``: the CPU of a clean build, next to another checkout's.

CHECKOUT is a clone at another commit, with its own ``.venv``. Both build the same sheets in turn,
so that a busy machine is busy for both. The ratio is that of the least that each has taken.

Eight languages stand for all; ``--whole`` builds every sheet of the default matrix. Against the
commit before the pages were drawn anew::

    git worktree add ../earlier 5afa659 && make -C ../earlier .venv/installed
    .venv/bin/python -m benchmarks.earlier ../earlier --whole --rounds 1
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.processes import ROOT, adopt_orphans, run

LOCALES = ("en", "es", "ar", "km", "zh-Hans", "hi", "ur", "vi")


def clean_build(checkout: Path, folder: Path, tags: tuple[str, ...]) -> float:
    """Return the CPU seconds that a clean build takes, all processes counted; no tag means all."""
    with tempfile.TemporaryDirectory(dir=folder) as output:
        locales = [part for tag in tags for part in ("-l", tag)]
        options = ("--jobs", "2", "--no-cache", "--no-gallery", "-o", output)
        return run(
            *(checkout / ".venv/bin/kat-handouts", "build", *locales, *options),
            folder=checkout,
            # Compiled anew for both, whatever lies in the one and in the other.
            variables={
                "PYTHONDONTWRITEBYTECODE": "",
                "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
            },
        ).cpu


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.earlier",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("checkout", type=Path)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--whole", action="store_true", help="build every language")
    chosen = parser.parse_args()
    other = chosen.checkout.resolve()
    adopt_orphans()
    tags = () if chosen.whole else LOCALES
    least: dict[Path, float] = {}
    with tempfile.TemporaryDirectory(prefix="kat-handouts-benchmark-") as name:
        for number in range(chosen.rounds + 1):
            for checkout in (other, ROOT):
                # The first round compiles.
                cpu = clean_build(checkout, Path(name), tags if number else LOCALES[:1])
                if number:
                    least[checkout] = min(cpu, least.get(checkout, cpu))
                    print(f"{checkout}: {cpu:.2f} s", flush=True)
    print(f"{least[ROOT]:.2f} s / {least[other]:.2f} s = {least[ROOT] / least[other]:.3f}")


if __name__ == "__main__":
    main()
