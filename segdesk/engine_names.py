"""What the engines are called that read purchases; nothing heavy is imported to know it."""

ENGINES = ("auto", "memory", "duckdb", "spark")
# What places customers: those who are in a cluster are placed there, by the statement that `export-sql` writes.
PLACING_ENGINES = ("auto", "memory", "duckdb")
