"""A handout, a catalog, a region and a clinic become one resolved `Document`."""
