"""What feedback says, worked out from its words alone: nothing here draws, stores or reads the clock."""

MODEL_VERSION = "textblob-0.20.1/phrases-1"
