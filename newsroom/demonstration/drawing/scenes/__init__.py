"""The compositions. Each takes the sheet, draws the whole of it and returns the focal point, as
shares of width and height from the top left.
"""
