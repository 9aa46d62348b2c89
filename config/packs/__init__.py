"""Starter mappings, which an institution copies and makes its own, and the packs of schemes they use."""

from importlib.resources import files


def read_pack(name: str) -> str:
    """The text of the starter mapping ``<name>.yaml``."""
    return files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")


def read_packs() -> dict[str, str]:
    """Every pack of schemes: name → text. ``pack: <name>`` lets a mapping use its schemes."""
    found = [each for each in files("config.schemes").iterdir() if each.name.endswith(".yaml")]
    return {each.name.removesuffix(".yaml"): each.read_text(encoding="utf-8") for each in found}
