"""Findings about what would teach or ask badly: D301 onwards."""

from decks.checking.codes import Code
from decks.problems import Severity

_ERROR, _WARNING, _HINT = Severity.ERROR, Severity.WARNING, Severity.HINT

TEACHING = (
    Code(
        "D301",
        _WARNING,
        "the same duty stands in two roles, and neither says `also`",
        "Learners meet the same card twice, and progress on one does not count for the other. List the duty once and name "
        "the other roles in “also”, or list it with the role that both are kinds of.",
        "- {id: count, text: Count the swabs}  # in two roles",
        "- {id: count, text: Count the swabs, also: [circulating-nurse]}",
    ),
    Code(
        "D302",
        _HINT,
        "a duty that names its own role, so that it gives its question away",
        "“Whose duty is this?” would hold its own answer, so it is not asked. Say the duty without the title.",
        "title: Scrub nurse\nduties: [{id: lead, text: Lead the other scrub nurses}]",
        "title: Scrub nurse\nduties: [{id: lead, text: Lead the others at the table}]",
    ),
    Code(
        "D303",
        _WARNING,
        "a definition that holds its role's title",
        "“Which role is this?” would hold its own answer, so it is not asked. Begin with what the role does or is.",
        "title: Scrub nurse\ndefinition: A scrub nurse hands instruments to the surgeon",
        "title: Scrub nurse\ndefinition: Hands instruments to the surgeon",
    ),
    Code(
        "D304",
        _HINT,
        "a role with fewer than three duties",
        "One or two duties are soon known by heart, and a list of them is no exercise. Inherited duties count. List more, "
        "or join the role with another one.",
    ),
    Code(
        "D305",
        _ERROR,
        "a boundary that the role, or one it is a kind of, lists as a duty",
        "The deck says that a role does something and that it does not, so that no answer can be right.",
        "duties: [{id: close, text: Close the skin}]\nnot_duties: [{text: Close the skin}]",
        "not_duties: [{text: Close the skin}]",
    ),
    Code(
        "D306",
        _HINT,
        "a topic that nothing uses",
        "It would stand empty in every list of topics. Use it or take it out.",
    ),
    Code(
        "D307",
        _HINT,
        "a topic with fewer than three facts",
        "From one or two cards nobody can tell whether a learner is weak at the topic. Add to it, or join it with another.",
    ),
    Code(
        "D308",
        _HINT,
        "a source that nothing uses",
        "A reader would look in it for facts that are not from there. Name it in a “source”, or take it out.",
    ),
    Code(
        "D309",
        _HINT,
        "a fact without a source, in a deck that names sources",
        "Nobody can check it later. Add “source” to it, or give one to the whole role.",
    ),
    Code(
        "D310",
        _ERROR,
        "a question two of whose options say the same",
        "A learner who picks one of them cannot know which is counted as right.",
        "key: Two people.\ndistractors: [two people, one person]",
        "key: Two people\ndistractors: [three people, one person]",
    ),
    Code(
        "D311",
        _WARNING,
        "a question with fewer than three options",
        "Every second guess would be right, so it is not asked. Find another wrong option that learners might believe.",
    ),
    Code(
        "D312",
        _WARNING,
        "a question whose right option is by far the longest",
        "Writers put more care into the right option, and learners know it: they pick the longest one. Shorten it and move "
        "the details to “why”, or word the others as fully.",
        "key: The surgeon is told, so that the wound can be searched\ndistractors: [It is closed, Bins are emptied]",
        "key: {text: The surgeon is told, why: Then the wound can be searched.}\n"
        "distractors: [The wound is closed, The bins are emptied]",
    ),
    Code(
        "D313",
        _WARNING,
        "“all of the above” or “none of the above”",
        "Options are shuffled, so nothing stands above; and whoever knows two right ones need not know the third.",
        "distractors: [All of the above, …]",
        "distractors: [The wound is closed, …]",
    ),
    Code(
        "D314",
        _WARNING,
        "a duty that says in other words what another role's duty says",
        "A learner asked whose duty it is finds two roles that do it, of which the deck calls one wrong. Where it is the "
        "same duty, list it once with “also”; where it is not, say in both what makes the difference. Words are compared "
        "by their stems, with common synonyms taken together, the rarer ones counting more.",
        "- {id: count, text: Count the swabs before closing the wound}\n"
        "- {id: check, text: Before the wound is closed, count swabs}  # in another role",
        "- {id: count, text: Count the swabs before closing the wound, also: [circulating-nurse]}",
    ),
    Code(
        "D315",
        _HINT,
        "two duties of one role that say nearly the same",
        "A learner who recalls one of them is marked down for the other. Keep one, or say what makes the difference. "
        "Inherited duties count, and those that another role shares by “also”.",
        "- {id: count, text: Count the swabs before closing}\n- {id: count-all, text: Before closing, count all swabs}",
        "- {id: count, text: Count the swabs before closing}",
    ),
    Code(
        "D316",
        _WARNING,
        "a boundary that says in other words what is a duty of the role",
        "The deck seems to say that a role does something and that it does not. Take one out, or say in both what makes "
        "the difference: “stitch the skin”, but not “stitch the womb”.",
    ),
    Code(
        "D317",
        _WARNING,
        "a question that asks for what is not so without making that stand out",
        "Hurried readers miss a “not” and answer the opposite of what they know. Ask for what is so; where that cannot be, "
        "write NOT in capitals.",
        "stem: Which of these does a scrub nurse not do?",
        "stem: Which of these does a scrub nurse NOT do?",
    ),
    Code(
        "D318",
        _HINT,
        "a question in which only some options are absolute (“always”, “never”)",
        "Little is always so, and learners know it: they strike such options out without knowing the matter.",
        "key: The surgeon is told\ndistractors: [The wound is always closed, …]",
        "key: The surgeon is told\ndistractors: [The wound is closed, …]",
    ),
    Code(
        "D319",
        _HINT,
        "a question whose right option alone repeats a word of the question",
        "The echo leads to the answer. Say it in other words, or let a wrong option have the word too.",
        "stem: What is done with a missing swab?\nkey: A swab count is done again\ndistractors: [The wound is closed, …]",
        "stem: What is done with a missing swab?\nkey: All are counted again\ndistractors: [The wound is closed, …]",
    ),
    Code(
        "D320",
        _WARNING,
        "a question with two right options",
        "By the deck's own word a wrong option is right, or two options say the same in other words. Whoever knows the "
        "matter cannot answer.",
        "role: scrub-nurse\nstem: What does a scrub nurse do?\nkey: Count the swabs\n"
        "distractors: [Lay out the instruments, …]  # which the deck lists as a duty too",
        "distractors: [Close the skin, …]",
    ),
    Code(
        "D321",
        _HINT,
        "a card or question too long for a screen of 80 columns and 24 lines",
        "Question, answer and reason do not fit together, so that learners must scroll to compare them. A card asks one "
        "thing: split it, or shorten the reason.",
    ),
    Code(
        "D322",
        _HINT,
        "a duty that does not begin with a verb in its base form",
        "Duties are shown side by side as options; one that is worded differently stands out. Begin with what is done.",
        "text: Counting the swabs",
        "text: Count the swabs",
    ),
    Code(
        "D323",
        _HINT,
        "a fact that ends with a full stop",
        "Facts are put into sentences and lists, where the stop looks wrong; and as an option it stands out.",
        "text: Count the swabs.",
        "text: Count the swabs",
    ),
    Code(
        "D324",
        _HINT,
        "something that somebody has still to look over",
        "It is marked “review: true”. Compare it with its source, mend it, and take the mark out.",
    ),
    Code(
        "D325",
        _WARNING,
        "a new name in `renames` that the deck does not have",
        "What learners know of the old name would follow to nothing and be lost. Name a role by its id and a fact as “role/fact”.",
        "renames: {scrub-nurse: instrument-nurse}  # and no role has the id instrument-nurse",
        "renames: {scrub-nurse: theatre-nurse}",
    ),
    Code(
        "D326",
        _WARNING,
        "an old name in `renames` that the deck still has",
        "It cannot be known whose the progress under that name is. Take the line out, or give the present one another id.",
    ),
    Code(
        "D327",
        _HINT,
        "`also` names a role that has the fact anyway",
        "Kinds of a role have its duties and boundaries already. Take the narrower role out of “also”.",
        "- {id: wash, text: Clean the hands, also: [scrub-nurse]}  # and scrub-nurse is a kind of this role",
        "- {id: wash, text: Clean the hands}",
    ),
    Code(
        "D328",
        _HINT,
        "an answer that `accept` repeats",
        "Case and spaces make no difference when an answer is typed. List only answers that are worded differently.",
        "answer: two\naccept: [Two, two people]",
        "answer: two\naccept: [two people]",
    ),
    Code(
        "D329",
        _HINT,
        "another title of a role that is its title",
        "“Which role is also called …?” would hold its own answer, so it is not asked.",
        "title: Scrub nurse\naliases: [Scrub nurse]",
        "title: Scrub nurse\naliases: [Instrument nurse]",
    ),
    Code(
        "D330",
        _WARNING,
        "a title that two roles have, without `also`",
        "Learners cannot tell which is meant. Give each role a title of its own; where both are truly called so, list the "
        "title once with “also”.",
        "aliases: [Theatre nurse]  # in two roles",
        "aliases: [{text: Theatre nurse, also: [circulating-nurse]}]",
    ),
    Code(
        "D331",
        _HINT,
        "`ignore` names a code for which there is nothing to ignore",
        "What it silenced has been mended, and it would hide the next fault of its kind. Take it out.",
    ),
    Code(
        "D332",
        _WARNING,
        "`ignore` names the code of an error",
        "What an error stands at cannot be used, so learners would miss it without anybody knowing. Mend it instead.",
    ),
    Code(
        "D333",
        _WARNING,
        "two roles with nearly the same definition",
        "A learner asked which role this is finds two that fit. Say in each what sets it apart.",
    ),
    Code(
        "D334",
        _HINT,
        "a deck that names no source",
        "Nobody can check later where its facts are from, or whether they still hold. Name the documents in “sources”.",
        "",
        "sources:\n  handbook: {title: Theatre handbook, date: 2026}",
    ),
)

SEVERITIES = {each.code: each.severity for each in TEACHING}
"""How bad each of these findings is."""
