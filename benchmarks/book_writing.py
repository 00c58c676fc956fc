"""Records of the made-up book as people write them: from a form, a card, a list or memory."""

import random

from benchmarks.book_people import Firm, Person, mailbox
from benchmarks.book_text import GERMAN, ROLES, TITLES, TOPICS, bare, slip
from benchmarks.book_words import Locale

Values = dict[str, str]


class Writer:
    """Writes down persons and firms, each time a little differently."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice

    def _nobody(self, firm: Firm) -> Values:
        """A record of a firm in which nobody is named."""
        dice = self._dice
        values = {"company": self._written_firm(firm), "topic": dice.choice(TOPICS)}
        if dice.random() < 0.7:
            values["email"] = f"{dice.choice(ROLES)}@{firm.domain}"
        if dice.random() < 0.6:
            values["phone"] = self._written_phone(firm.switchboard)
        if dice.random() < 0.7:
            values |= self._place(firm.town, firm.street, firm.postal, firm.locale, 0.8)
        return values

    def _record(self, person: Person) -> Values:
        """One record as it comes in: where from decides what is filled in."""
        make = self._dice.choices((self._form, self._card, self._list, self._memory), (40, 20, 22, 18))[0]
        values = make(person)
        return {name: value for name, value in values.items() if value}

    def _form(self, person: Person) -> Values:
        """A web form: e-mail always, the rest as people like."""
        dice = self._dice
        values = self._name(person) | {"email": self._address(person, 0.18)}
        if person.firm and dice.random() < 0.85:
            values["company"] = self._written_firm(person.firm)
        if dice.random() < 0.55:
            values["phone"] = self._phone(person)
        if dice.random() < 0.5:
            values |= self._where(person, 0.6)
        if dice.random() < 0.7:
            values["topic"] = dice.choice(TOPICS)
        return values

    def _card(self, person: Person) -> Values:
        """A business card: nearly all of it."""
        dice = self._dice
        values = self._name(person) | {"job_title": dice.choice(TITLES)}
        if person.firm:
            values["company"] = self._written_firm(person.firm)
            if dice.random() < 0.5:
                values["website"] = f"www.{person.firm.domain}"
        if dice.random() < 0.9:
            values["email"] = self._address(person, 0.04)
        if dice.random() < 0.9:
            values["phone"] = self._phone(person)
        if dice.random() < 0.6:
            values["mobile"] = self._written_phone(person.mobile)
        return values | self._where(person, 0.95)

    def _list(self, person: Person) -> Values:
        """A bought list: company, address, switchboard."""
        dice = self._dice
        values = self._name(person)
        if person.firm:
            values["company"] = self._written_firm(person.firm)
        if dice.random() < 0.6:
            values["email"] = self._address(person, 0.0)
        if dice.random() < 0.7:
            number = person.firm.switchboard if person.firm and dice.random() < 0.75 else person.direct
            values["phone"] = self._written_phone(number)
        return values | self._where(person, 0.9)

    def _memory(self, person: Person) -> Values:
        """Typed after a call: a name, a number, perhaps the firm and the town."""
        dice = self._dice
        values = self._name(person, 1.4)
        if person.firm and dice.random() < 0.8:
            values["company"] = self._written_firm(person.firm, 1.6)
        reach = dice.random()
        if reach < 0.85:
            values["phone"] = self._phone(person)
        if reach > 0.55:
            values["email"] = self._address(person, 0.15)
        if dice.random() < 0.45:
            values |= self._where(person, 0.25)
        return values

    # Fields as people write them

    def _name(self, person: Person, slips: float = 1.0) -> Values:
        dice = self._dice
        first, last = person.first, person.last
        chance = dice.random()
        if person.nick and chance < 0.14 * slips:
            first = person.nick
        elif chance > 1 - 0.035 * slips:
            first = first[0] + dice.choice(("", "."))
        elif chance > 1 - 0.075 * slips:
            first += f" {person.middle}{dice.choice(('', '.'))}"
        first, last = self._typed(first, 0.018 * slips), self._typed(last, 0.025 * slips)
        if person.suffix and dice.random() < 0.7:
            last += f" {person.suffix}"
        if dice.random() < 0.012:
            first = f"Dr. {first}"
        values = {"first_name": first, "last_name": last}
        chance = dice.random()
        if chance < 0.012:
            values = {"first_name": last, "last_name": first}
        elif chance < 0.024:
            values = {"last_name": f"{first} {last}" if dice.random() < 0.6 else f"{last}, {first}"}
        elif chance < 0.04:
            values = {"last_name": last}
        elif chance < 0.047:
            values = {"first_name": first}
        return {name: self._cased(value) for name, value in values.items()}

    def _cased(self, text: str) -> str:
        chance = self._dice.random()
        return text.upper() if chance < 0.03 else text.lower() if chance < 0.055 else text

    def _typed(self, text: str, slips: float) -> str:
        dice = self._dice
        if not text.isascii() and dice.random() < 0.35:
            text = text.translate(GERMAN) if dice.random() < 0.5 else bare(text)
        if dice.random() < slips and len(text) > 3:
            text = slip(text, dice)
        return text

    def _written_firm(self, firm: Firm, slips: float = 1.0) -> str:
        dice = self._dice
        name = firm.name
        chance = dice.random()
        if chance < 0.40 * slips:
            pass
        elif chance < 0.75:
            name += f" {firm.form}"
        else:
            name += f" {dice.choice(firm.locale.forms)}"
        chance = dice.random()
        words = firm.name.split()
        if chance < 0.015 * slips and len(words) > 2:
            name = "".join(word[0] for word in words).upper()
        elif chance < 0.03 * slips and len(words) > 1:
            name = words[0]
        elif chance < 0.04 and firm.branches:
            name = f"{firm.name} {dice.choice(firm.branches)[0][0]}"
        elif chance < 0.05:
            name = f"{firm.name} Group"
        return self._cased(self._typed(name.replace("&", dice.choice(("&", "&", "and", "+"))), 0.03 * slips))

    def _address(self, person: Person, private: float) -> str:
        dice = self._dice
        if not person.firm or dice.random() < private:
            address = person.private
        elif dice.random() < 0.06:
            address = f"{dice.choice(ROLES)}@{person.firm.domain}"
        else:
            address = f"{mailbox(person)}@{person.firm.domain}"
        chance = dice.random()
        if chance < 0.015:
            local, _, host = address.partition("@")
            address = f"{slip(local, dice)}@{host}" if len(local) > 3 else address
        elif chance < 0.02:
            address = address.replace("@", "+web@")
        return address.upper() if dice.random() < 0.01 else address

    def _phone(self, person: Person) -> str:
        dice = self._dice
        # Most people give one and the same number most of the time.
        chance = person.usual if dice.random() < 0.6 else dice.random()
        if person.firm and chance < 0.35:
            number = person.firm.switchboard
        elif chance < 0.7:
            number = person.direct
        else:
            number = person.mobile if chance < 0.93 or not person.home.phone else person.home.phone
        return self._written_phone(number)

    def _written_phone(self, number: str) -> str:
        dice = self._dice
        code, _, rest = number.partition(" ")
        if dice.random() < 0.015:
            at = dice.randrange(len(rest))
            if rest[at].isdigit():
                rest = rest[:at] + str(dice.randrange(10)) + rest[at + 1 :]
        trunk = "" if code in ("+1", "+39", "+34", "+420", "+48", "+45") else "0"
        written = dice.choice(
            (
                f"{code} {rest}",
                f"{code}{rest.replace(' ', '')}",
                f"{trunk}{rest}",
                f"{trunk}{rest.replace(' ', '-')}",
                f"00{code[1:]} {rest}",
                f"{code} ({trunk}){rest}" if trunk else f"({rest[:3].strip()}) {rest[3:].strip()}",
            )
        )
        return f"{written} ext. {dice.randrange(10, 999)}" if dice.random() < 0.02 else written

    def _where(self, person: Person, filled: float) -> Values:
        firm = person.firm
        if not firm:
            home = person.home
            return self._place(home.town, home.street, home.postal, person.locale, filled)
        town, street, postal = firm.town, firm.street, firm.postal
        if firm.branches:
            town, street, postal = ([(town, street, postal), *firm.branches])[
                person.entity % (len(firm.branches) + 1)
            ]
        return self._place(town, street, postal, firm.locale, filled)

    def _place(
        self, town: tuple[str, str], street: str, postal: str, locale: Locale, filled: float
    ) -> Values:
        dice = self._dice
        values = {"city": self._cased(self._typed(town[0], 0.02)), "country": locale.code[-2:]}
        if dice.random() < 0.05:
            values["city"] = values["city"].split(" ")[0]
        if dice.random() < filled:
            values["postal_code"] = slip(postal, dice) if dice.random() < 0.012 else postal
        if dice.random() < filled * 0.85:
            values["street"] = self._typed(street, 0.03)
        return values
