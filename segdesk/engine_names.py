"""What the engines are called that read purchases; nothing heavy is imported to know it."""

ENGINES = ("auto", "memory", "duckdb", "spark")
