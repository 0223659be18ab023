"""What the words mean: vocabulary, drafts that check, tables that store."""
