"""Reads configurations with Metaxy for Python, the peer.

Reads one JSON array of cases from the standard input and answers with one array of results:

  directory    the working directory
  environment  all environment variables
  path         the explicit path of a file; optional

  -> {"config": the configuration as JSON, "file": the loaded file, "lock": the lock file, "warnings": [...]},
     or {"error": the message}
"""

import json
import os
import sys
import warnings

from metaxy.config import MetaxyConfig


def read(case):
    os.chdir(case["directory"])
    os.environ.clear()
    os.environ.update(case["environment"])
    MetaxyConfig.reset()
    with warnings.catch_warnings(record=True) as raised:
        warnings.simplefilter("always")
        try:
            config = MetaxyConfig.load(case.get("path"))
        except Exception as e:
            return {"error": f"{type(e).__name__}: {e}"}
        return {
            "config": config.model_dump(mode="json"),
            "file": text(config.config_file),
            "lock": text(config.lock_file),
            "warnings": [str(warning.message) for warning in raised if warning.category is UserWarning],
        }


def text(path):
    return None if path is None else str(path)


json.dump([read(case) for case in json.load(sys.stdin)], sys.stdout)
