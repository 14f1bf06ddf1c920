"""Planning a visit and packing it onto devices."""
