# SPDX-License-Identifier: GPL-3.0-or-later
#
# What every benchmark of this folder is wrapped in: a folder for its logs, an end that ends its children as well, and a
# bad command line told in one line.

import os
import signal
import sys
import tempfile
from pathlib import Path


def run_in_folder(run, options, prefix):
    """The exit code of run(options, folder). The folder is options.keep_logs if that is given, else gone at the end."""
    # Ended from outside, the children must end as well: the same way out as Ctrl+C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        if options.keep_logs:
            options.keep_logs.mkdir(parents=True, exist_ok=True)
            return run(options, options.keep_logs.resolve())
        with tempfile.TemporaryDirectory(prefix=prefix) as folder:
            os.chmod(folder, 0o755)     # nginx's worker is another user where this one is root
            return run(options, Path(folder))
    except ValueError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
