"""Memory over many extractions, 200,000 in `make soak-python`: it may not grow by 2 MB."""

import gc
import os
import sys

import nutgraf

TEXT = (
    "LIMA, 4 March 2026. “We pay $3.2 million on Tuesday,” said Ngozi Adé 😀, the finance minister of Gabon. "
    "She flew to Accra with Kwame Boateng of the Volta River Authority.\n\n"
)


def resident():
    """The bytes of memory that the process has, when all that can go is gone."""
    gc.collect()
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE")


def twenty():
    """Twenty extractions, with all that is asked of a result, and what fails."""
    for n in range(10):
        doc = nutgraf.extract(f"{TEXT}{n}", date="2026-03-05")
        doc.to_dict()
        nutgraf.Document.from_json(doc.to_json())
        repr([(entity, entity.cluster) for entity in doc.entities])
        nutgraf.render(doc)
    batch = nutgraf.extract_batch([TEXT] * 10 + [None, 7], threads=2)
    batch.table()
    batch.table("documents")


def main(extractions):
    for _ in range(100):
        twenty()
    first = resident()
    rounds = extractions // 20
    for done in range(1, rounds + 1):
        twenty()
        if done % (rounds // 10) == 0:
            grown = (resident() - first) / 1e6
            print(f"{20 * done:>8} extractions  {grown:+.2f} MB", flush=True)
    return 0 if grown < 2 else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
