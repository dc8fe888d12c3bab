"""The words every room shares: the capability contract, evidence, results, errors. No Django, no I/O."""
