"""The pytest plug-in of the kit: pytest loads it wherever intra-core is installed, so it imports nothing too early."""
