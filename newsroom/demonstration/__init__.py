"""The demonstration: an invented paper that shows what the site does. `manage.py demo` runs it.

content/         the paper itself, as TOML: sections, people, tags, stories and what leads the front
paper.py         reads it
drawing/         the tools and compositions of its pictures; knows no Django
illustrations.py which drawing belongs to which story; knows no Django
build.py         makes it, through the same acts that editors use
logins.py        who may look behind it, one for each role
environment.py   what `manage.py demo` sets before the settings are read; knows no Django
"""
