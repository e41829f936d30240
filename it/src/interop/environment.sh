#!/bin/sh
# Creates the Python environment $1 of the peer from requirements.txt unless it exists. Its copy of requirements.txt
# shows that it is complete.
set -u
environment=$1
requirements=$(dirname "$0")/requirements.txt

fail() {
  printf 'Cannot run the interop tests: %s\n' "$1" >&2
  exit 1
}

cmp -s "$requirements" "$environment/requirements.txt" && exit 0
rm -f "$environment/requirements.txt"
command -v python3 >/dev/null 2>&1 ||
  fail 'python3 is missing; install Python 3.11 or newer, or do not use the profile interop'
python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 ||
  fail "$(python3 --version) is too old or lacks the module venv; install Python 3.11 or newer with venv"
python3 -m venv --clear "$environment" ||
  fail "python3 -m venv cannot create $environment, for the reason above"
"$environment/bin/python" -m pip install --quiet --disable-pip-version-check -r "$requirements" ||
  fail "pip cannot install $requirements, for the reason above"
cp "$requirements" "$environment/requirements.txt"
