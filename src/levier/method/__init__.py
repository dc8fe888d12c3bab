"""The method: from the assessment to a measured gain. Each step is a Django app of its own and reads what really runs."""
