"""Pixels, without the ORM: what comes in (uploads.py, with decode.py in a process of its own), what goes out
(renditions.py).
"""
