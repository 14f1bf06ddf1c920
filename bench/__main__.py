"""`make bench`: every bench in turn, each in a process of its own."""

import subprocess
import sys

BENCHES = ("ingest", "listeners", "catch_up", "tap", "opening", "cold_start", "sync")

if __name__ == "__main__":
    failed = [name for name in BENCHES if subprocess.run([sys.executable, "-m", f"bench.{name}"]).returncode]
    sys.exit(f"These did not run to the end: {', '.join(failed)}." if failed else 0)
