"""How the demonstration's pictures are drawn: flat inks, layered silhouettes and light, by code.

`inks` has the colours, `sheet` the paper and the tools, `nature`, `buildings`, `vessels`, `people`
and `things` the parts, `scenes` the compositions, `portraits` the people of the paper. Each imports
only those named before it. Lengths are units of a sheet of 1200 × 800, from the top left.
"""
