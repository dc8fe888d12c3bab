"""Does the planner without a language model find the right steps, with the right arguments?"""
