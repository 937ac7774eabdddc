"""Mends `time.sleep` where libfaketime moves the clock: Python loads a module of this name before anything else.

Python sleeps until a moment of the monotonic clock. libfaketime (0.9.10) moves that moment as if it belonged to the clock
that it fakes, although it is told to leave the monotonic one alone, and the kernel refuses it. `select` takes a duration.
"""

import select
import time


def sleep(seconds):
    """Wait that many seconds, as `time.sleep` does; ValueError when they are negative."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    select.select([], [], [], seconds)


time.sleep = sleep
