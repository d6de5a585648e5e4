"""The exhibit's sounds, and the script that makes them."""
