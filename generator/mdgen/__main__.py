"""`python -m mdgen`."""

from mdgen.cli import launch

if __name__ == "__main__":
    launch()
