"""Reads texts of files .env with python-dotenv, as Metaxy for Python does.

Reads one JSON array of rows from the standard input, each an array that starts with a text, and answers with one array
of rows of the text, the variables that it adds to the environment HOST=h and EMPTY=, and the number of lines that are
ignored.
"""

import json
import logging
import os
import sys
import tempfile

from dotenv import load_dotenv


class Counted(logging.Handler):
    """Counts warnings."""

    count = 0

    def emit(self, record):
        self.count += 1


def read(text, file):
    with open(file, "w", encoding="utf-8", newline="") as out:
        out.write(text)
    before = {"HOST": "h", "EMPTY": ""}
    os.environ.clear()
    os.environ.update(before)
    counted = Counted()
    logging.getLogger("dotenv.main").handlers = [counted]
    load_dotenv(file)
    return [text, {name: value for name, value in os.environ.items() if name not in before}, counted.count]


with tempfile.TemporaryDirectory() as directory:
    json.dump([read(row[0], os.path.join(directory, ".env")) for row in json.load(sys.stdin)], sys.stdout)
