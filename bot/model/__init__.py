"""A language model's server, if an operator set one: it chooses among the sources' words and writes none."""
