"""Make the spike trains of this folder from those of the nitime package.

Only needed to check where the files come from. With nitime's files in `SOURCE`::

    pip download --no-deps nitime && unzip nitime-*.whl 'nitime/data/grasshopper_spike_times*'
    python convert.py nitime/data TARGET

Microseconds become seconds, exactly (all times are multiples of 100 µs, so four decimals hold
them); the recording conditions in the header stay, less the folder of the stimulus file.
"""

import sys
from pathlib import Path


def convert(text: str) -> str:
    """Turn the text of one of nitime's spike files into one of this folder's.

    >>> print(convert("# repro call number: 0\\n# mode: 3\\n6700\\n9999300\\n\\n"), end="")
    # repro call number: 0
    # mode: 3
    # spike times (s):
    0.0067
    9.9993
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    header = [_without_folder(line) for line in lines if line.startswith("#")]
    microseconds = [int(line) for line in lines if not line.startswith("#")]
    if sorted(set(microseconds)) != microseconds:
        raise ValueError("spike times are not in increasing order")
    if any(time % 100 for time in microseconds):
        raise ValueError("a spike time is not a multiple of 100 µs: four decimals would round it")
    seconds = [f"{time // 1_000_000}.{time % 1_000_000 // 100:04d}" for time in microseconds]
    return "\n".join([*header, "# spike times (s):", *seconds]) + "\n"


def _without_folder(line):
    key, _, value = line.partition(": ")
    return f"{key}: {value.rpartition('/')[2]}" if key == "# stimulus file" else line


def main(source: str, target: str) -> None:
    for number in (1, 2):
        text = (Path(source) / f"grasshopper_spike_times{number}.txt").read_text("utf-8")
        converted = convert(text)
        (Path(target) / f"spike_times_{number}.txt").write_text(converted, "utf-8", newline="\n")


if __name__ == "__main__":
    main(*sys.argv[1:3])
