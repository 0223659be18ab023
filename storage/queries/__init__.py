"""One question a file. Every one takes the viewer, and reads that viewer's watchdog alone."""
