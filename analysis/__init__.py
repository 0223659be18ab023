"""What feedback says, worked out from its words alone: nothing here draws, stores or reads the clock."""

from analysis.model_file import IN_USE, header_of

MODEL_VERSION: str = header_of(IN_USE)["version"]
