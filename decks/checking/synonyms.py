"""English words of working life that mean nearly the same, and such as mean the opposite. General: of no one trade."""

import re

from decks.english.similarity import normalised, stem

_PHRASES = {
    "carry out": "perform",
    "deal with": "handle",
    "draw up": "prepare",
    "find out": "determine",
    "get rid of": "discard",
    "go with": "accompany",
    "look into": "investigate",
    "make sure": "ensure",
    "put together": "assemble",
    "take away": "remove",
    "write down": "record",
}
_PHRASE = re.compile(r"\b(?:" + "|".join(_PHRASES) + r")\b")

_SYNONYMS = """
make prepare create produce compile
check inspect examine verify test
teach train instruct coach
inform notify tell
maintain keep
record document log note
repair fix mend
purchase buy procure order
help assist aid
supervise oversee
collect gather
transport carry take convey move bring
employee staff personnel worker
watch monitor observe
choose select pick
start begin commence
finish end complete
doctor physician
discard dispose throw
answer respond reply
fault defect malfunction
faulty defective
rule regulation
evaluate assess appraise judge
develop devise design
image picture
build construct assemble
investigate research
confer consult
greet welcome
programme program
analyse analyze analysis
find identify detect
day daily
week weekly
month monthly
year yearly annual annually
season seasonal
customer client
candidate applicant
accompany escort
enforce ensure
lubricate grease
enter key
pack package
machine machinery
trip excursion
advise advice counsel
clean wash
give administer provide
get obtain acquire
show demonstrate
mistake error
visitor guest
pupil student
vehicle car
fasten attach
plan schedule
lead direct manage
modify change alter adjust
replace exchange
remove extract
use operate
sterilise sterilize disinfect
organise organize arrange
advertise promote
approve authorise authorize
calculate compute
cooperate collaborate
danger hazard risk
decide determine
deliver supply
describe explain
discuss talk
hire recruit
equipment apparatus
illness disease
injury wound
enquire inquire
law legislation
mix blend
money cash
position place put
price cost
protect guard safeguard
reduce lower
salary wage
store stow
trace locate
perform conduct
publish issue
inventory stock
handle process
"""

_OPPOSITES = """
before after
open close
on off
start stop
begin end
add remove
install remove
install uninstall
load unload
lock unlock
increase decrease
raise lower
left right
with without
up down
in out
inside outside
above below
early late
first last
push pull
buy sell
enter leave
admit discharge
hire dismiss
attach detach
fill empty
heat cool
hot cold
accept refuse
all no
more less
minimum maximum
internal external
indoor outdoor
import export
lend borrow
"""


def _grouped() -> dict[str, str]:
    groups = (line.split() for line in _SYNONYMS.strip().split("\n"))
    return {stem(word): stem(words[0]) for words in groups for word in words}


def _opposed() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _OPPOSITES.strip().split("\n"):
        one, other = (stem(word) for word in line.split())
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(against) for word, against in found.items()}


_GROUPS = _grouped()
OPPOSITES = _opposed()
"""For the stem of a word, the stems of those that mean the opposite."""


def in_single_words(text: str) -> str:
    """Return the words of `text` with “write down” and the like as the one word that means it."""
    return _PHRASE.sub(lambda match: _PHRASES[match[0]], normalised(text))


def synonym(word: str) -> str:
    """Return the stem that stands for all that mean about the same as the stem `word`."""
    return _GROUPS.get(word, word)
