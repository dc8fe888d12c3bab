"""Backups: the whole data folder in one verified file, made while Levier works, and its way back."""
