"""Names of people as Faker's locales list them, and the words that are none."""

import csv
import importlib
from collections.abc import Iterator

from seeds.lists.letters import romanised
from seeds.lists.typed import HOME

NAME_LOCALES = (
    "en_US en_GB en_NZ en_IE en_IN en_KE en_NG de_DE fr_FR fr_CA es_ES es_MX it_IT pt_BR pt_PT pl_PL nl_NL tr_TR sv_SE "
    "da_DK no_NO fi_FI cs_CZ hu_HU ro_RO hr_HR id_ID vi_VN ja_JP zh_CN ru_RU uk_UA "
    "az_AZ bg_BG de_AT de_CH de_LU en_PK en_TH es_AR es_CO et_EE fr_BE fr_CH fr_DZ ga_IE ha_NG ig_NG is_IS lt_LT lv_LV "
    "mk_MK nl_BE sk_SK sl_SI tw_GH uz_UZ yo_NG zu_ZA el_GR ka_GE hy_AM"
).split()


def plain_words() -> set[str]:
    """Ordinary words with a capital: those of Faker's English texts, and those that open sentences."""
    texts = importlib.import_module("faker.providers.lorem.en_US").Provider.word_list
    with (HOME / "not_names.csv").open(encoding="utf-8", newline="") as lines:
        return {word.capitalize() for word in (*texts, *(row["surface"] for row in csv.DictReader(lines)))}


def faker_names(part: str) -> Iterator[tuple[str, str]]:
    """Names of Faker's person providers and their sex where the provider tells it; `part` is "first" or "last"."""
    words = plain_words()
    for locale in NAME_LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute in sorted(vars(provider)):
            if attribute.endswith(("_names", "_names_male", "_names_female")) and f"{part}_" in attribute:
                sex = {"male": "m", "female": "f"}.get(attribute.rpartition("_")[2], "")
                values = getattr(provider, attribute)
                for name in () if callable(values) else values:
                    if locale.startswith("en_") or name not in words:
                        yield romanised(name, locale), sex
