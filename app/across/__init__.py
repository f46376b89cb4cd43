"""Across: a question among several releases, answered over the one that it is about, or over several side by side.

shelf.py       the releases among which it is asked
names.py       the companies that it names
picking.py     the release, or releases, that it is about
comparing.py   one over several, taken apart: an operation, and a question to each release
answered.py    what one release answered: its figure, numbered apart from others'
combining.py   what each release answered, as one reply
asking.py      the journey from a question to the engine that answers, or to the parts
"""

from app.across.asking import Routed, Stages, decorated, routed
from app.across.shelf import Shelf

__all__ = ["Routed", "Shelf", "Stages", "decorated", "routed"]
