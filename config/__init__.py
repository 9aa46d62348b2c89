"""Settings, read once into frozen objects; and the starter packs, as data.

Duty: the institution file and the environment become one typed :class:`config.settings.Settings`.
May import: schemas (the file is a border).
Does not belong here: anything that acts on a setting.
"""
