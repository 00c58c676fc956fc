"""A file of made-up leads, the same for the same number."""

import csv
import random
from pathlib import Path

HEADINGS = (
    *("Topic", "First Name", "Last Name", "Company Name", "Job Title", "Email", "Business Phone"),
    *("Street 1", "City", "ZIP/Postal Code", "Country/Region", "Lead Source", "Rating", "Owner"),
    *("Description", "Created On"),
)
_FIRST = ("Ana", "Jonas", "Priya", "Siobhán", "Marc", "Lena", "Sara", "Tomé", "Yuki", "Olu", "小明", "Ζωή")
_LAST = ("Pereira", "Lindqvist", "Natarajan", "O'Neill", "Blanc", "Vogt", "Holm", "Okafor", "Tanaka", "王")
_CITIES = (("Malmö", "Sweden"), ("Porto", "Portugal"), ("London", "United Kingdom"), ("Tampere", "Finland"))
_SOURCES = ("Web", "Partner", "Seminar", "Trade Show", "Word of Mouth", "Advertisement")
MARK = "Firm"  # begins every company: what a terminal shows first is found by it


def write(path: Path, count: int, seed: int = 7) -> None:
    """Write so many leads as a Dynamics-like CSV file; about 250 bytes a row."""
    dice = random.Random(seed)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows(_row(dice, number) for number in range(1, count + 1))


def _row(dice: random.Random, number: int) -> tuple[str, ...]:
    first, last = dice.choice(_FIRST), dice.choice(_LAST)
    city, country = dice.choice(_CITIES)
    firm = f"{MARK}{dice.randrange(count_of_firms(number))}"
    return (
        f"{dice.randrange(5, 500)} route planners",
        first,
        f"{last}-{number}",
        f"{firm} {city} AB",
        dice.choice(("Head of Operations", "Buyer", "Founder", "IT lead")),
        f"person{number}@{firm.lower()}.example",
        f"+46 70 {dice.randrange(100, 999)} {dice.randrange(10, 99)} {dice.randrange(10, 99)}",
        f"Street {dice.randrange(200)}",
        city,
        str(dice.randrange(10000, 99999)),
        country,
        dice.choice(_SOURCES),
        dice.choice(("Hot", "Warm", "Cold")),
        dice.choice(("Mia Berg", "Ola Lind", "Sales North")),
        "Asked for a price by Friday, testing until Monday, then calls back." * dice.randrange(2),
        f"2026-{dice.randrange(1, 11):02}-{dice.randrange(1, 28):02}",
    )


def count_of_firms(number: int) -> int:
    """About three people a firm."""
    return max(1, number // 3)
