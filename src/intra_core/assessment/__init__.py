"""One undertaking against measures: the verdict, the award, the reasons, and what is still to be asked."""
