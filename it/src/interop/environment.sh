#!/bin/sh
# Makes the Python environment $1 of the peer out of requirements.txt, unless it is there already; its copy of
# requirements.txt tells that it is whole.
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
  fail 'python3 is missing; install Python 3.11 or newer, or leave out the profile interop'
python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 ||
  fail "$(python3 --version) is too old or lacks the module venv; install Python 3.11 or newer with venv"
python3 -m venv --clear "$environment" ||
  fail "python3 -m venv cannot make $environment, for the reason above"
"$environment/bin/python" -m pip install --quiet --disable-pip-version-check -r "$requirements" ||
  fail "pip cannot install $requirements, for the reason above"
cp "$requirements" "$environment/requirements.txt"
