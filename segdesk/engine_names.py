"""What the engines are called that read files; nothing heavy is imported to know it."""

ENGINES = ("auto", "memory", "duckdb", "spark")
