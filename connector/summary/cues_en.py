"""English cue words."""

from __future__ import annotations

from connector.summary.cues import Cues, any_of

_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t|tember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DAY = "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"

EN = Cues(
    question=any_of(
        """how (?:do|does|can|could|should|long|many|much|to)|what (?:is|are|do|does|should|about)|why
        |who|which|when|where|does (?:any|some)(?:body|one)|has (?:any|some)(?:body|one)|is there
        |are there|can we|could you|may we""",
        at_start=True,
    ),
    trouble=any_of(
        r"""problem\w*|issue|trouble|difficult\w*|struggl\w+|wait(?:s|ed|ing)?|nobody|no one|no feedback
        |nothing|never|only|but|fail\w*|refus\w+|late|delay\w*|missing|lost|full|too (?:many|few|long
        |late)|different|complain\w*|confus\w+|unclear|wrong|without|shortage|cannot|can't|stuck|backlog""",
    ),
    proposal=any_of(
        """(?:i|we)(?: would|'d)? (?:suggest|propose|recommend)|my (?:suggestion|proposal)|(?:you|we
        |they) (?:should|could|might want to)|why not|how about|what about|what if|let's|let us
        |it would be (?:better|good)|better to|worth (?:trying|a try)|consider|try|perhaps we|propose a
        |don't forget|we tried""",
    ),
    order=any_of(
        """use|check|make|write|send|keep|ask|take|start|add|put|look|try|do not|don't|never|always
        |remember|record|list|share|follow|submit|report|choose|explain|attach|prepare|contact|compare
        |make sure""",
        at_start=True,
    ),
    answer=any_of(
        """because|according to|under (?:the|section|article)|section|article|the rule|rules?|must|need
        |needs|have to|required|only|allowed|is enough|that is|which means|works?(?: well)?|solution
        |answer|solved|official|otherwise|if|for example""",
    ),
    worked=any_of(
        """we (?:solved|fixed|use|used|switched)|it worked|works? (?:well|for us|fine)|went (?:down
        |up) from|since then|in our office|that (?:solved|fixed)|turned out""",
    ),
    hedge=any_of(
        """i (?:think|guess|believe|suppose)|maybe|perhaps|probably|not sure|as far as i know|afaik
        |might be|if i remember""",
    ),
    decided=any_of(
        """(?:it was|we|we have|we've|it is) (?:agreed|decided|resolved)|have decided|has decided
        |decided (?:to|that)|agreed (?:to|that|on)|(?:the|our) decision|it's settled|approved (?:the
        |our)|the meeting (?:approved|accepted|rejected)""",
    ),
    may_be_decided=any_of(
        """(?:we|i|they) will|we'll|we are going to|from (?:now on|next|monday|1|the first)
        |starting (?:next|from|on)|takes? effect|postponed|moved to|approved|so we""",
    ),
    not_decided=any_of(
        """(?:not|never|before we|until we|who|to be|if we|should be|needs? to be|haven't|hasn't
        |have not|has not)(?: yet)? (?:agreed|decided?|been decided|approve[sd]?)""",
    ),
    by_then=any_of(
        """no later than|at the latest|deadline|due (?:on|by|date)|closing date|before the end of
        |cut-?off"""
    ),
    until=any_of("""by|before|until|till|due"""),
    duty=any_of(
        r"""please|will|\w+'ll|must|should|need to|needs to|have to|has to|asked to|send|submit|upload
        |register|finish|complete|planned|plan to""",
    ),
    date=any_of(
        rf"""(?:(?:{_DAY}),? )?\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_MONTH})(?: \d{{4}})?
        |(?:{_MONTH}) \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{2,4}}|(?:this|next|on
        |by) (?:{_DAY}|week|month)|tomorrow|end of (?:(?:the|this|next) )?(?:week|month|year|{_MONTH})""",
    ),
    soon=any_of("""this|next|tomorrow"""),
    rule=any_of("""after (?:the|each|every|a|an)|working days|each time|per (?:file|case|application)"""),
    still_open=any_of(
        """(?:still )?(?:don't|do not|doesn't) know|not clear|unclear|remains? open|open question
        |to be (?:decided|discussed|confirmed)|tbd|still waiting|haven't (?:decided|agreed)
        |no answer yet|need to discuss""",
    ),
    corrects=any_of(
        """correction ?:|correction (?:to|of)|not quite(?: right)?|that(?:'s| is) (?:wrong|not (?:right
        |correct|true)|incorrect)|i was wrong|sorry, (?:but )?that""",
    ),
    thanks=any_of("""thanks|thank you|many thanks|cheers|grateful|much appreciated"""),
    agrees=any_of(
        r"""agree|agreed|\+1|exactly|so true|good (?:point|idea)|great idea|sounds (?:good|great|very)
        |it worked|helped a lot"""
    ),
    courtesy=any_of(
        r"""thanks|thank you|many thanks|dear|hi|hello|good (?:morning|afternoon|evening|question|point
        |idea)|hope you|kind regards|regards|best|cheers|welcome|great|\+1|count me in
        |same (?:problem )?here|so true|i stand corrected|attached|see you|congratulations|well done|ha
        |sounds very""",
    ),
    off_topic=any_of("""off[ -]topic|by the way|btw|unrelated"""),
    opener=any_of("""so|then|first|second|third|finally|and|also""", at_start=True),
    denies=any_of(r"""not|no|never|none|nobody|cannot|without|\w+n't"""),
)
