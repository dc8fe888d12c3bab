"""From a file to pages of clean text whose blocks are known. Runs in a process of its own (see
``isolated``).
"""
