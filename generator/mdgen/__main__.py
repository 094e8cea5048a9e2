"""`python -m mdgen`."""

from mdgen.cli import main

if __name__ == "__main__":
    main()
