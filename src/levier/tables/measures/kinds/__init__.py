"""The semantic model of each kind of table, one file each."""
