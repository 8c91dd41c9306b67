"""The paths of things under test; makes the agent importable."""

import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parents[1]
AGENT = ROOT / "cloud-init/agent"
GAMES = ROOT / "cloud-init/games"
CONTRACTS = ROOT / "contracts"
DATA = TESTS / "data"

sys.path.insert(0, str(AGENT))
