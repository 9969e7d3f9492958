"""`python -m contingent` is `contingent`."""

from contingent.cli import main

if __name__ == "__main__":
    main()
