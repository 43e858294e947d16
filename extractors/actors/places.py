"""Whether a named place acts, as "Moscow denied", or only says where, as "in Moscow"."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

import regex

from extractors.actors.entries import Entry
from extractors.actors.lexicon import Lexicon
from extractors.actors.pieces import Name
from extractors.article.layout import Article
from extractors.engine.text import span_at

WHERE_WORDS = (
    "in", "at", "near", "outside", "inside", "around", "across", "from", "to", "of", "off", "into", "through",
    "throughout", "via", "within", "toward", "towards", "north", "south", "east", "west", "over", "leave", "left",
    "visit", "visited", "visiting", "reached", "capital", "city", "downtown", "central",
)  # fmt: skip
WHERE = regex.compile(rf"(?i)\b(?:{'|'.join(WHERE_WORDS)})(?: the)?,? \Z")
WHERE_ENDS = (", ", "the ", *(f"{word} " for word in WHERE_WORDS))
LISTED = regex.compile(r"\p{Lu}[\p{L}.]{1,20}(?:, | and |, and )\Z")
OFFICIALS = regex.compile(
    r"\b(?i:officials|authorities|government|leaders|policymakers|diplomats|capitals|regime|leadership|ministers)"
    r" (?:in|from|of)(?: \p{Lu}[\p{L}.]{1,20}(?:,| and|, and)){0,4} \Z"
)
TOWARDS = regex.compile(
    r"(?i:\b(?:warns?|with|against|between|accused?|accuses|accusing|urged?|urges|told|asked|pressure on|"
    r"support for|blamed|blames|"
    r"criticised|criticized|condemned|thanked|by|for|pressed|pushed|warned|ties to|sanctions on|sided with|"
    r"allies? of|backed by|loyal to))(?: \p{Lu}[\p{L}.]{1,20}(?:,| and|, and)){0,3} \Z"
)
FROM = regex.compile(
    r"\b(?:response|reaction|support|help|aid|assistance|pressure|statement|comment|orders?|demands?|message|signal|"
    r"warnings?|threats?|criticism|promises?|guarantees?|approval|permission|backing|money|funding) from \Z"
)
VERB = regex.compile(
    r"(?:,? D\.C\.)?(?:(?:, | and |, and )\p{Lu}[\p{L}.]{1,20}){0,3},? (?:(?:has|have|had|is|was|will|would|could|may|"
    r"might|should|"
    r"must|also|never|still|now|again|itself|later|then|in turn|did|does|do|not|wants?|keeps?|kept|fears?|sees?|saw|"
    r"says?|said|agreed|refused|rejected|accus\p{Ll}{1,4}|den\p{Ll}{1,4}|warn\p{Ll}{0,4}|call\p{Ll}{1,3}|"
    r"insist\p{Ll}{1,3}|announce\p{Ll}{1,2}|imposed|sent|recalled|expelled|expects?|expected|"
    r"welcom\p{Ll}{1,3}|pledged|vowed|ordered|declared|withdrew|dismissed|"
    r"regards?|faces?|condemn\p{Ll}{1,3}|demand\p{Ll}{1,3}|"
    r"need\p{Ll}{0,2}|hope\p{Ll}{1,2}|supports?|supported|backs|backed|responded|replied|claims?|claimed|views?|"
    r"viewed|considers?|signed|launched|offered|threatened|urged|urges|plans|planned|sought|seeks|tried|tries|took|"
    r"takes|gave|gives|made|makes|believes?|believed)\b)"
)
OWNS = regex.compile(
    r"['’]s (?:\p{Ll}{1,14} ){0,2}(?:support|position|stance|policy|policies|government|demands?|allies|ally|decision|"
    r"offer|proposal|response|reaction|refusal|view|interests?|troops|forces|ambassador|envoy|relations|ties|sanctions|"
    r"claims?|efforts?|concerns?|intentions?|ambitions?|role|commitment|willingness|invasion|war|aid|backing|threats?|tariffs?|controls?|court|strategy|goals?|"
    r"plans?|budget|pressure|rivalry|diplomacy|military|intelligence|influence|nuclear|missile|foreign)\b"
)


def is_in_place(start: int, article: Article) -> bool:
    """Whether the words before the start of a name only say where: "in Norway", a dateline."""
    if article.datelines and span_at(article.datelines, start):
        return True
    before = max(0, start - 20)
    ends = article.text[before:start].lower().endswith(WHERE_ENDS)
    return ends and WHERE.search(article.text, before, start) is not None


def acts(name: Name, article: Article) -> bool:
    """Whether a capital stands for its government here: it is subject or partner, or its officials are meant."""
    text = article.text
    if span_at(article.datelines, name.start) or text[name.end : name.end + 6].startswith(" ("):
        return False
    before = max(0, name.start - 90)
    if OFFICIALS.search(text, before, name.start) or FROM.search(text, before, name.start):
        return True
    if WHERE.search(text, before, name.start):
        return False
    if TOWARDS.search(text, before, name.start):
        return True
    if LISTED.search(text, before, name.start) and WHERE.search(text[before : name.start].rsplit(",", 1)[0][:-1] + " "):
        return False
    return bool(VERB.match(text, name.end) or OWNS.match(text, name.end))


@dataclass(frozen=True, slots=True)
class Support:
    """What the other names of an article say of a name that two places share: the countries it names for certain,
    and whether it names a state of the U.S. `states` are the names of those.
    """

    countries: Collection[str]
    states: Collection[str]
    has_state: bool

    def holds(self, entry: Entry, lexicon: Lexicon) -> bool:
        """Whether a country's name means the country: only for names that people or states share is there doubt."""
        word = entry.surface
        is_state = word in self.states
        if not entry.is_ambiguous or not (is_state or word in lexicon.given or word in lexicon.surnames):
            return True
        if entry.country_code in self.countries:
            return True
        others = set(self.countries) - {"US"} if is_state else self.countries
        return bool(others) and not (is_state and self.has_state)


def support_of(known: Iterable[Entry], lexicon: Lexicon) -> Support:
    """The countries that unambiguous names, capitals, demonyms and towns of an article point to."""
    entries = {entry.surface: entry for entry in known}
    codes = {
        entry.country_code for entry in entries.values()
        if entry.country_code and not entry.is_ambiguous and entry.source != "organisations"
    }  # fmt: skip
    states = _states(lexicon)
    has_state = any(entry.source == "regions" and surface in states for surface, entry in entries.items())
    return Support(codes, states, has_state)


@lru_cache(maxsize=8)
def _states(lexicon: Lexicon) -> frozenset[str]:
    """The names of the states of the U.S."""
    return frozenset(row["name"] for row in lexicon.states.values())
