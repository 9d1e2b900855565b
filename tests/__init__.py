"""The tests: a folder for each room of the program; what is about the whole stands beside them."""
