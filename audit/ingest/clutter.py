"""What stands around an article on a web page and is no part of it: one named rule a kind, each over one line.

A rule says which lines it cuts by a pattern over the whole line and the most words such a line has. Rules are anchored at both
ends wherever the wording could also open a sentence: when in doubt the line stays, for a cut paragraph of the article is
worse than a line of clutter.
"""

import re
from dataclasses import dataclass

from audit.words import count_words


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of clutter: its name, the lines it cuts, and the most words such a line has."""

    name: str
    pattern: re.Pattern[str]
    max_words: int


def _rule(name: str, max_words: int, *patterns: str) -> Rule:
    return Rule(name, re.compile(rf"^\W*(?:{'|'.join(patterns)})\W*$", re.IGNORECASE), max_words)


_SITES = r"(?:facebook|twitter|x|instagram|whatsapp|telegram|youtube|linkedin|tiktok|threads|reddit|pinterest|google news|google|flipboard|signal|bluesky|messenger|snapchat|koo|sharechat|email|e-mail|mail|print|sms|copy link|link)"
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_WHEN = rf"(?:(?:{_DAY}|{_MONTH}|\d[\d:./-]*(?:st|nd|rd|th)?|am|pm|a\.m\.|p\.m\.|at|on|of|ist|gmt|utc|bst|est|edt|et|cst|cdt|pst|pdt|cet|aest|aedt|sast|eat|ago|hours?|hrs?|minutes?|mins?|days?|weeks?|months?|years?|today|yesterday)[\s,.|•·–—/:+()-]*)+"

RULES: tuple[Rule, ...] = (
    _rule(
        "advertisement",
        14,
        r"advertisements?(?:\s+advertisements?)*",
        r"ads?",
        r"ad feedback",
        r"sponsored(?: content| links?| by .{1,40})?",
        r"(?:paid|promoted|partner) (?:content|post|stories|links?)",
        r"promoted",
        r"(?:story|article|content|post) continues (?:below|after)(?: (?:this|the))?(?: ?(?:ad|advert|advertisement|video|promotion))?",
        r"(?:this )?(?:advertisement|ad) has not loaded yet(?:.{0,60})?",
        r"continue reading(?: (?:below|the (?:main )?story|article))?",
        r"scroll (?:down )?(?:to|for) (?:continue|more|continue reading|read more)(?:.{0,30})?",
        r"(?:remove|hide|skip|close|report|why) (?:this )?(?:ads?|advertisement)\??",
        r"advertise (?:with us|here)",
        r"loading\s*(?:ad|advertisement|\.\.\.|…)?",
    ),
    _rule(
        "navigation",
        12,
        r"(?:skip|jump|go|return) to (?:main |the )?(?:content|navigation|menu|search|footer|article|top|homepage|home)",
        r"(?:main |toggle |open |close )?(?:menu|navigation|search|sidebar)",
        r"home(?:\s*[>»/|›]\s*[\w &'’-]{1,30}){1,6}",
        r"home(?:page)?|back to (?:top|home(?:page)?)|(?:previous|next)(?: (?:article|story|post|page))?|prev",
        r"(?:sign|log) ?(?:in|out|up)|register|my account|subscribe(?: now)?|donate(?: now)?|e-?paper",
        r"(?:show|read|see|view|load) (?:more|less|all|comments|transcript|gallery|slideshow)",
        r"listen(?: to (?:this )?(?:article|story|audio))?(?:\s*\(?\d+ ?min(?:ute)?s?\)?)?|play(?: video| audio)?|pause|mute|unmute|close|expand|collapse|full ?screen",
        r"(?:estimated )?(?:reading time|read time|read)\s*:?\s*(?:about |less than )?(?:\d+|a)\s*min(?:ute)?s?(?: read)?|\d+[ -]?min(?:ute)?s?(?: read)?",
        r"(?:\d+|one|two|three|four|five) (?:of|/) \d+(?: images| photos)?|image \d+ of \d+",
        r"view (?:gallery|in app|image|full (?:image|size))|enlarge(?: image)?|click to (?:enlarge|expand|play)",
        r"(?:table of )?contents?|in this (?:article|story)|key (?:points|takeaways)|hide caption|toggle caption|enlarge this image",
    ),
    _rule(
        "share",
        40,
        rf"(?:share|post|send|save|tweet|pin|email|print|copy)(?: (?:this|the|it|on|via|to|by|with|your|article|story|link|page|news|friends?|thoughts))*(?:[\s:|,/•·]+{_SITES}|[\s:|,/•·]+(?:on|via|and|or|by)\b)*",
        rf"(?:{_SITES}[\s|,/•·]*(?:and|or)?\s*){{2,12}}",
        r"\d[\d.,k]* ?(?:shares?|views?|likes?|retweets|reactions?)",
        r"(?:copy(?: the)? link|link copied(?: to clipboard)?|copied(?: to clipboard)?!?|gift (?:this )?article|save(?: article| for later)?|bookmark)",
        r"(?:click|tap) here to (?:share|join|follow|subscribe|sign up|read|get|download|watch|see|view|buy|donate)\b.{0,120}",
        r"(?:.{0,60}\W)?(?:click|tap) here to (?:follow|join|subscribe|sign up)\b.{0,80}",
        rf"(?:please )?(?:follow|like|join|find|connect with|add)(?: [\w’'& ]{{1,40}})? (?:on|via|as a preferred source on) (?:{_SITES}\b[\s,/&@\w-]*(?:and|or)?\s*){{1,6}}(?: (?:for|to|here)\b.{{0,80}})?",
        r"follow (?:us|the author|the writer)(?: (?:on|at|:).{0,60})?",
        r"(?:download|get) (?:the|our) [\w’'& ]{0,30}\bapp\b.{0,80}",
        r"(?:stay (?:updated|informed|connected|tuned)|keep up to date)\b.{0,120}(?:click here|follow us|subscribe|whatsapp|app|newsletter|telegram|instagram).{0,80}",
    ),
    _rule(
        "newsletter",
        70,
        r"(?:sign|signed) ?up (?:for|to|here|now|today|below)\b.{0,300}",
        r"subscribe (?:to|for|now|today|here|and)\b.{0,300}",
        r"(?:to|want to) (?:subscribe|sign up)\b.{0,200}",
        r"get (?:the|our|your|all|more|breaking|exclusive|unlimited)\b.{0,160}\b(?:inbox|newsletters?|email alerts|e-mails?|straight to your phone)\b.{0,120}",
        r".{0,160}\b(?:delivered|straight|sent|direct(?:ly)?) (?:in)?to your (?:inbox|phone)\b.{0,120}",
        r"(?:our |the |free |daily |weekly |morning |breaking )*newsletters?(?: sign-?up)?",
        r"(?:enter|your) (?:your )?e-?mail(?: address)?",
        r"(?:thank you|thanks) for (?:signing up|subscribing|your (?:interest|support|subscription)).{0,120}",
        r"(?:already a (?:subscriber|member)|not a (?:subscriber|member))\b.{0,80}",
        r"(?:this (?:article|story|content) is (?:for|available to|only available to)|for) (?:subscribers?|members?)(?: only)?",
        r"(?:become|are you) a (?:member|subscriber)\b.{0,160}",
        r"(?:by|when you) (?:signing up|subscribing|submitting|sign up|clicking)\b.{0,300}\b(?:terms|privacy|consent|agree).{0,200}",
    ),
    _rule(
        "comments",
        30,
        r"(?:latest|post|read|view|add|leave|write|show|hide|see|all|top|most recent|load more|submit)(?: (?:a|an|your|all|the|\d+))? (?:comments?|reply|replies)(?: \(?\d+\)?)?",
        r"\(?\d*\)? ?comments?(?: \(?\d+\)?)?(?: are (?:closed|off|disabled)(?: .{0,40})?)?",
        r"(?:no|be the first to) comments?(?: yet)?",
        r"join (?:in )?the (?:conversation|discussion|debate)(?: .{0,60})?",
        r"(?:what do you think|have your say|tell us what you think|let us know)\b.{0,60}\bcomments?\b.{0,40}",
        r"(?:post|share|leave) your (?:thoughts|comments?|views|opinion)\b.{0,60}",
        r"your email address will not be published.{0,80}",
        r"(?:reply|report(?: abuse| comment)?|upvote|downvote|like|dislike)",
        r"view (?:\d+ )?comments?",
    ),
    _rule(
        "related",
        40,
        r"(?:read (?:more|also|next|the full (?:story|article|report)(?: here)?)|(?:also|must|you can also) read|see (?:also|more)|related(?: (?:stor(?:y|ies)|articles?|content|news|links?|topics?|posts?|coverage|reading|video))?|recommended(?: (?:for you|reading|stories|by .{1,20}))?|more (?:stories|news|like this|to explore|coverage|to read)|trending(?: now| stories)?|most (?:read|popular|viewed|shared|recent)(?: stories| articles)?|you (?:may|might) (?:also )?(?:like|be interested in)|editor[’']?s[’']? (?:picks?|choice|note on related)|up next|don[’']?t miss(?: (?:it|this|out))?|popular(?: stories| posts| now)?|latest (?:news|stories|articles|headlines|videos?)|top (?:stories|headlines|news|videos?)|in (?:pictures|pics|photos|other news)|watch(?: (?:now|also|live|video|more|below))?|what(?:[’']s| to) (?:read|watch) next|further reading|from around the web|around the web|you might have missed)",
        r"(?:read(?: more| also| next)?|also read|must read|see also|related(?: stor(?:y|ies)| articles?| content)?|recommended|more|watch(?: also| now| live| more| video| below)?|video|in (?:pictures|pics|photos)|don[’']?t miss|read the full (?:story|article|report)|live updates|explained|listen|podcast|gallery|click here) ?(?:[:|»>→•]|[–—-] ).{1,220}",
        r"(?:also read|read also|must read|read more|watch|see also)\s*\|.{1,220}",
        r"more (?:from|on|about) [\w’'&. -]{1,50}",
        r"(?:read|see|view|watch|find|hear) (?:the )?(?:rest|full|whole|original|entire|complete|more)\b.{0,60}\b(?:here|at .{1,40})",
        r"(?:read|see|view|find|hear|watch) (?:more|it|the rest|about .{1,40}) (?:here|below|at .{1,40})",
        r"click here(?: .{1,100})?|(?:for more|to read more|to learn more|to see more)\b.{0,120}\b(?:click|visit|here|go to|app)\b.{0,80}",
    ),
    _rule(
        "cookies",
        120,
        r"(?:we|this (?:site|website)|our (?:site|website)|the (?:site|website)|[\w.]+) (?:and our partners )?uses? cookies\b.{0,700}",
        r"(?:accept|reject|allow|manage|decline)(?: all)?(?: (?:non-essential|optional))? ?(?:cookies|cookie (?:settings|preferences))(?: .{0,60})?",
        r"(?:cookie|privacy) (?:policy|notice|settings|preferences)(?:\W+(?:terms (?:of (?:use|service))?|(?:cookie|privacy) \w+))*",
        r"terms (?:of (?:use|service)|and conditions|& conditions)(?:\W+privacy (?:policy|notice))?",
        r"by (?:continuing|using|clicking)\b.{0,200}\b(?:cookies|terms|privacy)\b.{0,300}",
        r"(?:please )?(?:enable|turn on) javascript\b.{0,120}",
    ),
    _rule(
        "copyright",
        60,
        r"(?:©|\(c\)|copyright(?: ©| \(c\))?) ?(?:(?:19|20)\d\d|[\w’'&., ]{1,60}(?:19|20)\d\d|the |by |all |[A-Z]).{0,300}",
        r".{0,120}\ball rights reserved\b.{0,200}",
        r"this (?:material|article|story|content|report) (?:may|cannot|must) not be (?:published|reproduced|copied|republished|used).{0,300}",
        r"(?:republished|reprinted|reproduced) with (?:the )?permission.{0,200}",
    ),
    _rule(
        "updated",
        24,
        rf"(?:(?:first |last |originally )?(?:updated|published|posted|modified|edited|created|date|issued|uploaded)(?: (?:at|on|by|date))?\s*[:|-]?\s*{_WHEN}[|•·/–—-]*\s*){{1,3}}",
        rf"(?=.*\d){_WHEN}",
    ),
    _rule(
        "tags",
        60,
        r"(?:tags?|topics?|filed under|keywords|categories|category|more on|in this story|people mentioned)\s*[:|].{0,400}",
        r"(?:tags?|topics|filed under|keywords)",
        r"(?:#\w+[\s,]*){1,20}",
    ),
    _rule(
        "appeal",
        120,
        r"(?:do you have|have you got|got) (?:a (?:news )?(?:tip|story|question|view)|any information|an? (?:opinion|idea))\b.{0,300}",
        r"(?:contact|email|e-mail|reach|write to|get in touch with) (?:us|the (?:author|reporter|writer|editor|newsroom)|our (?:news )?(?:team|desk|newsroom)|me)\b.{0,200}",
        r"(?:send|submit) (?:us )?(?:your )?(?:tips?|letters?|stories|comments|feedback|corrections?)\b.{0,200}",
        r"(?:please )?(?:support|help (?:us )?(?:fund|keep|support)) (?:our|independent|quality|local) (?:work|journalism|reporting|newsroom|news)\b.{0,300}",
        r"(?:report (?:a|an) (?:typo|error|mistake|correction)|(?:spotted|notice|see) (?:a|an) (?:typo|error|mistake))\b.{0,160}",
        r"(?:notice|warning): .{0,40}(?:adblock|ad ?blocker)\b.{0,200}",
    ),
)

_PHOTO_AGENCY = r"(?:AP|AFP|Reuters|REUTERS|EPA|PTI|ANI|IANS|UPI|TASS|Getty(?: Images)?|GETTY|Shutterstock|iStock|Alamy|Bloomberg|Xinhua|dpa|Pixabay|Unsplash|Pexels|Wikimedia(?: Commons)?|WikiCommons|Flickr|Rex|AAP|PA(?: (?:Wire|Media|Images))?|Press Association|Canadian Press|Postmedia|Anadolu|NurPhoto|ZUMA|SIPA|Abaca|Handout|Pool|Facebook|Instagram|Twitter|X|YouTube|screengrab|screenshot|supplied|file)"
_CREDIT_INNER = (
    rf"(?:[^()\[\]]{{0,80}}\bvia {_PHOTO_AGENCY}[^()\[\]]{{0,40}}"
    rf"|(?:AP|AFP|REUTERS|Reuters|PTI|ANI|EPA|UPI|Express|HT|File|Getty|Handout|Press)\s*(?:Photo|photo|Pool|Images?|file|File)\b[^()\[\]]{{0,80}}"
    rf"|(?:(?i:photos?|images?|pictures?|pics?|photographs?|source|credits?|courtesy|graphic|video|illustration|screenshot|screengrab|representational|file)\b)\s*(?:credits?|source|by|courtesy|via|from|of|grab|image|photo|only|purpose|/|:|\||–|—|-)[^()\[\]]{{0,80}}"
    rf"|(?i:(?:file|representative|representational|stock|handout|supplied|illustrative) (?:photo|image|picture|pic)s?)"
    rf"|[^()\[\]]{{0,60}}/\s*{_PHOTO_AGENCY}[^()\[\]]{{0,40}}"
    rf"|{_PHOTO_AGENCY}\s*/\s*[^()\[\]]{{1,60}}"
    r"|Getty Images|Getty|Shutterstock|iStock|Alamy|Supplied|Handout|Screengrab|Screenshot)"
)
#: A caption is a line that ends in a picture's credit, within brackets or after a bar or a label.
CAPTION = re.compile(
    rf"^(?:.{{0,500}}\S)?\s*[(\[]\s*{_CREDIT_INNER}\s*[)\]]\W*$"
    rf"|^.{{0,500}}(?:\||\b(?i:photo(?:graph)?s?(?: credits?| by)?|image(?:s)?(?: credits?| source| by)?|picture(?: credits?| source| by)?|credits?))\s*[:|]\s*[^.!?]{{2,80}}$"
    rf"|^.{{0,500}}[.!?]\s*(?:AP Photo|REUTERS|AFP|Getty Images|EPA|PTI Photo)\s*/\s*[^.!?]{{2,60}}$"
    rf"|^(?:[^.!?]{{2,60}}\s*/\s*)(?:AP|AFP|Reuters|REUTERS|EPA|Getty(?: Images)?|GETTY IMAGES|Shutterstock|iStock|Alamy|Bloomberg|NurPhoto)(?:[ /][^.!?]{{1,40}})?$"
    rf"|^(?i:(?:photo|image|picture|graphic|illustration|video)s?(?: (?:credits?|source|courtesy|by|from))?)\s*[:|]\s*[^.!?]{{2,100}}$"
    rf"|^(?i:getty(?: images)?|shutterstock|istock|file photo|image source)(?:[,:/ ][^.!?]{{0,80}})?$"
)
CAPTION_WORDS = 80


def clutter_rule(line: str) -> str | None:
    """The name of the rule that cuts this line, or None where it is (or may be) part of the article."""
    n_words = count_words(line)
    if not line.strip() or len(line) > 1500:
        return None
    for rule in RULES:
        if n_words <= rule.max_words and rule.pattern.match(line):
            return rule.name
    if n_words <= CAPTION_WORDS and CAPTION.match(line.strip()):
        return "caption"
    return None
