"""The size of an enterprise in its group: Annex I of Regulation (EU) 651/2014, that is Recommendation 2003/361/EC."""
