"""A slow link: so many bits a second each way, so long a way there and back. It counts the bytes."""

import asyncio
import contextlib
import threading
import time

CHUNK = 1400


class Link:
    """Listens on a port of its own and leads to `upstream`. Not shaped until `shaped` is set."""

    def __init__(self, upstream: int, bits_per_second: int = 400_000, round_trip_s: float = 0.4) -> None:
        self.upstream, self.bits_per_second, self.round_trip_s = upstream, bits_per_second, round_trip_s
        self.shaped = False
        self.up = self.down = 0
        self.free_at = {"up": 0.0, "down": 0.0}
        self.loop = asyncio.new_event_loop()
        self.listening = threading.Event()
        self.port = 0
        self.thread = threading.Thread(target=self._run, name="link", daemon=True)
        self.thread.start()
        self.listening.wait(10)

    def stop(self) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)

    def _run(self) -> None:
        server = self.loop.run_until_complete(asyncio.start_server(self._connect, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self.listening.set()
        self.loop.run_forever()
        server.close()
        self.loop.run_until_complete(self._end())
        self.loop.close()

    async def _end(self) -> None:
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.shaped:
            await asyncio.sleep(self.round_trip_s)  # the handshake
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self.upstream)
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(self._carry("up", reader, there_writer), self._carry("down", there_reader, writer))

    async def _carry(self, way: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Bytes leave one after the other at the link's rate, and arrive half a round trip later, in order."""
        on_the_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        arriving = asyncio.ensure_future(self._arrive(on_the_way, writer))
        try:
            while data := await reader.read(CHUNK):
                setattr(self, way, getattr(self, way) + len(data))
                leaves = max(time.monotonic(), self.free_at[way]) + 8 * len(data) / self.bits_per_second
                self.free_at[way] = leaves if self.shaped else 0.0
                on_the_way.put_nowait((leaves + self.round_trip_s / 2 if self.shaped else 0.0, data))
        except ConnectionError:
            pass
        on_the_way.put_nowait((0.0, b""))
        await arriving

    async def _arrive(self, on_the_way: "asyncio.Queue[tuple[float, bytes]]", writer: asyncio.StreamWriter) -> None:
        while True:
            moment, data = await on_the_way.get()
            await asyncio.sleep(max(0.0, moment - time.monotonic()))
            if not data:
                writer.close()
                return
            writer.write(data)
