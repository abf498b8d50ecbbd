"""Python's side of the benchmark against Python: does the one case that is named, and
prints how many seconds it took. cases.cc has the same names and does the same work."""

import asyncio
import concurrent.futures
import queue
import sys
import threading
import time

# The same in cases.cc.
SLEEPERS = 10_000
SLEEP = 0.1
ITEMS = 200_000
ROOM = 10  # Of a queue.
WORKERS = 4
CALLS = 20_000
CHUNK = 500


def square(number):
    return number * number


def sleeping_coroutines():
    async def sleeper():
        await asyncio.sleep(SLEEP)
        return 1

    async def main():
        return await asyncio.gather(*[sleeper() for _ in range(SLEEPERS)])

    start = time.perf_counter()
    assert len(asyncio.run(main())) == SLEEPERS
    return time.perf_counter() - start - SLEEP


def sleeping_threads():
    start = time.perf_counter()
    threads = [threading.Thread(target=time.sleep, args=(SLEEP,)) for _ in range(SLEEPERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - start - SLEEP


def coroutine_queue():
    async def put_all(items):
        for i in range(ITEMS):
            await items.put(i)
        await items.put(None)

    async def sum_all(items):
        total = 0
        while (item := await items.get()) is not None:
            total += item
        return total

    async def main():
        items = asyncio.Queue(ROOM)
        return (await asyncio.gather(put_all(items), sum_all(items)))[1]

    start = time.perf_counter()
    assert asyncio.run(main()) == ITEMS * (ITEMS - 1) // 2
    return time.perf_counter() - start


def thread_queue():
    items = queue.Queue(ROOM)

    def put_all():
        for i in range(ITEMS):
            items.put(i)

    start = time.perf_counter()
    producer = threading.Thread(target=put_all)
    producer.start()
    assert sum(items.get() for _ in range(ITEMS)) == ITEMS * (ITEMS - 1) // 2
    producer.join()
    return time.perf_counter() - start


def thread_pool_map():
    start = time.perf_counter()
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        assert list(pool.map(square, range(CALLS)))[-1] == square(CALLS - 1)
    return time.perf_counter() - start


def process_pool_map(chunk_size=1):
    start = time.perf_counter()
    with concurrent.futures.ProcessPoolExecutor(WORKERS) as pool:
        outputs = list(pool.map(square, range(CALLS), chunksize=chunk_size))
    assert outputs[-1] == square(CALLS - 1)
    return time.perf_counter() - start


CASES = {
    "sleeping-coroutines": sleeping_coroutines,
    "sleeping-threads": sleeping_threads,
    "coroutine-queue": coroutine_queue,
    "thread-queue": thread_queue,
    "thread-pool-map": thread_pool_map,
    "process-pool-map": process_pool_map,
    "process-pool-map-chunks": lambda: process_pool_map(CHUNK),
}

if __name__ == "__main__":
    print(f"{CASES[sys.argv[1]]():.6f}")
