"""Aid exempted from notification by Regulation (EU) 651/2014: what it takes, how much of it, beside which other aid."""
