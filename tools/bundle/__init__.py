"""Making the packaged program: what goes in, its licence texts, its installers, and its smoke test."""
