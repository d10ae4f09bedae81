"""The methods: one file each, registered by name with what it can do. Adding one means adding a file here."""
