"""The section tree (section.py) at the bottom, what editors place on fronts (front.py) on top of it.

section: a part of the paper with an address of its own; a section below another is a subsection.
desk member: who works for a section and all below it.
front: the page that opens the paper. placement: a story that an editor put on it, until a time.
"""

from .front import Placement
from .section import DeskMember, Navigation, Section

__all__ = ["DeskMember", "Navigation", "Placement", "Section"]
