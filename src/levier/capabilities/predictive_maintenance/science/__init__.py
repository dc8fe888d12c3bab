"""The science of maintenance: plain functions on arrays, with neither web nor database."""
