"""Make kgbuild's table of currencies from the Unicode CLDR.

    pip install babel==2.19.0
    python training/gazetteer/make_currencies.py [OUTPUT_DIR]

Reads what Babel ships of the CLDR (Unicode License v3): every currency that is tender today, its English names, the
signs that its own countries' locales write, and who uses it. Demonyms come from countries.csv, the signs that
newspapers write and the CLDR does not have ("N$", "KD") from the table below. Writes currencies.csv, byte for byte the
same each time: code, name, countries, signs and nouns (which several may share), owners
(what stands before the noun: "namibian").
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

from babel import Locale, localedata
from babel.core import get_global

OUT = Path(__file__).parent.parent.parent / "kgbuild" / "language"
COUNTRIES = Path(__file__).parent.parent.parent / "kgbuild" / "gazetteer" / "countries.csv"
# Signs of English-language newspapers that no locale of the CLDR has.
NEWS_SIGNS = {
    "USD": "US$ U.S.$ USD$", "NAD": "N$", "AUD": "A$ AU$ AUD$", "CAD": "C$ CA$ CAD$", "NZD": "NZ$", "HKD": "HK$",
    "SGD": "S$ SG$", "TWD": "NT$", "FJD": "F$ FJ$", "JMD": "J$", "TTD": "TT$", "BBD": "Bds$", "BSD": "B$", "GYD": "G$",
    "XCD": "EC$", "BZD": "BZ$", "LRD": "L$ LD$", "ZWL": "Z$ ZWL$", "BND": "BN$", "MXN": "MX$ Mex$", "BRL": "R$",
    "ZAR": "R", "INR": "Rs INRs", "PKR": "Rs PKRs", "LKR": "Rs SLRs", "NPR": "Rs NRs", "MUR": "Rs", "SCR": "Rs SR",
    "KES": "KSh Ksh KShs Kshs Sh Shs KES", "UGX": "USh Ush UShs Ushs Sh Shs", "TZS": "TSh Tsh Sh Shs",
    "SOS": "Sh", "KWD": "KD", "BHD": "BD", "QAR": "QR", "SAR": "SR", "OMR": "RO", "AED": "Dh Dhs", "MAD": "Dh Dhs",
    "JOD": "JD", "IQD": "ID", "LYD": "LD", "MYR": "RM", "BDT": "Tk", "GHS": "GH¢ GH₵ GHC GHc", "NGN": "N ₦ NGN",
    "BWP": "P", "ZMW": "K", "MWK": "MK K", "PGK": "K", "ETB": "Br", "GMD": "D", "PLN": "zł", "CZK": "Kč",
    "IDR": "Rp", "PHP": "P ₱ Php", "KRW": "₩", "CNY": "RMB CN¥", "EGP": "LE E£ EGP", "TRY": "₺ TL", "LBP": "LL",
    "SZL": "E", "LSL": "M", "RWF": "Rwf Frw", "XAF": "CFA FCFA", "XOF": "CFA FCFA", "CHF": "SFr Fr", "SEK": "SKr",
    "NOK": "NKr NOK", "DKK": "DKr", "ISK": "ISK", "THB": "Bt ฿", "PEN": "S/ S/.", "RUB": "₽", "UAH": "₴",
    "ILS": "₪ NIS",
    "KZT": "₸", "AZN": "₼", "GEL": "₾", "VND": "₫", "MNT": "₮", "MZN": "MT MZN", "AOA": "Kz", "COP": "COP$ Col$",
    "ARS": "AR$ ARS$", "CLP": "CLP$", "UYU": "U$", "DOP": "RD$", "SRD": "SRD$",
}  # fmt: skip
# Bare nouns that the CLDR's English name does not end in, or that newspapers use beside it.
NEWS_NOUNS = {
    "CNY": "yuan renminbi", "RUB": "ruble rouble", "BYN": "ruble rouble", "ILS": "shekel", "GBP": "pound sterling quid",
    "PLN": "zloty złoty", "HUF": "forint", "SEK": "krona kronor", "ISK": "krona kronur", "NOK": "krone kroner",
    "DKK": "krone kroner", "CZK": "koruna crown", "BRL": "real reais", "THB": "baht", "VND": "dong", "KRW": "won",
    "UAH": "hryvnia hryvnya", "TRY": "lira", "RON": "leu lei", "MDL": "leu lei", "BGN": "lev leva", "KZT": "tenge",
    "XAF": "franc", "XOF": "franc", "ETB": "birr", "MYR": "ringgit", "BDT": "taka", "IDR": "rupiah", "GHS": "cedi",
    "NGN": "naira", "KPW": "won",
}  # fmt: skip
# Who a currency is called after, beside the demonyms and names of the countries that issue it.
NEWS_OWNERS = {
    "XAF": "central african cfa", "XOF": "west african cfa", "USD": "us u.s. american", "AED": "uae",
    "CNY": "renminbi", "ZWG": "zimbabwe", "GBP": "uk u.k.", "GHS": "new", "XCG": "antillean",
}  # fmt: skip
# Nouns that are other words, and signs of the CLDR that mean something else in English news.
NO_NOUNS = {"gold", "sterlings", "quids", "crown"}
NO_SIGNS = {"ID", "M", "E", "G", "D", "L", "S", "Q", "RO",
            "kr.", "den", "B/.", "Gs.", "Nu.", "Afl.", "Cg.", "Bs.S",
            "DA", "FC", "UM", "VT", "LS", "DT", "KM", "CF", "Bs"}  # fmt: skip
# Two currencies of one country or one kind of money: the first is meant where a paper writes the noun.
LEFT_OUT = {
    "CHE",
    "CHW",
    "USN",
    "COU",
    "CLF",
    "MXV",
    "UYI",
    "BOV",
    "CNH",
    "XXX",
    "XTS",
    "VED",
    "UYW",
    "CUC",
    "BTC",
}


def tender() -> dict[str, list[str]]:
    """Each currency that is tender today, with the countries that use it."""
    found: dict[str, list[str]] = {}
    for country, rows in sorted(get_global("territory_currencies").items()):
        for code, _start, end, is_tender in rows:
            if (
                is_tender
                and end is None
                and code not in LEFT_OUT
                and re.fullmatch("[A-Z]{2}", country)
            ):
                found.setdefault(code, []).append(country)
    return found


def signs_of(code: str, countries: list[str]) -> list[str]:
    """The signs that English, and the locales of its own countries in any language, write."""
    found: list[str] = []
    for name in ["en", *sorted(localedata.locale_identifiers())]:
        if name == "en" or (name.split("_")[-1] in countries and len(name.split("_")) == 2):
            sign = Locale.parse(name).currency_symbols.get(code)
            if sign:
                found.append(sign.replace("\u202f", " ").replace("\xa0", " "))
    found += NEWS_SIGNS.get(code, "").split()
    short = [s for s in dict.fromkeys(found) if s != code and re.fullmatch(r"[^\d\s]{1,5}", s)]
    latin = [s for s in short if re.fullmatch(r"[A-Za-z./\u20a0-\u20bf$£¥€¢฿č.ł]+", s)]
    return [code, *(s for s in latin if s not in NO_SIGNS and (code, s) != ("NIO", "C$"))]


def nouns_of(code: str, name: str, plural: str) -> list[str]:
    """The last word of the English name, singular and plural, and what papers write."""
    bare = [name.split()[-1].lower(), plural.split()[-1].lower(), *NEWS_NOUNS.get(code, "").split()]
    regular = [
        word + "s"
        for word in bare
        if not word.endswith(("s", "i", "r", "n", "ur")) or word in ("dinar", "dollar", "crown")
    ]
    return [n for n in dict.fromkeys([*bare, *regular]) if n not in NO_NOUNS]


def owners_of(code: str, name: str, demonyms: list[str]) -> list[str]:
    """Whose it is, as written before the noun: "namibian" of "namibian dollars"."""
    own = [" ".join(name.split()[:-1]), *demonyms, *NEWS_OWNERS.get(code, "").split()]
    if code in ("XAF", "XOF"):
        own = [NEWS_OWNERS[code]]
    return sorted({o.lower() for o in own if o})


def main(folder: Path) -> None:
    """Write the table."""
    english = Locale("en")
    plurals = english._data["currency_names_plural"]
    users = {row["iso"]: row for row in csv.DictReader(COUNTRIES.open(encoding="utf8"))}
    rows = []
    for code, countries in sorted(tender().items()):
        name = english.currencies.get(code, code)
        name = re.sub(r"\s*\([^)]*\)", "", name)
        plural = re.sub(r"\s*\([^)]*\)", "", str(plurals.get(code, {}).get("other", name)))
        nouns = nouns_of(code, name, plural)
        own = [c for c in countries if c in users]
        home = own if len(own) == 1 or code == "USD" else [c for c in own if c == code[:2]] or own
        demonyms = [
            d
            for c in (home if code != "USD" else ["US"])
            if c in users
            for d in users[c]["demonyms"].split("|")
            if d
        ]
        demonyms += [users[c]["name"] for c in home if c in users and code not in ("USD", "EUR")]
        demonyms = [] if code == "EUR" else demonyms
        rows.append([code, name, "|".join(countries), "|".join(signs_of(code, countries)), "|".join(nouns),
                     "|".join(owners_of(code, name, demonyms))])  # fmt: skip
    with (folder / "currencies.csv").open("w", encoding="utf8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["code", "name", "countries", "signs", "nouns", "owners"])
        table.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else OUT)
