"""For ./hearth: python3 infra-bicep/leading up|down|release|part FOLDER ARGUMENTS..."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.dont_write_bytecode = True


def run(what, folder, arguments):
    """The exit status of one of them."""
    if what == "up":
        from leading import up as chosen
    elif what == "down":
        from leading import down as chosen
    elif what == "release":
        from leading import release as chosen
    else:
        from leading import parts

        return parts.main(arguments, folder)
    os.chdir(folder)
    return chosen.main(arguments, Path(folder))


sys.exit(run(sys.argv[1], sys.argv[2], sys.argv[3:]))
