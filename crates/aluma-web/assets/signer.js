// Built from signer/: see signer/README.md
