"""Who may do what: every cell of the table in `articles/roles.toml`, allowed and refused."""
