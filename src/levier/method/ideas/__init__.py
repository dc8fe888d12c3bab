"""The idea box: anyone proposes and votes, an answer comes within a set time, tries have a budget, lessons stay."""
