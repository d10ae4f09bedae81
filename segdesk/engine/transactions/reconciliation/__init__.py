"""Which lines count, which are left out and why: money in = money kept + money left out by reason, to the cent."""
