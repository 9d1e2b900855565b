"""Commands that meet a file system of their own: one that is full, or read-only."""

import subprocess

import pytest


def run_mounted(command, folder, options):
    """Run a command with a small or read-only file system at a folder that nobody else sees.

    What is left there is copied to ``<folder>.left``, and the exit status is printed.
    """
    probe = ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", str(folder)]
    if subprocess.run(probe, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a file system of their own")
    script = f'mount -t tmpfs -o {options} tmpfs \'{folder}\' && "$@"; echo "status $?"; '
    script += f"ls -RA '{folder}'; cp -r '{folder}' '{folder}.left'"
    return subprocess.run(
        ["unshare", "-rm", "sh", "-c", script, "sh", *command],
        capture_output=True,
        text=True,
        timeout=300,
    )
