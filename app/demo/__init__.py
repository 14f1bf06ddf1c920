"""A believable partnership to look around in: Dana Okafor teaches, Marcus Bell coaches."""

from app.demo.fill import PASSWORD, fill_with_example

__all__ = ["PASSWORD", "fill_with_example"]
