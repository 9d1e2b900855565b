#!/bin/sh
# Print the first Python on the path that is 3.11 or newer and can make virtual environments.
for python in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    if "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        command -v "$python"
        exit 0
    fi
done
echo "Python 3.11 or newer (with venv) is needed; install it, or name it: make PYTHON=/path/to/python" >&2
exit 2
