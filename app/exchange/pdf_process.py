"""One PDF in a process of its own: the document comes in, its pages go out, or words that say why not."""

import sys

from app.exchange.pdf_file import REFUSED, made_here
from app.problems import Problem


def main() -> int:
    try:
        body, code = made_here(sys.stdin.buffer.read().decode(), int(sys.argv[1])), 0
    except Problem as refused:
        body, code = refused.detail.encode(), REFUSED
    sys.stdout.buffer.write(body)
    return code


if __name__ == "__main__":
    sys.exit(main())
