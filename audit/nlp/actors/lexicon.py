"""Closed word lists that the resolver needs: titles, pronouns, nouns for people, groups, bodies and documents.

They hold words of the language, no facts about the world: nothing here says who is president of what. Role nouns and
their source types are data (``seeds/role_nouns.csv``) and are read by :mod:`audit.nlp.actors.types`.
"""


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


MALE, FEMALE = "male", "female"

ABBREVIATED: dict[str, tuple[str, ...]] = {
    "pm": ("prime", "minister"),
    "dpm": ("deputy", "prime", "minister"),
    "cm": ("chief", "minister"),
    "vp": ("vice", "president"),
    "veep": ("vice", "president"),
    "potus": ("president",),
}
"""Offices written as one short word, with the words they stand for, the head last."""

KNOWN_ACRONYMS: dict[str, tuple[str, ...]] = {
    "un": ("united", "nations"),
    "us": ("united", "states"),
    "eu": ("european", "union"),
    "uk": ("united", "kingdom"),
}
"""Acronyms that news writes without ever spelling them out, and that stand within longer names ("U.N. Security Council")."""

TITLE_MEANING: dict[str, str] = {
    "sen": "senator",
    "sens": "senator",
    "rep": "representative",
    "reps": "representative",
    "gov": "governor",
    "govs": "governor",
    "pres": "president",
    "gen": "general",
    "lt": "lieutenant",
    "col": "colonel",
    "maj": "major",
    "capt": "captain",
    "sgt": "sergeant",
    "adm": "admiral",
    "cmdr": "commander",
    "dr": "doctor",
    "prof": "professor",
    "rev": "reverend",
    "det": "detective",
    "supt": "superintendent",
    "cllr": "councillor",
    "adv": "lawyer",
    "insp": "inspector",
}
"""What a shortened title means; a long title means itself."""

ALIKE: tuple[frozenset[str], ...] = (
    frozenset({"representative", "congressman", "congresswoman", "lawmaker", "legislator"}),
    frozenset({"senator", "lawmaker", "legislator", "solon"}),
    frozenset({"representative", "congressman", "congresswoman", "solon"}),
    frozenset({"mp", "lawmaker", "legislator", "backbencher", "parliamentarian"}),
    frozenset({"king", "queen", "monarch", "sultan", "emir", "emperor", "ruler", "sovereign"}),
    frozenset({"cleric", "bishop", "archbishop", "priest", "pastor", "reverend", "imam", "monsignor", "mufti"}),
    frozenset({"nominee", "candidate", "contender", "hopeful"}),
    frozenset({"judge", "justice"}),
    frozenset({"doctor", "physician", "surgeon", "doc"}),
    frozenset({"lawyer", "attorney", "counsel", "barrister", "solicitor", "advocate"}),
    frozenset({"reverend", "pastor", "minister", "priest"}),
    frozenset({"spokesman", "spokeswoman", "spokesperson", "secretary"}),
    frozenset({"chairman", "chairwoman", "chair", "chairperson"}),
    frozenset({"leader", "president", "chief", "head", "premier", "chancellor", "chairman"}),
    frozenset({"billionaire", "businessman", "mogul", "magnate", "tycoon", "businesswoman", "entrepreneur"}),
    frozenset({"professor", "scholar", "academic", "researcher", "scientist"}),
    frozenset({"executive", "ceo", "chief"}),
    frozenset({"filmmaker", "director"}),
    frozenset({"diplomat", "ambassador", "envoy", "consul"}),
    frozenset({"reporter", "journalist", "correspondent", "writer"}),
    frozenset({"general", "officer", "commander"}),
)
"""Role nouns that may stand for one another in one article."""

GENDERED: dict[str, str] = {
    **dict.fromkeys(
        word_set(
            "man boy gentleman father dad son brother husband grandfather uncle nephew actor businessman congressman "
            "chairman spokesman councilman policeman fisherman widower boyfriend fiance anchorman salesman cameraman "
            "guy fireman groom stepson grandson assemblyman alderman grandad"
        ),
        MALE,
    ),
    **dict.fromkeys(
        word_set(
            "woman girl lady mother mom daughter sister wife grandmother aunt niece actress businesswoman "
            "congresswoman chairwoman spokeswoman councilwoman policewoman widow girlfriend fiancee anchorwoman "
            "saleswoman waitress bride stepdaughter granddaughter assemblywoman alderwoman heiress hostess ex-wife "
            "housewife mum gran granny grandma nan"
        ),
        FEMALE,
    ),
    "ex-husband": MALE,
}
"""Nouns that tell a person's gender to whoever looks for the one that a pronoun means."""

_SAID_OF_BOTH = word_set(
    "actor businessman chairman spokesman fisherman anchorman salesman cameraman guy fireman alderman"
)
TELLING = {noun: gender for noun, gender in GENDERED.items() if noun not in _SAID_OF_BOTH}
"""Those that tell it for certain."""

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
IT = frozenset({"it", "its", "itself"})
FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
SECOND = frozenset({"you", "your", "yours", "yourself", "yourselves"})
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself"})
THIRD = HE | SHE | THEY | IT
POSSESSIVE = frozenset({"his", "her", "their", "its", "my", "our", "your"})
INDEFINITE = frozenset(
    {"some", "others", "many", "most", "several", "few", "both", "everyone", "everybody", "all", "those"}
)
NOBODY = frozenset({"someone", "somebody", "anyone", "anybody", "one", "another", "other"})
NO_ONE = frozenset({"nobody", "none", "nothing", "noone", "no-one"})
"""Words that name no source at all: "Nobody at the firm said a word"."""

KIN = word_set(
    "man woman boy girl guy lady gentleman person child kid baby teen teenager youth adult parent father "
    "mother mum dad mom son daughter brother sister husband wife spouse partner grandfather grandmother "
    "grandparent uncle aunt nephew niece cousin friend neighbor neighbour widow widower fiance fiancee "
    "boyfriend girlfriend girl ex-wife ex-husband resident native victim survivor suspect witness passenger "
    "bystander caller pal chum year-old"
)
STYLES: dict[str, frozenset[str]] = {
    "majesty": word_set("king queen emperor empress monarch sultan sovereign"),
    "highness": word_set("prince princess emir duke duchess sheikh"),
    "holiness": word_set("pope patriarch lama pontiff"),
    "eminence": word_set("cardinal"),
    "excellency": word_set("president governor ambassador minister bishop archbishop premier"),
    "worship": word_set("mayor magistrate"),
}
"""What follows "his" or "her" in the style of a sovereign, a bishop, a mayor, with the roles that are styled so."""

FAMILY = word_set(
    "man woman boy girl guy lady gentleman person child kid baby teen teenager youth adult parent father mother dad mom mum son "
    "daughter brother sister husband wife spouse partner grandfather grandmother grandparent uncle aunt nephew niece cousin "
    "friend widow widower fiance fiancee boyfriend girlfriend ex-wife ex-husband stepson stepdaughter grandson granddaughter"
)
"""Nouns that tell whose somebody is, or how old, and little of what sort of source."""

SERVING = word_set(
    "spokesman spokeswoman spokesperson spox aide adviser advisor staffer surrogate assistant secretary deputy ally associate "
    "operative counsel staff"
)
"""Nouns for those who speak or act for somebody, whose type of source is therefore theirs."""

PERSON_NOUNS = (
    KIN
    | STYLES.keys()
    | word_set(
        "aide adviser advisor ally analyst anchor activist actor actress ambassador attorney author businessman "
        "businesswoman candidate chairman chairwoman chair chancellor chief cleric coach colleague colonel "
        "columnist commander commentator commissioner confidant congressman congresswoman consultant contender "
        "coordinator correspondent critic defender delegate deputy detective diplomat director doctor donor "
        "economist editor emperor employee envoy executive expert farmer fellow filmmaker founder general "
        "governor head historian host insider investigator investor journalist judge justice king lawmaker lawyer "
        "leader legislator lieutenant lobbyist manager mayor member minister moderator mogul nominee observer "
        "officer official operative opponent organizer owner pastor physician pilot player policeman politician "
        "pollster pope premier president priest prime-minister prince princess producer professor prosecutor "
        "protester psychologist queen representative reporter researcher rival scholar scientist secretary "
        "senator sergeant sheriff singer soldier source speaker spokesman spokeswoman spokesperson staffer star "
        "strategist student supporter surgeon surrogate teacher technician treasurer trustee veteran viewer "
        "volunteer voter worker writer incumbent newcomer reader user participant nurse shopper customer tourist "
        "immigrant refugee migrant patient inmate prisoner attendee celebrity artist musician democrat republican "
        "conservative liberal progressive libertarian independent lawgiver scion billionaire entrepreneur magnate "
        "developer administrator counselor principal dean superintendent trooper cop agent marshal warden rancher "
        "biographer photographer cartoonist blogger novelist poet comedian physicist chemist biologist geologist "
        "engineer architect planner accountant auditor banker trader broker economist sociologist demographer "
        "statistician climatologist meteorologist epidemiologist regulator negotiator mediator arbitrator "
        "translator interpreter councilman councilwoman alderman selectman clerk bishop cardinal archbishop imam "
        "rabbi sheikh monk nun reverend preacher missionary chaplain watcher onlooker advocate proponent "
        "detractor loyalist nationalist separatist insurgent rebel militant fighter hacker whistleblower "
        "informant interviewer narrator doc rep congressperson layperson buddy physicist spox challenger pundit "
        "handler planner boss pollster hopeful frontrunner front-runner running-mate mate "
        "alumnus anaesthetist animator appellant archivist assailant astronaut atheist attacker autocrat "
        "backer believer bouncer burglar butler cabbie cadet canvasser captive cartographer casualty cellist "
        "cinematographer claimant client climber coder cofounder complainant conservator convict cosmonaut "
        "counsellor creditor curator dealer defector deserter detainee dictator diver documentarian emir "
        "exile expat felon fisher fixer foreigner foreman foreperson forester freelancer frontbencher "
        "fundraiser gamer gangster graduate grower guard guest gunman hawker heir heiress herder hero heroine "
        "hiker holidaymaker hostage hostess icon idol infant intern interviewee invitee killer landlady "
        "landowner legend looter lyricist maid marine medalist medallist mentor mercenary mobster murderer "
        "newborn notary offender optician orphan osteopath philanthropist picketer pilgrim poacher "
        "postgraduate powerbroker programmer proprietor recruit rescuer returnee rioter seminarian "
        "sibling smuggler stakeholder stallholder steward stewardess streamer stringer strongman stylist "
        "subeditor subordinate subscriber sultan superior technocrat thief toddler trafficker trainee "
        "traveler traveller tutor tyrant underling underwriter unionist vendor violinist vizier warlord "
        "worshiper worshipper assistant appointee headteacher"
    )
)
WRITTEN_PAPERS = word_set(
    "briefing white green working research position policy discussion consultation strategy option term"
)
"""What makes a paper a document and no newspaper."""

PROMINENT = word_set(
    "senior leading prominent party key top opposition influential public political religious military other"
)
"""What makes figures people and no numbers."""

GROUP_NOUNS = word_set(
    "people public family couple crowd community audience staff crew team delegation electorate majority "
    "minority group majority panel opposition police troops authorities media press leadership management "
    "establishment coalition generation jury youth camp folks pair duo trio others americans britons men "
    "women children kids youths clergy elite millennials diaspora intelligentsia lobby movement"
)
BODY_NOUNS = word_set(
    "agency administration airline alliance army association authority bank board body broadcaster bureau "
    "business cabinet campaign center centre chamber charity church clinic club college commission committee "
    "company conference congress consortium corporation council court department embassy federation firm "
    "force foundation fund government group hospital house institute institution judiciary league legislature "
    "magazine maker manufacturer ministry mission museum navy network newspaper office operator organisation "
    "organization outlet panel paper parliament party publication publisher regime retailer school senate "
    "service society station store studio supplier syndicate think-tank tank trust union university website "
    "site watchdog channel daily weekly tabloid giant startup subsidiary supervisor tribunal venture bloc "
    "caucus chain city country county kingdom nation province republic state town village municipality "
    "military police newsroom pentagon kremlin bench ngo nonprofit hapū hapu iwi"
)
OWNED_BODIES = word_set(
    "campaign administration team camp organization organisation foundation government cabinet office staff "
    "transition family presidency headquarters company firm group regime secretariat"
)
"""Bodies known by the name of the person they serve: "the Trump campaign"."""

DOCUMENT_NOUNS = word_set(
    "ad advertisement affidavit agreement analysis article assessment audit bill biography blog book brief "
    "briefing bulletin census charter clip column communique communiqué complaint constitution data decision "
    "declaration decree document documentary documents dossier draft editorial email e-mail essay estimate "
    "evidence exhibit fact figure filing film finding findings footage form forecast graphic guideline "
    "headline indictment interview invoice journal lawsuit law leak legislation letter list log manifesto "
    "manuscript memo memoir memorandum message minutes motion movie note notice novel op-ed opinion order "
    "paper papers petition picture piece plan plaintext platform podcast poll polling polls post poster "
    "presentation press-release program programme projection proposal prospectus questionnaire quote reading "
    "readout record records recording release report reporting research resolution result results return "
    "review rule ruling schedule script section segment sentence series show sign slide slogan source- "
    "document speech spot statement statistic statistics story study subpoena submission suit summary survey "
    "tape testimony text transcript translation treaty trial tweet update verdict video warrant website "
    "webpage page will writing writings footnote advert infographic caption cable brochure pamphlet flier "
    "flyer leaflet banner account website newsletter roster rota contract timetable log-book logbook ledger register registry "
    "database certificate diary photograph photo recording manual map chart feature byline dispatch profile"
)
QUANTIFIERS = word_set(
    "many some several few most all both various numerous certain other others another any more fewer two "
    "three four five six seven eight nine ten dozen dozens hundreds thousands millions scores lots number "
    "array group range host handful couple majority plenty half one each every no none not only even a an the "
    "this that these those its his her their our my your nearly almost about just such same multiple wide "
    "growing large small vast"
)
DETERMINERS = word_set(
    "neither either the a an this that these those its his her their our my your some any every each no another"
)
OF_COUNTS = word_set(
    "group number array range host handful couple majority plenty half dozens hundreds thousands millions "
    "scores lots series list set variety team pair trio crowd one two three four five six many some most "
    "several few none all both each any minority percent % bunch chorus string raft slew wave mix"
)
ASKED = word_set("asked pressed questioned quizzed challenged")
"""Participles that begin a sentence in which somebody answers."""

DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday today yesterday tonight tomorrow")
TIMES = DAYS | word_set(
    "week month year day night weekend morning afternoon evening spring summer autumn fall winter january february march "
    "april june july august september october november december time century decade"
)
"""Words that end a phrase of time."""

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "esq"})
POSTNOMINALS = dict.fromkeys(("KC", "QC"), "expert") | dict.fromkeys(("MP", "MSP", "MEP", "MLA"), "politician")
"""Letters behind a name, with the source type they tell: "Ann Lee MP"."""

PARTICLES = word_set("de del della der den di du la le van von bin ibn al el abu ben st da dos das ter")
LINKS = frozenset({"of", "the", "and", "for", "in", "on", "to", "&", "at", "de", "la"})

SUBJECT_DEPS = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "csubj", "nsubj:outer", "agent"})
OBJECT_DEPS = frozenset({"obj", "dobj", "iobj", "dative"})
OBLIQUE_DEPS = frozenset({"obl", "pobj", "obl:agent", "nmod", "obl:tmod"})
POSSESSIVE_DEPS = frozenset({"nmod:poss", "poss"})
RELCL_DEPS = frozenset({"acl:relcl", "relcl"})
