"""Media reviews as documents: asked for, made, and sent."""
