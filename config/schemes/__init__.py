"""Packs of schemes: how minutes become credit, each figure with its source. Data only."""
