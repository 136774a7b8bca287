"""English function words: those that tell nothing of what an article is about."""

FUNCTION_WORDS = frozenset(
    """
    a about above after again against ago all almost alone along already also although always am among an and another any
    anyone anything are aren't around as at away back be became because become been before behind being below between both
    but by came can can't cannot come could couldn't did didn't do does doesn't doing don't done down during each either else
    enough even ever every everyone everything few for from further get gets getting give given go goes going gone got had
    hadn't has hasn't have haven't having he he'd he'll he's her here hers herself him himself his how however i i'd i'll
    i'm i've if in including indeed instead into is isn't it it's its itself just keep kept know last less let let's like
    likely made make makes making many may maybe me might mine more most much must my myself near need needs neither never
    new next no nobody nor not nothing now of off often on once one ones only onto or other others our ours ourselves out
    over own per perhaps put rather re really s said say says saying same see seem seemed seems seen she she'd she'll she's
    should shouldn't since so some someone something soon still such t take taken than that that's the their theirs them
    themselves then there there's these they they'd they'll they're they've thing things think this those though through
    thus to together told too took toward towards under until up upon us use used very via want wants was wasn't way we
    we'd we'll we're we've well went were weren't what what's when where whether which while who who's whole whom whose why
    will with within without won't would wouldn't yes yet you you'd you'll you're you've your yours yourself
    """.split()  # noqa: SIM905
)
