"""What the project speaks of: frozen values without input, output or a clock."""
