"""The site as production runs it, without the layer that answers from kept pages: each page is made anew."""

from newsroom.wsgi import _site as application

__all__ = ["application"]
