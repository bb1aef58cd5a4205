"""The slides of packs, each built from findings; a template lists them."""
