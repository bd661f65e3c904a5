"""Shaping statements into facts: the texts that a deck holds, in its style."""

import re
from collections.abc import Iterator

from decks.drafting.clauses import LONGEST, listed, shortened, third_person
from decks.drafting.grammar import UNDER_TAIL, Said
from decks.drafting.title_lists import other_titles
from decks.drafting.titles import bare, is_title, key_of, singular, title_of
from decks.english.similarity import says_all_of
from decks.english.verbs import Form, base_form, form_of, strip_lead
from decks.english.wording import capitalised, within_sentence
from decks.model import FactKind
from decks.text import one_line

Shaped = tuple[FactKind, str, bool]
"""Kind, text, and whether it is certain."""

_TOOL = re.compile(
    r"""(?:.*(?:scope|meter|graph|phone|machine|machinery|equipment|device|tool|instrument|apparatus|scanner|camera|computer|printer|mixer|oven|grill|fryer|kettle|blender|slicer|lathe|drill|saw|crane|hoist|forklift|truck|van|bus|lorry|tractor|vehicle|trolley|cart|stretcher|console|desk|board|radio|headset|microphone|speaker|amplifier|projector|lamp|light|lantern|laser|probe|sensor|monitor|detector|counter|gauge|scale|balance|thermometer|syringe|pump|ventilator|generator|engine|motor|press|iron|needle|scissors|knife|knives|brush|pen|pencil|ladder|rope|rigging|winch|hammer|chisel|spanner|wrench|screwdriver|plane|file|till|register|terminal|tablet|laptop|keyboard|software|system|database|spreadsheet|simulator|autopilot|extinguisher|hose|defibrillator|torch|flashlight|glove|mask|helmet|harness|vest|apron|uniform|suit|shield|goggles|cabinet|centrifuge|autoclave|pipette|microtome|incubator|reactor|furnace|kiln|boiler|burner|stove|hob|pan|pot|tray|rack|chainsaw|mower|plough|sprayer|shears|clippers|scanner|barcode\s+reader|card\s+reader|reader|tuner|baton|tripod|drone|boom|clapperboard|cutter|grinder|sander|router|welder|sewing|thread|tape|ruler|compass|map|chart|sextant|sonar|radar|catalog|catalogue|bell|whistle|flag|sign|cue\s+light))(?:e?s)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_USES = re.compile(
    r"^(?:\w+ly\s+)?(?:operate|use|handle|drive|run|wield|wear|carry|work\s+with|operate\s+and\s+\w+|test\s+and\s+operate|set\s+up(?:\s+and\s+operate)?|maintain\s+and\s+operate|\w+\s+and\s+(?:operate|use|set\s+up))\s+(?P<what>.+)$|\busing\s+(?P<tool>.+)$",
    re.IGNORECASE,
)
_INCLUDING = re.compile(
    r"^(?P<whole>.*?),?\s+(?:such\s+as|including|like|for\s+example|e\.g\.)\s+(?P<list>.+)$", re.IGNORECASE
)
_END_OF_OBJECT = re.compile(
    r"\s+(?:to|in|at|on|for|when|while|that|which|who|if|so|from|by|during|with|into|under|before|after|where|until|as)\b.*$|,?\s+ensuring\b.*$",
    re.IGNORECASE,
)
_EVERY_DAY = re.compile(
    r"\s+(?:every\s+\w+|daily|regularly|safely|correctly|often|each\s+\w+)$", re.IGNORECASE
)
_ABSTRACT = re.compile(
    r"(?:tion|ment|ity|ness|ance|ence|ship|logy|skill|technique|method|strategy|strategies|knowledge|judge?ment|data|language|word|procedure|process|principle|wave|approach|time|voice|theory|idea|rule|law|standard)s?$",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"^(?:(?:the|a|an|their|his|her|its|other|various|different|several|many|any|all|some|this|these|such|broad|wide|variety|range|of|special(?:i[sz]ed)?|appropriate|necessary|required|relevant|proper)\s+)*(?:equipment|devices?|tools?|machines?|machinery|instruments?|apparatus|systems?|software)?$",
    re.IGNORECASE,
)
_DETERMINER = re.compile(
    r"^(?:(?:an?|the|their|his|her|its|your|our|other|various|different|several|many|any|all|some|certain|these|those|such|both|a\s+(?:wide\s+|broad\s+)?(?:variety|range|number)\s+of|a\s+few(?:\s+different)?|types?\s+of|kinds?\s+of|the\s+use\s+of)\s+)+",
    re.IGNORECASE,
)
_WHERE_END = re.compile(
    r"\s+(?:that|which|where|who|to|as|with|but|so|because|when|while|under|during|depending|alongside|among|by|providing|helping|doing|making|for(?!\s+(?:the|a)\s+\w+\s*$))\b.*$|\s+and\s+(?:many|often|sometimes|they|is|are|may|can)\b.*$",
    re.IGNORECASE,
)
_ABSTRACT_PLACE = re.compile(
    r"(?:(?:different|various|many|several|other|some|all|a\s+few|specialty|private)\s+)*(?:types?\s+of\s+)?(?:settings?|places?|environments?|areas?|fields?|shifts?|hours|demand|today|general|order|addition|facilities|locations?|teams?|the\s+world|time|positions?)$",
    re.IGNORECASE,
)
_WHO_END = re.compile(
    r"\s+(?:who|which|that|when|while|during|for|in\s+order|and\s+(?=(?:is|are|may|can|will|works?|must|has|have|supervises?|leads?|manages?)\b)|at\s+all\s+times|on\s+(?:all|matters)|but)\b.*$",
    re.IGNORECASE,
)


def shaped(said: Said, title: str) -> Iterator[Shaped]:
    """The facts in a statement on the role of this title."""
    text = one_line(said.text).strip(" ,;:.–—-")
    if not any(char.isalpha() for char in text):
        return
    if said.kind in {FactKind.DUTY, FactKind.NOT_DUTY}:
        yield from _work(said, text, title)
    elif said.kind is FactKind.DEFINITION:
        yield from _definition(said, text, title)
    elif said.kind is FactKind.ALIAS:
        yield from _aliases(said, text, title)
    elif said.kind is FactKind.EQUIPMENT:
        for thing in _things(text):
            yield FactKind.EQUIPMENT, thing, said.sure
    elif said.kind is FactKind.WORKPLACE:
        for place in _places(text):
            yield FactKind.WORKPLACE, place, said.sure
    elif said.kind is FactKind.SUPERVISOR:
        yield from _supervisors(text, said.sure)
    elif said.kind is FactKind.REQUIREMENT:
        yield from _requirement(text, said.sure)


def _work(said: Said, text: str, title: str) -> Iterator[Shaped]:
    under = UNDER_TAIL.search(text)
    if under:
        yield from _supervisors(under["who"], said.sure)
        text = (text[: under.start()] + text[under.end() :]).strip(" ,")
    based = base_form(strip_lead(text))
    if text.startswith("be responsible for ") and form_of(based) is None:
        based = capitalised(text)
    duty = shortened(based)
    if len(duty) < 4 or (
        len(duty.split()) < 2 and form_of(duty) is None and said.kind is FactKind.DUTY and len(duty) < 6
    ):
        return
    sure = said.sure and len(duty) <= LONGEST and form_of(duty) is not None
    if says_all_of(duty, title):
        without = re.sub(
            rf"\b(?:an?|the|all|other|junior|their)?\s*{re.escape(title)}(?:['’]?s)?(?:['’])?\s+",
            " ",
            duty,
            flags=re.IGNORECASE,
        )
        duty = capitalised(" ".join(without.split())) if len(without.split()) > 1 else duty
        sure = False
    yield said.kind, duty, sure
    if said.kind is FactKind.DUTY:
        ensures = re.search(r",\s+(?P<what>(?:ensuring|making\s+sure)\s+(?:that\s+)?\w.*)$", based)
        if ensures and len(based) > LONGEST:
            yield said.kind, shortened(base_form(ensures["what"])), False
        for thing in equipment_in(based):
            yield FactKind.EQUIPMENT, thing, False


def equipment_in(duty: str) -> list[str]:
    """The equipment that a duty, in base form, names as what it works with."""
    uses = _USES.search(duty)
    if uses is None:
        return []
    what = uses["what"] or uses["tool"]
    including = _INCLUDING.match(what)
    named = _END_OF_OBJECT.sub("", including["list"] if including else what)
    things = _things(_EVERY_DAY.sub("", named))
    if including:
        head = _END_OF_OBJECT.sub("", including["whole"])
        return [thing for thing in things if _TOOL.match(head) or _TOOL.match(thing)]
    tools = [thing for thing in things if _TOOL.match(thing)]
    several = len(things) > 1 and not any(_ABSTRACT.search(thing) for thing in things)
    used = re.match(r"(?:\w+ly\s+)?(?:use|operate|handle|work\s+with)\s", duty, re.IGNORECASE)
    return things if several and used and (tools or duty[:4].casefold() == "use ") else tools


def _things(text: str) -> list[str]:
    """Things of a list, each in the singular, without article, in lower case."""
    text = (
        re.sub(r"^.*?\b(?:such\s+as|including)\s+", "", text)
        if re.match(r"[^,]*\b(?:such\s+as|including)\b", text)
        else text
    )
    found: list[str] = []
    parts = listed(text)
    for place, part in enumerate(parts):
        plain = _DETERMINER.sub("", part).strip(" ,.;:")
        last = parts[-1].split()
        if (
            place + 1 < len(parts)
            and len(plain.split()) <= 2
            and len(last) > 1
            and last[-1].casefold()
            in {"equipment", "machines", "devices", "instruments", "tools", "machinery"}
            and not _TOOL.match(plain)
        ):
            plain = f"{plain} {last[-1]}"  # "sewing, knitting and other machines"
        if not plain or _VAGUE.match(plain) or len(plain.split()) > 7:
            continue
        one = singular(plain)
        found.append(within_sentence(one) if one[:1].isupper() else one)
    return list(dict.fromkeys(found))


def _places(text: str) -> list[str]:
    found: list[str] = []
    text = re.sub(
        r"^(?:an?\s+)?(?:\w+\s+){0,3}(?:settings?|places|facilities|environments?|locations?|departments|organi[sz]ations|industries|fields|areas)[^,]*?,?\s+(?:such\s+as|including|like)\s+",
        "",
        text,
        flags=re.IGNORECASE,
    )
    text = re.sub(r",?\s+(?:where|which|who|when)\b.*$", "", shortened(text))
    for part in listed(text):
        plain = _WHERE_END.sub(
            "",
            _DETERMINER.sub(
                "", re.sub(r"^(?:in|at|on|for|from|by|many\s+times\s+in)\s+", "", part, flags=re.IGNORECASE)
            ),
        ).strip(" ,.;:")
        if (
            not plain
            or _ABSTRACT_PLACE.match(plain)
            or len(plain.split()) > 7
            or form_of(plain) is Form.THIRD
        ):
            continue
        one = (
            singular(plain)
            if not plain.casefold().endswith(("of house", "s’", "premises", "works", "headquarters"))
            else plain
        )
        found.append(
            within_sentence(one)
            if plain[:1].isupper() and len(plain.split()) > 0 and not plain.isupper()
            else one
        )
    return list(dict.fromkeys(found))


def _supervisors(text: str, sure: bool) -> Iterator[Shaped]:
    text = re.sub(r",\s+an?\s.*$", "", _WHO_END.sub("", shortened(text))).strip(" ,.;:")
    parts = (
        [_DETERMINER.sub("", part) for part in listed(text)]
        if " or other " not in text
        else [_DETERMINER.sub("", text)]
    )
    for part in parts:
        title = title_of(part) if " or other " not in part else None
        name = title.text if title and is_title(part) else capitalised(part)
        if name and len(name.split()) <= 10:
            yield FactKind.SUPERVISOR, name, sure and is_title(part)


def _definition(said: Said, text: str, title: str) -> Iterator[Shaped]:
    if form_of(strip_lead(text)) is not None or (
        not re.match(r"(?:an?|the)\s", text) and form_of(base_form(text)) is not None
    ):
        text = third_person(strip_lead(text))
    else:
        text = re.sub(r"^one\s+of\s+the\s+", "", text)
    under = UNDER_TAIL.search(text)
    if under:
        yield from _supervisors(under["who"], said.sure)
        text = (text[: under.start()] + text[under.end() :]).strip(" ,")
    if len(text) > 160:
        text = shortened(text, 160)
    text = capitalised(text.strip(" ,;:.–—-"))
    if says_all_of(text, title) or len(text.split()) < 2:
        return
    yield FactKind.DEFINITION, text, said.sure


def _aliases(said: Said, text: str, title: str) -> Iterator[Shaped]:
    for name in other_titles(text):
        name = re.sub(
            r"^(?:simply\s+|just\s+|sometimes\s+|also\s+|the\s+|an?\s+)+", "", name, flags=re.IGNORECASE
        ).strip(" “”\"'‘’")
        name = re.sub(r"\s+(?:in|by|on|at)\s+(?:some|other|many|the\s+(?:US|UK|United))\b.*$", "", name)
        if not name or len(name.split()) > 9:
            continue
        inverted = "," in name or "(" in name
        other = name if inverted else (title_of(name).text if title_of(name) else name)  # type: ignore[union-attr]
        if key_of(other) and other.casefold() != title.casefold():
            yield FactKind.ALIAS, capitalised(other), said.sure and (is_title(name) or inverted)


def _requirement(text: str, sure: bool) -> Iterator[Shaped]:
    form = form_of(text)
    plain = base_form(text) if form in {Form.GERUND, Form.THIRD} else text
    plain = shortened(re.sub(r"^(?:the\s+following|only|also|usually|at\s+minimum)\s+", "", plain))
    plain = re.sub(
        r"\s+(?:is|are)\s+(?:usually\s+|often\s+|also\s+|generally\s+|normally\s+)?(?:required|needed|essential|necessary|a\s+must|mandatory|desirable|preferred|an\s+advantage|expected)\b.*$",
        "",
        plain,
    )
    if (
        len(plain) < 3
        or bare(plain) == ""
        or re.fullmatch(r"(?:to\s+)?(?:know|be|do|have)(?:\s+\w+)?", plain, re.IGNORECASE)
    ):
        return
    plain = re.sub(r"^trained\s+(?=in\b)", "training ", plain, flags=re.IGNORECASE)
    if re.match(
        r"(?:licen[cs]ed|certified|registered|qualified|accredited|trained|able|fluent|willing|over|at\s+least\s+\d+\s+(?:years\s+old|$))",
        plain,
        re.IGNORECASE,
    ):
        plain = f"be {plain}"
    yield FactKind.REQUIREMENT, capitalised(plain), sure
