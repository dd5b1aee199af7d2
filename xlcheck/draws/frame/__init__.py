"""抽样框: which entities and inspectors take part in a draw, and why the others do not."""
