"""What an author may write, one file per group of forms: each finds the meaning and kind of one form."""
