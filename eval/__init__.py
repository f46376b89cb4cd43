"""How good the answers are: gold questions -> answers -> scores -> report."""
