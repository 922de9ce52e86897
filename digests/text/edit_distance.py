"""How many slips of the pen part two words."""

from __future__ import annotations


def edit_distance(one: str, other: str) -> int:
    """Letters that are wrong, missing, added or swapped with their neighbour: the optimal string alignment
    distance. The time grows with the product of the lengths, so both are to be bounded by the caller."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, row, two_ago = row, [i], before
        for j, wanted in enumerate(other, 1):
            row.append(min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != wanted)))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                row[j] = min(row[j], two_ago[j - 2] + 1)
        before = last
    return row[-1]


def gaps(word: str) -> set[str]:
    """The word, and it without each of its letters: two words with one slip between them share one."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
