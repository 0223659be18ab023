"""The words and the look of Have Your Say: what people read and see, kept as files with small loaders."""
