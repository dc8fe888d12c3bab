"""The search for good routes: PyVRP's iterated local search, tuned for seconds, and routes put together anew."""
