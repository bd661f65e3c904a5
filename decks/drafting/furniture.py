"""Leaving out what belongs to the page and not to its subject: notices, bylines, links, forms; keeping what it says of the source."""

import re
from collections.abc import Iterator

from decks.drafting.blocks import Block, Document, Kind
from decks.drafting.labels import Section, label_of

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
_DATE = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\s*,?\s+\d{{4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|{_MONTH}\s+\d{{4}})"
_AUTHOR = re.compile(
    r"(?:written\s+by|author|by|posted\s+by|words\s+by|reviewed\s+by|edited\s+by)\s*[:–-]?\s+(?P<name>.{3,60})$",
    re.IGNORECASE,
)
_DATED = re.compile(
    rf"(?:(?:last\s+)?(?:modified|updated|reviewed|revised|published|posted)(?:\s+(?:date|on|at))?|date(?:\s+\w+)?|posted\s+on|version\s+of)?\s*[:–|-]?\s*(?:\w+day,?\s+)?(?P<date>{_DATE})\b[^a-z]*(?:\d+\s*min(?:ute)?s?\s+read)?$",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:copyright(?:\s+protected)?|©|\(c\)|publisher|published\s+by)\s*[:©]?\s*(?:\(c\)\s*)?(?:\d{4}(?:\s*[–-]\s*\d{4})?)?,?\s*(?:by\s+)?(?P<name>[^.|]*)",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"source(?:\s+of\s+info(?:rmation)?)?s?\s*:\s*(?:source\s*:\s*)?(?P<name>.+)$", re.IGNORECASE
)
_LINE = re.compile(
    r"""(?:
      .*\b(?:cookies?|cookie\s+(?:policy|notice|settings))\b.*\b(?:accept|agree|consent|use|policy|settings|site|website|experience|browsing)\b.*
    | .*\b(?:we|this\s+(?:web)?site)\s+uses?\s+cookies\b.*
    | (?:accept|reject|decline|allow)(?:\s+all)?(?:\s+cookies)?(?:\s+(?:accept|reject|decline|manage|settings|preferences|all|cookies))*
    | (?:manage|cookie)\s+(?:preferences|settings|choices)
    | (?:please\s+)?(?:share|tweet|pin|like|follow|subscribe|print|e-?mail|save|bookmark|comment|reply|report|rate|download|cite|copy\s+link)(?:\s+(?:this|us|on|via|to|the|it|our|a|in|with|by|for|now|here|article|page|post|story|pdf|site|blog|free|friends?|newsletter|facebook|twitter|x|linkedin|pinterest|whatsapp|e-?mail|instagram|youtube))*
    | (?:facebook|twitter|linkedin|pinterest|whatsapp|instagram|reddit|youtube|tumblr|e-?mail|rss|x)(?:[\s,|•·/]+(?:facebook|twitter|linkedin|pinterest|whatsapp|instagram|reddit|youtube|tumblr|e-?mail|rss|print|share|x|copy\s+link))*
    | (?:sign|log)\s?-?(?:in|up|out)(?:\s+(?:for|to|now|here|with)\b.*)?(?:\s*[|/]\s*(?:register|sign\s?up|log\s?in))?
    | (?:forgot|forgotten|lost)\s+(?:your\s+)?password\s*\??
    | (?:leave|post|add|write)\s+(?:a\s+|your\s+)?(?:comments?|repl(?:y|ies)|response|review|anonymously)
    | (?:discuss|print|rate|cite)\s+this\s+(?:article|page|post)
    | (?:\d+\s+)?comments?(?:\s*\(\d+\))? | \d+\s+(?:likes?|shares?|views?|replies)
    | article\s+details | free\s+widgets?\b.* | (?:.*\s)?(?:more|learn\s+more|read\s+more|see\s+more|show\s+more|continue\s+reading|view\s+all|find\s+out\s+more)\s*(?:\.\.\.|…|»|>|→)
    | (?:read|learn|see|show|view|load)\s+(?:more|all|less) | (?:back|go|return|scroll)\s+to\s+(?:the\s+)?(?:top|home|contents|main)\b.*
    | (?:skip|jump)\s+to\s+(?:main\s+|the\s+)?(?:content|navigation|search|main)\b.* | (?:open|close|toggle)\s+(?:the\s+)?(?:menu|navigation|search)
    | (?:home|menu|search|navigation|main\s+menu|contents|table\s+of\s+contents|on\s+this\s+page|in\s+this\s+article|previous|next|previous\s+(?:article|page|post)|next\s+(?:article|page|post)|advertisement|sponsored(?:\s+content)?|ad|tags?|categories|topics|print|share|yes|no|yes\s*/?\s*no|submit|cancel|send|go|ok|got\s+it|close|skip|about\s+us|contact(?:\s+us)?|faqs?|help|shop|donate|news|blog|careers|sitemap|site\s+map|accessibility|terms|privacy)
    | .*(?:\s[>»›]\s.*){2,} | home\s*[>»›/|].* | (?:[\w&]+(?:\s\w+)?\s*[|•·]\s*){2,}[\w&]+(?:\s\w+)?
    | (?:privacy|cookie)\s+(?:policy|notice|statement)\b.* | terms\s+(?:of|and)\s+(?:use|service|conditions)\b.* | .*\ball\s+rights\s+reserved\b.*
    | (?:(?:was|is|did)\s+(?:you\s+find\s+)?this\s+(?:page|article|information|answer)\b.*\?)
    | (?:subscribe|join|sign\s+up)\b.*\b(?:newsletter|mailing\s+list|updates|inbox|e-?mail)\b.* | (?:enter\s+)?your\s+e-?mail(?:\s+address)?\b.*
    | page\s+\d+(?:\s+of\s+\d+)? | \d{1,3}(?:\s*/\s*\d{1,3})? | \d+\s*min(?:ute)?s?\s+read | (?:photo|image|picture)(?:graph)?\s*(?:credit|by|:|courtesy)\b.*
    | (?:getty\s+images|shutterstock|istock).* | (?:click|tap)\s+here\b.* | (?:filed|posted)\s+(?:under|in)\b.*
    | (?:call|phone|tel|telephone|fax|e-?mail)\s*[:.]\s*[\d+(].* | (?:https?://|www\.)\S+ | [\w.+-]+@[\w-]+\.[\w.]+ | [^\w]*
    | (?:apply|order|buy|book|donate|register|shop)\s+(?:now|online|today|here)(?:\s.{0,30})? | (?:font|text)\s+size\b.* | (?:jump|go)\s+to:?\b.*
    | (?:.{0,40}\s)?(?:\d+\s+(?:hours?|days?|weeks?|months?|years?)\s+ago)
    )$""",
    re.IGNORECASE | re.VERBOSE,
)  # fmt: skip
_SECTION = re.compile(
    r"""(?:(?:you\s+(?:might|may)\s+(?:also|like)|people\s+also|readers\s+also|others\s+also|we\s+also).* | recommended\b.* | (?:related|popular|recent|similar|latest|trending|featured|top|further|more)\s+
    (?:articles?|posts?|pages?|stories|news|content|links?|reading|questions?|searches|topics?|guides?|videos?|resources?|from|in|on)\b.* | see\s+also | read\s+next | up\s+next | most\s+(?:read|popular)\b.* | what\s+to\s+read\s+next
    | discuss\s+this\s+article | comments? | (?:leave|post)\s+(?:a|your)\s+(?:comments?|reply) | about\s+the\s+author | references | bibliography | external\s+links | footnotes | share\s+this.* | follow\s+us.* | article\s+details | more\s+from\b.* | (?:quick\s+)?links | (?:site\s+)?navigation | contents | table\s+of\s+contents | on\s+this\s+page | in\s+this\s+article)\s*:?$""",
    re.IGNORECASE | re.VERBOSE,
)


def cleaned(document: Document) -> None:
    """Move the page's furniture out of the document's blocks; what it says of title, author, date and publisher is kept."""
    kept: list[Block] = []
    skipping = False
    texts = [block.text for block in document.blocks]
    for block in document.blocks:
        whole = f"{block.lead}: {block.text}" if block.lead else block.text
        if _SECTION.match(whole.strip()) and block.kind in {Kind.HEADING, Kind.PARAGRAPH, Kind.ITEM}:
            skipping = True
            document.furniture.append(block)
        elif block.kind is Kind.ROW:
            skipping = False
            kept.append(block)
        elif (
            _tells_of_source(
                whole, document, at_top=len(kept) < 4, at_end=block.line * 3 > 2 * document.blocks[-1].line
            )
            or _LINE.match(whole.strip())
            or (skipping and _is_link(block))
            or (block.kind is Kind.ITEM and len(whole) < 60 and texts.count(block.text) > 3)
        ):
            document.furniture.append(block)
        else:
            skipping = False
            kept.append(block)
    document.blocks = list(_without_contents(kept))
    if not document.title:
        document.know(
            title=next((b.text for b in kept if b.kind is Kind.HEADING and _is_name_of_page(b.text)), "")
        )


def _is_name_of_page(heading: str) -> bool:
    label = label_of(heading)
    return label is None or bool(label.role) or heading.endswith("?") or label.section is Section.ROLES


def _is_link(block: Block) -> bool:
    """Whether a block under a heading of links reads like one: short, and no sentence."""
    return block.kind is Kind.ITEM or (len(block.text) < 100 and not block.text.endswith("."))


def _tells_of_source(text: str, document: Document, *, at_top: bool, at_end: bool) -> bool:
    """Whether a block says who wrote or published the document, or when; what it says is kept."""
    text = text.strip()
    if len(text) > 160:
        return False
    if dated := _DATED.match(text):
        document.know(date=dated["date"])
        return True
    parts = [part.strip() for part in re.split(r"\s+[|•·–—]\s+", text)]
    if (
        len(parts) > 1
        and len(text) < 100
        and any(_DATED.match(part) for part in parts)
        and any(_AUTHOR.match(part) for part in parts)
    ):
        for part in parts:
            _tells_of_source(part, document, at_top=True, at_end=at_end)
        return True
    author = _AUTHOR.match(text)
    if author and (at_top or not text.casefold().startswith("by ")) and _is_name(author["name"]):
        byline = re.split(rf",?\s+(?:on|[|–-])?\s*(?={_DATE})", author["name"], flags=re.IGNORECASE)
        if not text.casefold().startswith(("edited", "reviewed")):
            document.know(author=byline[0].strip(" ,|–-"), date=byline[1] if len(byline) > 1 else "")
        return True
    if (owner := _COPYRIGHT.match(text)) and text[:4].casefold() in {"copy", "©", "(c) ", "publ"} | {
        text[:4] if text[:1] == "©" else ""
    }:
        document.know(publisher=owner["name"].strip(" .,:"))
        return True
    if source := _SOURCE.match(text):
        document.know(publisher=source["name"].strip(" ."))
        return True
    return (
        re.fullmatch(r"source(?:\s+of\s+info(?:rmation)?)?s?\s*:?", text, re.IGNORECASE) is not None
        and at_end
    )


def _is_name(text: str) -> bool:
    words = re.split(rf",?\s+(?:on|[|–-])?\s*(?={_DATE})", text, flags=re.IGNORECASE)[0].split()
    return 1 <= len(words) <= 6 and all(
        word[:1].isupper() or word in {"and", "de", "van", "von", "der", "&"} for word in words
    )


def _without_contents(blocks: list[Block]) -> Iterator[Block]:
    """The blocks without a table of contents: list items in a row, each of which comes again as a heading."""
    headings = {block.text.casefold() for block in blocks if block.kind is Kind.HEADING}
    run: list[Block] = []
    for block in [*blocks, None]:
        if block is not None and block.kind is Kind.ITEM and not block.lead:
            run.append(block)
            continue
        if not (len(run) > 2 and all(item.text.casefold() in headings for item in run)):
            yield from run
        run = []
        if block is not None:
            yield block
