"""What the regions share: the vocabulary of facts, SME size and de minimis, their figures dated and with articles."""
