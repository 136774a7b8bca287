"""What stands around an article on a web page and is no part of it: one named rule a kind, each over one line.

A rule says which lines it cuts by patterns over the whole line and the most words such a line has. Patterns are anchored at
both ends wherever the wording could also open a sentence: when in doubt the line stays, for a cut paragraph of the article is
worse than a line of clutter.
"""

import re
from dataclasses import dataclass

from audit.ingest.captions import is_caption
from audit.words import count_words

#: What begins so is somebody's words.
_QUOTES = ("“", '"', "‘", "«")
#: Signs at the start of a line but for the last hundred: every pattern would look at what follows each of them.
_LONG_START = re.compile(r"^\W+(?=\W{100})")
#: No line of clutter is longer; longer lines are not even looked at.
_LONGEST = 1_500


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of clutter: its name, the lines it cuts, and the most words such a line has."""

    name: str
    pattern: re.Pattern[str]
    max_words: int


def _rule(name: str, max_words: int, *patterns: str, end: str = r"\W*") -> Rule:
    return Rule(name, re.compile(rf"^\W*(?:{'|'.join(patterns)}){end}$", re.IGNORECASE), max_words)


_SITE = (
    r"(?:facebook|twitter|x|instagram|whatsapp|telegram|youtube|linkedin|tiktok|threads|reddit|pinterest|google(?: news)?"
    r"|flipboard|signal|bluesky|messenger|snapchat|sharechat|e-?mail|mail|print|sms|(?:copy )?link)"
)
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_CLOCK = (
    r"(?:am|pm|a\.m\.|p\.m\.|at|on|of|ist|gmt|utc|bst|est|edt|et|cst|cdt|pst|pdt|cet|cest|aest|aedt|sast|eat|wat|h|hrs)"
)
_AGO = r"(?:ago|hours?|minutes?|mins?|days?|weeks?|months?|years?|today|yesterday)"
#: A date or time of day, token by token; each token is taken once and for all (no backtracking into it).
_WHEN = rf"(?:(?>(?:{_DAY}|{_MONTH}|\d[\d:./-]*+(?:st|nd|rd|th)?|{_CLOCK}|{_AGO})(?:[\s,.|•·–—/:+()-]++|$)))+"

_ADVERTISEMENT = _rule(
    "advertisement",
    14,
    r"(?:advertisements?\s*)+(?:[\w-]{3,20}\s?story continues below)?",
    r"ads?|ad feedback|promoted|sponsored(?: content| links?| by .{1,40})?",
    r"(?:paid|promoted|partner) (?:content|post|stories|links?)",
    r"(?:story|article|content|post) continues (?:below|after)(?: (?:this|the))?"
    r"(?: ?(?:ad|advert|advertisement|video|promotion))?",
    r"(?:this )?(?:advertisement|ad) has not loaded yet(?:.{0,60})?",
    r"continue reading(?: (?:below|the (?:main )?story|article))?",
    r"scroll (?:down )?(?:to|for) (?:continue|more|continue reading|read more)(?:.{0,30})?",
    r"(?:remove|hide|skip|close|report|why) (?:this )?(?:ads?|advertisement)",
    r"advertise (?:with us|here)|loading(?: (?:ad|advertisement))?",
)
_NAVIGATION = _rule(
    "navigation",
    12,
    r"(?:skip|jump|go|return|back) to (?:main |the )?(?:content|navigation|menu|search|footer|article|top|home(?:page)?)",
    r"(?:main |toggle |open |close )?(?:menu|navigation|search|sidebar)|article content",
    r"home(?:page)?(?:\s*[>»/|›]\s*[\w &'’-]{1,30}){0,6}",
    r"(?:previous|next)(?: (?:article|story|post|page))?|prev",
    r"(?:sign|log) ?(?:in|out|up)|register|my account|subscribe(?: now)?|donate(?: now)?|e-?paper",
    r"(?:show|read|see|view|load) (?:more|less|all|transcript|gallery|slideshow)",
    r"listen(?: to (?:this )?(?:article|story|audio))?(?:\s*\(?\d+ ?min(?:ute)?s?\)?)?",
    r"play(?: video| audio)?|pause|mute|unmute|close|expand|collapse|full ?screen",
    r"(?:estimated )?(?:reading time|read time|read)\s*:?\s*(?:about |less than )?(?:\d+|a)\s*min(?:ute)?s?(?: read)?",
    r"\d+[ -]?min(?:ute)?s?(?: read)?",
    r"(?:\d+|one|two|three|four|five) (?:of|/) \d+(?: images| photos)?|image \d+ of \d+",
    r"view (?:gallery|in app|image|full (?:image|size))|enlarge(?: this)?(?: image)?|click to (?:enlarge|expand|play)",
    r"(?:table of )?contents?|in this (?:article|story)|(?:hide|toggle) caption",
    end=r"[^\w.!?]*",
)
_SHARE = _rule(
    "share",
    40,
    r"(?:share|post|send|save|tweet|pin|email|print|copy)"
    r"(?: (?:this|the|it|on|via|to|by|with|your|article|story|link|page|news|friends?|thoughts))*"
    rf"(?:[\s:|,/•·]+(?:{_SITE}|on|via|and|or|by)\b)*",
    rf"(?:{_SITE}[\s|,/•·]*(?:and|or)?\s*){{3,12}}",
    r"\d[\d.,k]* ?(?:shares?|views?|likes?|retweets|reactions?)",
    r"link copied(?: to clipboard)?|copied(?: to clipboard)?|gift (?:this )?article|save(?: article| for later)?|bookmark",
    r"(?:click|tap) here to (?:share|join|follow|subscribe|sign up|read|get|download|watch|see|view|buy|donate)\b.{0,120}",
    r"(?:.{0,60}\W)?(?:click|tap) here to (?:follow|join|subscribe|sign up)\b.{0,80}",
    r"(?:please )?(?:follow|like|join|find|connect with|add)(?: [\w’'& ]{1,40})? (?:on|via|as a preferred source on) "
    rf"(?:{_SITE}\b[\s,/&@\w-]*(?:and|or)?\s*){{1,6}}(?: (?:for|to|here)\b.{{0,80}})?",
    r"follow (?:us|the author|the writer)(?: (?:on|at|:).{0,60})?",
    r"(?:download|get) (?:the|our) [\w’'& ]{0,30}\bapp\b.{0,80}",
    r"(?:stay (?:updated|informed|connected|tuned)|keep up to date)\b.{0,120}"
    r"(?:click here|follow us|subscribe|whatsapp|app|newsletter|telegram|instagram|journalism).{0,140}",
)
_NEWSLETTER = _rule(
    "newsletter",
    70,
    r"sign ?up (?:for|to|here|now|today|below)\b.{0,300}|subscribe (?:to|for|now|today|here)\b.{0,300}",
    r"(?:to|want to) (?:subscribe|sign up)\b.{0,200}",
    r"get (?:the|our|your|all|more|breaking|exclusive|unlimited)\b.{0,160}\b"
    r"(?:inbox|newsletters?|email alerts|e-mails?|straight to your phone)\b.{0,120}",
    r".{0,160}\b(?:delivered|straight|sent|direct(?:ly)?) (?:in)?to your (?:inbox|phone)\b.{0,120}",
    r"(?:for (?:the|more|all)|check out|want|don[’']t miss)\b.{0,160}\bsign(?:ing)? up (?:for|to) (?:our|the|its)\b.{0,80}",
    r".{0,160}\bsign up for our (?:daily |weekly |free )*newsletters?\b.{0,60}",
    r"(?:our |the |free |daily |weekly |morning |breaking )*newsletters?(?: sign-?up)?",
    r"(?:enter|your) (?:your )?e-?mail(?: address)?",
    r"(?:unsubscribe|(?:manage|update|change) (?:your )?(?:e-?mail )?preferences"
    r"|view (?:this (?:e-?mail|newsletter) )?in (?:your )?browser|forward (?:it|this (?:e-?mail|newsletter)) to a friend)"
    r"(?:\W+(?:unsubscribe|manage|view|privacy)\b.{0,60})*",
    r"(?:thank you|thanks) for (?:signing up|subscribing|your (?:interest|support|subscription)).{0,120}",
    r"(?:already a (?:subscriber|member)|not a (?:subscriber|member))\b.{0,80}",
    r"(?:this (?:article|story|content) is (?:for|available to|only available to)|for) (?:subscribers?|members?)(?: only)?",
    r"become a (?:member|subscriber)\b.{0,160}|our community members are treated to\b.{0,300}",
    r"(?:by|when you) (?:signing up|subscribing|submitting|sign up|clicking)\b.{0,300}\b(?:terms|privacy|consent|agree).{0,200}",
)
_COMMENTS = _rule(
    "comments",
    30,
    r"(?:latest|post|read|view|add|leave|write|show|hide|see|all|top|most recent|load more|submit)"
    r"(?: (?:a|an|your|all|the|\d+))? (?:comments?|reply|replies)(?: \(?\d+\)?)?",
    r"\(?\d*\)? ?comments?(?: \(?\d+\)?)?(?: are (?:closed|off|disabled)(?: .{0,40})?)?",
    r"(?:no|be the first to) comments?(?: yet)?|join (?:in )?the (?:conversation|discussion|debate)(?: .{0,60})?",
    r"(?:what do you think|have your say|tell us what you think|let us know)\b.{0,60}\bcomments?\b.{0,40}",
    r"(?:post|share|leave) your (?:thoughts|comments?|views|opinion)\b.{0,60}",
    r"your email address will not be published.{0,80}",
    r"reply|report(?: abuse| comment)?|upvote|downvote|like|dislike",
)
_LINK_LABEL = (
    r"(?:read(?: more| also| next)?|also read|must read|see also|related(?: stor(?:y|ies)| articles?| content)?|recommended"
    r"|more|watch(?: also| now| live| more| video| below)?|video|in (?:pictures|pics|photos)|don[’']?t miss"
    r"|read the full (?:story|article|report)|live updates|explained|listen|podcast|gallery|click here)"
)
_RELATED = _rule(
    "related",
    40,
    r"read (?:more|also|next)|(?:also|must|you can also) read|see (?:also|more)|(?:recommended|related)(?: (?:stor(?:y|ies)"
    r"|articles?|content|news|links?|topics?|posts?|coverage|reading|videos?|for you|by .{1,20}))?",
    r"more (?:stories|news|like this|to explore|coverage|to read)|trending(?: now| stories)?",
    r"most (?:read|popular|viewed|shared|recent)(?: stories| articles)?|you (?:may|might) (?:also )?(?:like|be interested in)",
    r"editor[’']?s[’']? (?:picks?|choice)|up next|don[’']?t miss(?: (?:it|this|out))?|popular(?: stories| posts| now)?",
    r"latest (?:news|stories|articles|headlines|videos?)|top (?:stories|headlines|news|videos?)",
    r"in (?:pictures|pics|photos|other news)|watch(?: (?:now|also|live|video|more|below))?",
    r"what(?:[’']s| to) (?:read|watch) next|further reading|(?:from )?around the web|you might have missed",
    r"more (?:from|on|about) [\w’'&. -]{1,50}",
    r"(?:read|see|view|watch|find|hear) (?:the )?(?:rest|full|whole|original|entire|complete|more)\b.{0,60}\b(?:here|at .{1,40})",
    r"(?:read|see|view|find|hear|watch) (?:more|it|the rest|about .{1,40}) (?:here|below|at .{1,40})",
    r"click here(?: .{1,100})?",
    r"(?:for more|to read more|to learn more|to see more)\b.{0,120}\b(?:click|visit|here|go to|app)\b.{0,80}",
)
_LINK = _rule("related", 20, rf"{_LINK_LABEL} ?(?:[:|»>→•]|[–—-] ).{{1,160}}")
_COOKIES = _rule(
    "cookies",
    120,
    r"(?:we|this (?:site|website)|our (?:site|website)|the (?:site|website)|\w[\w.]*+) "
    r"(?:and our partners )?uses? cookies\b.{0,700}",
    r"(?:accept|reject|allow|manage|decline)(?: all)?(?: (?:non-essential|optional))? ?"
    r"(?:cookies|cookie (?:settings|preferences))"
    r"(?: .{0,60})?",
    r"(?:cookie|privacy) (?:policy|notice|settings|preferences)(?:\W+(?:terms (?:of (?:use|service))?|(?:cookie|privacy) \w+))*",
    r"terms (?:of (?:use|service)|and conditions|& conditions)(?:\W+privacy (?:policy|notice))?",
    r"by (?:continuing|using|clicking)\b.{0,200}\b(?:cookies|terms|privacy)\b.{0,300}|(?:please )?enable javascript\b.{0,120}",
)
_COPYRIGHT = _rule(
    "copyright",
    60,
    r"(?:©|\(c\)|copyright(?: ©| \(c\))?)[ ,]?(?:[\w’'&., ]{0,60}?(?:19|20)\d\d|by [\w’'&., ]{1,60}).{0,300}",
    r"copyright(?: of)? (?:the )?(?:associated press|reuters|afp|bbc|[\w.]+\.com).{0,200}",
    r".{0,120}\ball rights reserved\b.{0,200}",
    r"this (?:material|article|story|content|report) (?:may|cannot|must) not be "
    r"(?:published|reproduced|copied|republished|used).{0,300}",
    r"(?:republished|reprinted|reproduced) with (?:the )?permission.{0,200}",
)
_UPDATED = _rule(
    "updated",
    24,
    r"(?:(?:first |last |originally )?(?:updated|published|posted|modified|edited|created|date|issued|uploaded)"
    rf"(?: (?:at|on|by|date))?\s*[:|-]?\s*{_WHEN}[|•·/–—-]*\s*){{1,3}}",
)
_TAGS = _rule(
    "tags",
    60,
    r"(?:tags?|topics?|filed under|keywords|categories|category|more on|in this story|people mentioned)\s*[:|].{0,400}",
    r"tags?|topics|filed under|keywords|(?:#\w+[\s,]*){1,20}",
)
_APPEAL = _rule(
    "appeal",
    120,
    r"(?:do you have|have you got|got) (?:a (?:news )?(?:tip|story|question|view)"
    r"|any information|an? (?:opinion|idea))\b.{0,300}",
    r"(?:contact|email|e-mail|write to|get in touch with) (?:us|the (?:author|reporter|writer|editor|newsroom)"
    r"|our (?:news )?(?:team|desk|newsroom)|me)\b.{0,200}",
    r"(?:send|submit) (?:us )?(?:your )?(?:tips?|letters?|stories|comments|feedback|corrections?) (?:to|at|here|via)\b.{0,200}",
    r"(?:please )?(?:support|help (?:us )?(?:fund|keep|support)) (?:our|independent|quality|local) "
    r"(?:work|journalism|reporting|newsroom|news)\b.{0,300}",
    r"report (?:a|an) (?:typo|error|mistake|correction)|(?:spotted|notice|see) (?:a|an) (?:typo|error|mistake)\b.{0,160}",
    r"our website is the place for\b.{0,400}|our standards\b.{0,80}",
    r"we independently (?:select|review|evaluate)\b.{0,300}\bcommission\b.{0,160}",
    r"(?:.{0,160}\b)?(?:may|might) (?:earn|receive) (?:us )?an? (?:\w+ )?commission\b.{0,160}",
)

_RELEASE = _rule(
    "release",
    12,
    r"for immediate release|(?:press|news|media) (?:release|statement)|ends|notes? (?:to|for) (?:the )?editors?",
    r"(?:strictly )?(?:under )?embargo(?:ed)?\b(?: (?:until|till|for))?.{0,60}\d.{0,40}",
)
_CONTRIBUTORS = _rule(
    "credit",
    40,
    r"(?:with )?(?:additional |further )reporting (?:by|from) .{2,240}|with (?:reporting|files|inputs?) (?:by|from) .{2,240}",
    r".{3,200}\bcontributed (?:to this (?:report|story|article)|reporting)(?: from .{1,60})?",
    r"this (?:story|article|report) was (?:originally|first) published (?:by|in|on|at)\b.{0,200}",
)
RULES: tuple[Rule, ...] = (
    _ADVERTISEMENT,
    _NAVIGATION,
    _SHARE,
    _NEWSLETTER,
    _COMMENTS,
    _RELATED,
    _LINK,
    _COOKIES,
    _COPYRIGHT,
    _UPDATED,
    _TAGS,
    _APPEAL,
    _RELEASE,
    _CONTRIBUTORS,
)
_TIME_STAMP = re.compile(
    rf"^\W*(?=.*\d)(?=.*(?:\b{_DAY}|\b{_MONTH}|ago\b|\b(?:19|20)\d\d\b|\d[/.-]\d+[/.-]\d)){_WHEN}\W*$", re.IGNORECASE
)


def clutter_rule(line: str) -> str | None:
    """The name of the rule that cuts this line, or None where it is (or may be) part of the article."""
    line = " ".join(line.split())
    if not line or len(line) > _LONGEST or line.startswith(_QUOTES):
        return None
    n_words = count_words(line)
    if not n_words:
        return None
    line = _LONG_START.sub("", line, count=1)
    for rule in RULES:
        if n_words <= rule.max_words and rule.pattern.match(line):
            return rule.name
    return "caption" if is_caption(line, n_words) else None


def is_time_stamp(line: str) -> bool:
    """Whether a line is nothing but a date, with or without a time; at the top it is the day of publication."""
    return len(line) < 120 and bool(_TIME_STAMP.match(line))
