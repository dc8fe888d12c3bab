"""The science of replenishment: plain arrays, no table and no web."""
