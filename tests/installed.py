"""The installed regions as every test of a process shares them: to load them anew takes a fifth of a second each time.

A test that is about loading, or that needs measures of which nothing has been worked out yet, loads its own.
"""

import intra_core

CATALOGUE = intra_core.load_regions()
