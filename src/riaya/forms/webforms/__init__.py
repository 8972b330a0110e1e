"""Forms filled in the browser: sources in `src/`, built by `make assets` into `build/`."""
