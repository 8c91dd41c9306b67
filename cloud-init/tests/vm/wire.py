"""A TCP connection of the virtual machine's to a port of the host, which a file cuts.

    wire.py PORT FILE     started by QEMU for each connection, which is its standard input

While the file holds `hole`, nothing passes and nobody is told; with `reset` the connection ends at once.
"""

import select
import socket
import sys
from pathlib import Path


def main(port, fault):
    """Until either side ends."""
    near = socket.socket(fileno=0)
    with socket.create_connection(("127.0.0.1", int(port))) as far:
        ends = {near: far, far: near}
        while True:
            told = Path(fault).read_text("ascii") if Path(fault).exists() else ""
            if told == "reset":
                return
            for ready in select.select([] if told else list(ends), [], [], 0.05)[0]:
                data = ready.recv(65536)
                if not data:
                    return
                ends[ready].sendall(data)


if __name__ == "__main__":
    main(*sys.argv[1:])
