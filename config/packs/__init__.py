"""Starter mappings, which an institution copies and makes its own, and the packs of schemes they use."""

from importlib.resources import files


def read_pack(name: str) -> str:
    """The text of the starter mapping ``<name>.yaml``."""
    return files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")


def read_starters() -> dict[str, str]:
    """Every starter mapping: name → text."""
    return _texts(__name__)


def read_packs() -> dict[str, str]:
    """Every pack of schemes: name → text. ``pack: <name>`` lets a mapping use its schemes."""
    return _texts("config.schemes")


def _texts(package: str) -> dict[str, str]:
    found = [each for each in files(package).iterdir() if each.name.endswith(".yaml")]
    return {each.name.removesuffix(".yaml"): each.read_text(encoding="utf-8") for each in found}
