"""What a library of procedures is: frozen values, and the sums over them. Touches no file."""
