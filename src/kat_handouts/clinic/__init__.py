"""What a clinic brings: its name and phones, logo and colour, times and routes."""
