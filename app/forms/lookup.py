"""A version's number in an address: anything that can't be one is a 404 like every other absence."""

from typing import Annotated

from fastapi import Depends

from app.problems import Problem


def version_number(number: str) -> int:
    if not (number.isascii() and number.isdigit() and len(number) <= 6):
        raise Problem("not-found")
    return int(number)


Number = Annotated[int, Depends(version_number)]
