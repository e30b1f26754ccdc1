"""Runs the benchmarks: all of them, or those whose module names hold one of the words given."""

import importlib
import pkgutil
import platform
import sys

import tests.bench
from tests.bench.harness import as_text


def main(words: list[str]) -> int:
    found = [
        module.name
        for module in pkgutil.iter_modules(tests.bench.__path__)
        if module.name.startswith("bench_")
    ]
    chosen = [name for name in found if not words or any(word in name for word in words)]
    if not chosen:
        print(f"No benchmark is named so. There are: {', '.join(found)}.", file=sys.stderr)
        return 2
    print(f"Python {platform.python_version()} on {platform.system()} {platform.machine()}\n")
    for name in chosen:
        for row in importlib.import_module(f"tests.bench.{name}").measure():
            print(as_text(row), flush=True)
            print()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
