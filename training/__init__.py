"""How is the model made and judged? Labelled comments in, one file of weights and its card out.

The product never imports this while it runs: only the commands `train` and `evaluate` do. It needs
SciPy, which reading a comment does not.
"""
