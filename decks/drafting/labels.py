"""What headings and labels announce: duties, requirements, other titles, and the rest."""

import re
from dataclasses import dataclass
from enum import StrEnum

from decks.drafting.titles import bare, is_generic, is_title

LABELLED = re.compile(r"(?P<label>[^:.!?]{2,70}?)\s*(?::|\s[–—-])\s+(?P<rest>\S.*)$", re.DOTALL)
"""A label with what it announces on the same line."""


class Section(StrEnum):
    """What stands under a label."""

    TITLE = "title"
    ABOUT = "about"
    """What the role is."""
    DUTIES = "duties"
    LIMITS = "not_duties"
    ALIASES = "aliases"
    EQUIPMENT = "equipment"
    REQUIREMENTS = "requirements"
    WORKPLACE = "works_in"
    SUPERVISION = "reports_to"
    CODE = "codes"
    ROLES = "roles"
    """Several roles, each by itself."""
    SOURCE = "source"
    OTHER = "other"
    """Pay, prospects and other things that a deck does not say of roles."""


_LABELS: tuple[tuple[Section, str], ...] = (
    (Section.OTHER, r".*\b(?:classified elsewhere|excluded|related occupations)\b.*"),
    (Section.SOURCE, r"sources?(?: of info(?:rmation)?)?|published by|publisher"),
    (Section.LIMITS, r".*\b(?:do(?:es)? not|don't|doesn't|can ?not|can't|may not|must not|never|not (?:allowed|permitted|responsible)|no authority)\b.*|limits?(?: of (?:the )?\w+)?|limitations|boundaries|out(?:side)?(?: of)? scope.*|exclusions|restrictions|prohibited.*|not included|scope limits"),
    (Section.ALIASES, r"(?:is |are )?(?:sometimes |often )?(?:also|otherwise|sometimes|formerly|previously) (?:known|called|referred to|titled)(?: as| to as)?|a\.?k\.?a\.?|(?:other|alternative|alternate|similar|sample of reported|reported|common|related|usual|different) (?:(?:job|role|position|occupation(?:al)?) )?(?:titles?|names?)|synonyms?|(?:specific|included|sample|example) occupations?|(?:examples? of )?(?:the )?occupations (?:classified here|included|covered|in this group).*|(?:job )?titles (?:include|in use)|what else is .* called|alias(?:es)?|other names for .*|also (?:listed|advertised) as"),
    (Section.SUPERVISION, r"reports? (?:directly )?to|reporting (?:to|lines?)|supervis(?:ed by|or|ors|ion)|(?:line )?manager|line management|(?:directly )?(?:responsible|accountable|answerable) to|answers to|works under|under|who (?:(?:do(?:es)?|is|are) )?.*(?:reports? to|supervised by|answers? to)|immediate superior|direct supervisor"),
    (Section.REQUIREMENTS, r".*\b(?:requirements?|qualifications?|certifications?|licen[cs](?:e|es|ing|ure)|prerequisites|credentials)\b.*|(?:.* )?education(?: and (?:training|experience|skills))?(?: needed| required)?|training(?: needed| required| and .*)?|(?:.* )?skills(?: (?:and|&) .*)?(?: needed| required)?|knowledge(?:,? .*)?|experience(?: .*)?|(?:person|candidate) (?:specification|profile)|entry (?:routes?|requirements)|(?:how|what)(?! .*career)(?: .*)? (?:become|qualify|train as|need(?:ed|s)?|get into)\b.*|(?:you|candidates?|applicants?|they|we)(?:'ll| will)? (?:also )?(?:must|need|needs?|should|require|have|must have|should have|need to have|will need)|(?:you'll|we) (?:need|look for|ask for).*|you (?:must|should|need to|will need to|have to) be able to|what (?:you|we|they)(?:'ll)? (?:need|want|look for|bring).*|(?:essential|desirable|required)(?: criteria| skills)?|must have|needs|eligibility.*|attributes|competenc(?:y|ies|e).*|who (?:can|should) apply|requires"),
    (Section.EQUIPMENT, r"(?:.* )?(?:equipment|tools?|machines|machinery|instruments|technolog(?:y|ies)|kit|devices|software|apparatus|materials)(?: (?:used|needed|and .*|operated|in use|they use|of the trade))?|(?:works|working) with|what (?:tools|equipment|instruments|machines) .*|uses"),
    (Section.WORKPLACE, r"works? (?:in|at)|workplaces?|(?:work(?:ing)?|job) (?:settings?|environments?|conditions|places?|locations?)|places? of work|where (?:(?:do|does|can|will|would|might|is|are|to) )?.*(?:work|works|working|employed|based|found)|where|location|employers?|settings?|typical employers|departments?|based (?:in|at)|employed (?:in|at|by)|area"),
    (Section.OTHER, r".*\b(?:salar(?:y|ies)|pay|wages?|earnings?|income|earn|compensation|benefits|perks|prospects|outlook|career (?:paths?|progression|development|options|advancement|ladder)|career paths can .*|advancement|promotion|progression|how to apply|vacanc(?:y|ies)|hours|shifts?|contact|history|fun facts?|quiz|glossary|conclusion|faqs?|questions|interview|closing date|apply|statistics|demographics|pros and cons|advantages|disadvantages|a day in the life.*|related (?:jobs|roles|careers|occupations)|similar (?:jobs|roles|careers|occupations)|excluded occupations|notes?|physical demands|trivia|tips|summary of pay)\b.*|references|hours|conclusion|summary and conclusion|final thoughts"),
    (Section.ROLES, r"(?:what|which)(?: are| kinds of| types of| sorts? of)?(?: the)? .*\b(?:roles|jobs|positions|occupations|careers)\b.*|who's who.*|who does what.*|meet the .*"),
    (Section.ABOUT, r"(?:(?:job|role|post|position|brief|general|occupation) )?(?:description|summary|overview|profile|purpose|definition|statement|outline|introduction)(?: of .*)?|lead statement|purpose(?: of (?:the )?(?:job|role|post|position))?|about(?: (?:the|this) (?:job|role|post|position))?|what (?:is|are|'s) (?:an? |the )?(?:role of )?.*|who (?:is|are) (?:an? |the )?.*|at a glance|in brief|definition|the role|job purpose|main purpose.*|mission|meaning|description"),
    (Section.DUTIES, r"(?:.* )?(?:duties|tasks?|responsibilit(?:y|ies)|accountabilit(?:y|ies)|functions|activities|jobs to do|chores|work performed|job content)(?: (?:and|&) .*| of .*| include.*| for .*| are.*| at .*| during .*| in .*| on .*| within .*| when .*| (?:may|might|can|will|would|could|typically|usually|generally|often|most likely|normally|also).*| as follows| performed| involved)?|what (?:(?:do|does|will|would|is|are) )?.*\b(?:do|does|doing|involve|involves|responsible for)\b.*|in (?:this|the) (?:role|job|post).*|what (?:the )?.* does|(?:is |are |be )?(?:responsible|accountable) for|in charge of|(?:the )?(?:role|job|work|position|post)(?:holder)? (?:includes?|involves?|entails?|consists? of|comprises?)|day[- ]to[- ]day.*|daily (?:work|routine|life)|a typical day.*|(?:you|they|he|she|the (?:post ?holder|successful candidate|jobholder|role|incumbent)|he or she|candidates?|staff)(?:'ll| will| can| may| should| must| shall)?(?: also| typically| usually)?(?: be)?(?: (?:expected|required|responsible|asked) (?:to|for))?|does|(?:the )?work|key result areas|job (?:specification|details)|main work|(?:involves|includes|main|key|primary|opening|closing|before|during|after) .*(?:work|duties|tasks)"),
    (Section.CODE, r"(?:(?:occupation(?:al)?|classification|job|unit group|group) )?codes?(?: \(.*\)| no\.?| number)?|(?:isco|soc|onet|o\*net|noc|anzsco|isco-?\d\d|o\*net[- ]soc|rome|kldb|esco|nco|cno)(?:[ -]?\d{2,4})?(?: code| no\.?| number| unit group)?"),
    (Section.ROLES, r"(?:the |key |main |different |typical |common |types of |list of |our |who's who.*|who does what.*|who .*)?(?:.* )?(?:roles|positions|jobs|occupations|careers|personnel|team members|crew(?: positions)?|staff(?: roles)?|who's who|the team|the brigade|types|specialties|specialisations|specializations)(?: (?:in|of|at|on|and|within|included|under|for) .*)?|(?:the )?(?:team|crew|brigade|company)"),
    (Section.TITLE, r"(?:job|position|role|post|occupation(?:al)?|preferred)? ?(?:title|name)(?: of (?:job|post|position|role))?|job|position|role|post|occupation|rank|name|station|character"),
)  # fmt: skip
_COMPILED = tuple((section, re.compile(pattern, re.IGNORECASE)) for section, pattern in _LABELS)
_NO_TRAILING = re.compile(r"\s*(?::|–|—|-|\.\.\.|…)+\s*$")
_FILLER = re.compile(
    r"^(?:(?:(?:some|many|most|all|several|typical|usual|main|key|core|common|major|principal|primary|general|specific|other|additional|important|basic|essential(?= (?:duties|tasks|func|respons))|daily|regular|their|his|her|your|the|its|our|these|those|job|work|of|and|following|further|minimum|preferred)\b)\s+)+",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"""(?:what(?:\s+kinds?\s+of|\s+sort\s+of)?|who|where|how|which|why|when|is|are|can|do|does)\b.*?\b(?:an?|the|as\s+an?|most|do|does|are|is)\s+(?P<role>[^?:,.]{3,60}?)
    (?:\s+(?:do|does|doing|work|works|called|employed|report|reports|use|uses|need|needs|earn|make|responsible|supervised|allowed|permitted|not|and|in|at|on|for|to|have|answer|become|wear)\b[^?]*)?\s*\?""",
    re.IGNORECASE | re.VERBOSE,
)
_OWNED = re.compile(
    r"(?:the\s+)?(.{3,60}?)(?:'s?)?\s+(?:job\s+|role\s+)?(?:duties|tasks|responsibilities|description|requirements|qualifications)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Label:
    """What a heading or label announces."""

    section: Section
    role: str = ""
    """The role that it names: *What does an usher do?*; empty where it names none."""


def label_of(text: str) -> Label | None:
    """What a heading or label announces, or None where it is none that is known."""
    text = " ".join(text.replace("’", "'").replace("`", "'").split())
    text = re.sub(r"^\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})[.)]\s+", "", text)
    text = _NO_TRAILING.sub("", text.strip(" *_#"))
    if not text or len(text) > 110 or len(text.split()) > 16:
        return None
    first, mark, _ = text.partition("? ")
    if mark:
        return label_of(f"{first}?")
    role = role_in(text)
    plain = text.rstrip("?!. ")
    for words in dict.fromkeys((plain, _FILLER.sub("", plain))):
        for section, pattern in _COMPILED:
            if pattern.fullmatch(words):
                if (
                    section in {Section.ROLES, Section.SUPERVISION, Section.LIMITS}
                    and is_title(plain)
                    and not plain.casefold().endswith(("manager", "supervisor", "supervisors", "roles"))
                ):
                    return None
                return Label(section, role)
    for mark in (" - ", " – ", " — ", ": "):  # "Head porter: duties"
        first, found, last = text.partition(mark)
        if found and is_title(first) and (known := label_of(last)) is not None:
            return Label(known.section, bare(first))
    return None


def role_in(text: str) -> str:
    """The role that a question or label asks about; empty where there is none."""
    text = text.replace("’", "'")
    found = _QUESTION.match(
        re.sub(r"\bwhat's\b", "what is", text, flags=re.IGNORECASE) + ("" if "?" in text else "?")
    )
    name = (
        bare(re.sub(r"^(?:i|you|we|one)\s+(?:\w+\s+)?(?:an?\s+)?", "", found["role"], flags=re.IGNORECASE))
        if found
        else ""
    )
    if not name:
        about = re.search(
            r"\b(?:of|for|as|become|becoming|by|about)\s+(?:an?|the)\s+([^?:,.]{3,60})$",
            text.rstrip("?"),
            re.IGNORECASE,
        )
        name = bare(about.group(1)) if about else ""
    if not name:
        owner = _OWNED.match(text.rstrip("?: "))
        name = bare(owner.group(1)) if owner else ""
    return name if name and is_title(name) and not is_generic(name) else ""
