#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Traffic for a window to show: steady.py PORT CONNECTIONS SECONDS. Each connection does five small turns a second and is
replaced by a new one after some seconds."""

import asyncio
import random
import sys
import time

REQUEST = b"A" + bytes(7) + (64).to_bytes(8, "little") + bytes(48)


async def client(port, end):
    while time.monotonic() < end:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(random.randint(10, 60)):
            writer.write(REQUEST)
            await reader.readexactly(64)
            await asyncio.sleep(0.2)
            if time.monotonic() >= end:
                break
        writer.close()


async def main(port, connections, seconds):
    end = time.monotonic() + seconds
    await asyncio.gather(*(client(port, end) for _ in range(connections)))


asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])))
