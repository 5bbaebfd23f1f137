"""The thinking. Pure: values in, a value out, and the reason why. No Django, no clock, no I/O."""
