"""What computes: the two methods, the grade, and the worker process; never imports pygame."""
