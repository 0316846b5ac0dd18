"""Strategies of Hypothesis: what undertakings tell, their groups and their aid, and rules as authors write them."""
