"""How customers ask in English where an answer is: the patterns of ``chasing.py``.

One pattern a line: a regular expression in which a word in capitals is one of the classes. They are
read against words in lower case with one space between, marks apart, and short forms written out
("haven't" is "have not"). What ``ELSE`` matches is taken away first: it sounds alike and asks for
nothing.
"""

CLASSES = {
    "ANSWER": (
        "(?:answers?|repl(?:y|ies)|responses?|news|updates?|feedback|reaction|word|solution"
        "|resolution|decision|result|outcome|verdict|progress|explanation|call ?back"
        "|confirmation|acknowledge?ment|communication|follow up|clarity|movement|developments?)"
    ),
    "OWED": "(?:refund|payout|money|payment|contact|help|information|info|one|nothing|email|call)",
    "NOBODY": (
        "(?:nobody|no one|none of you|no human|no agent|not a (?:single )?(?:soul|person)"
        "|not (?:one|a single) (?:one|person|agent))"
    ),
    "ANYBODY": "(?:any ?one|any ?body|some ?one|some ?body|you|anybody from (?:your|the) team)",
    "THEY": (
        "(?:you|you guys|you people|they|she|he|support|customer (?:service|care|support)"
        "|(?:your|the) (?:\\w+ )?(?:team|agent|agents|colleagues?|staff|support|service|desk"
        "|company|guys|people|rep|representative|manager))"
    ),
    "REPLIED": (
        "(?:answer(?:s|ed|ing)?|repl(?:y|ies|ied|ying)|respond(?:s|ed|ing)?"
        "|(?:get|gets|got|gotten|getting|come|came|write|wrote|written|call|called|calling|gone"
        "|phoned|rung|heard) (?:me |us )?back|reach(?:ed|ing)? out|contact(?:ed|ing)?"
        "|react(?:s|ed|ing)?|acknowledged?|follow(?:ed)? up|(?:get|got|been) in touch)"
    ),
    "NUM": (
        "(?:\\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|many"
        "|a few|few|a couple of|couple of|couple|multiple|countless|numerous|so many|like \\d+"
        "|over \\d+|more than \\d+|almost \\d+|nearly \\d+|a whole|half a|umpteen|x|another)"
    ),
    "NTH": "(?:\\d+(?:st|nd|rd|th)|second|third|fourth|fifth|sixth|tenth|nth|umpteenth|\\d+x)",
    "SPAN": "(?:minutes?|mins?|hours?|days?|nights?|weeks?|months?|evenings?|mornings?|weekend)",
    "DAY": (
        "(?:yesterday|today|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday"
        "|sunday|last (?:week|night|month|\\w+day)|the weekend|(?:this|the) morning|end of day)"
    ),
    "MATTER": (
        "(?:request|case|ticket|claim|complaint|dispute|issue|problem|matter|question|query|enquiry"
        "|inquiry|appeal|application|message|messages|email|emails|letter|refund|payout|return|this"
        "|investigation|review|it|things?)"
    ),
    "NOW": "(?:yet|so far|at all|still|now|already|finally|today|please|from you|on this|or not)",
    "END": "(?= ?[?!.,;]| ?$)",
    "WRITE": (
        "(?:i (?:have |am |had |already )*(?:to )?(?:write|writing|written|wrote|ask|asking|asked"
        "|contact|contacting|contacted|message|messaging|messaged|email|emailing|emailed|mail"
        "|mailing|remind|reminding|call|calling|called|chase|chasing|chased|reach|reaching|try"
        "|trying|send|sending|sent|request|requesting|complain|explain|bother|repeat|follow|post))"
    ),
}

ASKS = r"""
    any (?:\w+ ){0,2}?(?:news|updates?|progress|developments?|movement)(?: \w+){0,2} ?\?
    any (?:\w+ )?(?:news|updates?|progress|developments?|movement|feedback)(?: here)?(?: NOW|END)
    any (?:\w+ )?(?:news|updates?|progress|movement|word|feedback) (?:on|about|regarding|for me|for us|from|with|concerning)
    any (?:word|answer|reply|response|result|outcome|decision|luck|eta|reaction)(?: here)?(?: NOW| from (?:you|your|the)| on (?:my|this|the)| ?\?)
    any (?:idea|clue) when (?:\w+ )*(?:REPLIED|ANSWER|hear|solved|resolved|sorted|fixed|done)
    (?:is|are|was|were) there (?:already |still |finally )?(?:any|an|a|some) (?:\w+ )?ANSWER
    (?:got|have|heard) (?:any|some) (?:news|updates?|word|answer|progress)(?: for me| for us| NOW|END)
    (?:can|could|would|will|may|might) (?:you|ANYBODY|i|we|i possibly) (?:please |kindly |possibly |at least |maybe |finally )*(?:give|get|have|provide|send|share|offer|receive|expect)(?: me| us| with)? (?:an?|any|some|the|at least an?|your)? ?(?:quick |short |status |proper |real |single |honest |brief )*(?:ANSWER|status|timeline|eta|sign of life|time ?frame)
    (?:can|could|would|will) (?:you|ANYBODY) (?:please |kindly |finally |at least |just )*(?:update|REPLIED)(?: to)?(?: me| us| my| this|END)
    (?:can|could|would|will) (?:you|ANYBODY) (?:please |kindly |finally |at least |just )*let (?:me|us) know (?:where|what is (?:happening|going)|how (?:it|this|things)|if there|whether there|the status|about the status)
    (?:i|we) (?:would|need|want|demand|expect|deserve|require|am expecting|was expecting) (?:really )?(?:like |love |appreciate |to have |to get |to see )*(?:an?|some|any|at least an?|your) (?:\w+ )?ANSWER
    (?:an?|some|any) (?:quick |short |status |prompt )?(?:update|reply|answer|response) (?:would|will) be (?:\w+ )?(?:nice|great|appreciated|good|lovely|helpful|welcome|wonderful)
    ^(?:and |so |well |hi |hello |hey |please |status |an |the |quick |my |your |still |for ){0,4}(?:update|updates|news|status|answer|reply|response|progress|feedback)(?: please| guys| team| now| on this| on my MATTER| of my MATTER)* ?[?!.]*$
    (?:what is|where is) the status
    status (?:update|check|of (?:my|this|the) MATTER|on (?:my|this|the) MATTER)
    (?:^|[.,;!?] )(?:please |kindly |just |finally )*(?:answer|reply|respond|write back|react|update)(?: to)?(?: me| us| my MATTER| this MATTER)?(?: please| now| already| finally| asap| quickly| today| someone)*(?: ?[!?.,;]|$)
    (?:please|kindly|just|finally|someone|somebody) (?:answer|reply|respond|write back|get back to|talk to) (?:me|us|to me|to my|my MATTER|to this)
    (?:please|just|somebody|someone|kindly) (?:answer|reply|respond|write back|say something|react|update me|update us)(?: NOW|END)
    (?:please|someone|somebody|can you|could you|nobody|ever|kindly) (?:please )?get back to (?:me|us)(?: please| soon| asap| today| now| already)*END
    say something END
    where (?:is|are) (?:my|the|your|our|that) (?:promised |damn |\w+ )?(?:answer|reply|response|call ?back|update|feedback|solution|explanation|follow up)
    where (?:are we|do we stand|does (?:it|this|that|my MATTER|the MATTER) stand|are things|do things stand|do i stand|is (?:this|it) at|is this going|(?:is|are) (?:you|everybody|everyone)|did you (?:all )?go|have you (?:all )?(?:gone|been))(?: stand| at| with)?
    where is (?:everyone|everybody|any ?one|any ?body|the support|support|customer service)
    (?:what|how) is (?:happening|going on|up|the hold up|the delay|keeping you|holding (?:it|this|you) up|taking (?:you )?so long|the latest|the problem now|the matter)(?: here| now)?(?: with (?:my|this|the|our) MATTER| on (?:my|this|the) MATTER| with (?:this|it|you)|END)
    what (?:has|is) (?:become|happened|happening) (?:of|to|with|in|on) (?:my|our|this|the) (?:request|case|ticket|claim|complaint|dispute|issue|message|email|enquiry|inquiry|appeal|question|refund|payout|investigation|follow up)
    what (?:is|has) taking (?:you |this |it |them )*(?:so )?long
    (?:any|what|is there) (?:the )?hold ?up(?: with| on| ?\?)
    how (?:is|are) (?:it|this|that|things|we|my case|my claim|the case|the review|the investigation|my request|the matter|my ticket) (?:going|coming along|coming on|looking|progressing|getting on|doing)
    how far (?:are|is|have|along|did) (?:you|we|it|this|the|my|things)
    (?:have|did|has|are) (?:you|ANYBODY|THEY|the \w+) (?:already |even |all |just |at least |actually |guys |ever |by any chance |completely |simply )*(?:had a chance|had time|had a look|had any luck|have a chance|get a chance|got a chance|get to (?:look|check|talk)|find out|found out|find anything|found anything|find a solution|found a solution|hear(?:d)? (?:anything|back|something|from)|decide|decided|manage|managed|made? (?:any |some |a )?(?:progress|decision)|come to (?:a|any)|get anywhere|got anywhere|look(?:ed)? (?:into|at) (?:it|this|my)|read (?:my|this|it|any)|see my|seen my|get my (?:last |previous |first |other |earlier )?(?:message|email|mail|reply|letter)|got my (?:last |previous )?(?:message|email|mail)|receive my (?:last |previous )?(?:message|email|mail)|received my (?:last |previous )?(?:message|email|mail)|forget|forgot|forgotten|given up on|give up on|reading (?:my|this|these)|ignoring|working on (?:it|this|my)|looking (?:into|at) (?:it|this|my)|looked into|check(?:ed)? (?:with|on)|speak|spoken|resolved?|solved?|sort(?:ed)?)(?= )(?!.{0,20} (?:bag|watch|size|colou?r) )(?: \w+){0,5}? ?\?
    (?:have|did|has) (?:you|THEY|everyone|everybody) (?:\w+ )?(?:forgot|forget|forgotten|given up on|give up on|abandon|abandoned)(?: about)? (?:me|us|my|this)
    (?:forgot|forgotten|forgetting) (?:all )?about (?:me|us|my (?:case|request|ticket|MATTER))
    is (?:any ?one|any ?body|some ?one|some ?body|a human|a person|there any ?one|there any ?body) (?:actually |even |still |finally |really |ever |at all )*(?:there|here|working|looking|handling|dealing|taking care|reading|going to|gonna|on (?:this|it)|listening|assigned|responsible|checking|home|around|alive|available)(?! to (?:carry|sign|open))
    is (?:this|it|my (?:case|request|ticket|claim|complaint|dispute|refund|payout)|the (?:case|review|investigation)) (?:still |even |actually )*(?:being (?:looked|worked|handled|processed|dealt|reviewed|investigated)|in progress|under review|moving|going anywhere|still open|pending)(?: \w+){0,3} ?\?
    why (?:is|does|has|did) (?:it|this|that|everything|the answer|my case|my refund|the review) (?:\w+ )?(?:take|taking|taken|took) (?:\w+ )?(?:so|that|this|forever|ages|such)
    (?:takes?|taking|taken|took) (?:way |much |far )?(?:too|so|this|that) (?:\w+ )?long
    (?:takes?|taking|taken|lasting) (?:forever|ages|an eternity)
    why (?:is|are|do|does|did|has|have|am|can) (?:there |i |you |THEY |NOBODY |not |any ?one |any ?body |still )*(?:not |no |never )+(?:\w+ )?(?:REPLIED|ANSWER)
    why (?:does |is |has |did )?NOBODY
    (?:how much longer|how many more (?:days|hours|weeks|times)|how long (?:more|until|till|before) (?:i|you|we|some|any))
    how (?:much longer|long)(?: still| exactly)? (?:do|must|should|am|are|will|shall|have|can|would) (?:i|we|you) (?:still |really |actually |have to |need to |want me to |supposed to |going to |be |expect(?:ed)? (?:me )?to |want us to |has to |to |keep me |make me )*(?:wait|waiting|need|take|get back|answer|hear|be)
    how long (?:is|will|does) (?:this|it) (?:still |really |going to |gonna |all |possibly |usually )*(?:going to |gonna )?take
    how long (?:does|will|would|is|can) (?:it|an? (?:answer|reply|response)|one (?:answer|reply|response)) (?:\w+ ){0,4}(?:answer|reply|respond|response|get back)
    (?:still|been|keep|kept|am|are|sitting here|sit here|stand here|tired of|sick of|fed up(?: with)?|have) wait(?:ing|ed)? (?:here |and waiting |patiently |now |still |already |very |so |for )*(?:long|ages|forever|NUM (?:\w+ )?SPAN|days|weeks|hours|months|SPAN|since|on (?:you|your|an?|some|any)|to hear|eternit)
    (?:still|just) (?:\w+ )?wait(?:ing)?(?: NOW| here|END)
    still (?:\w+ )?wait(?:ing)? (?:for|on|to)(?! (?:the|my|a|dhl|ups|fedex|dpd) ?(?:\w+ )?(?:courier|driver|postman|delivery|mailman|bank|post office|label|ups|dhl|fedex|sun|weather|parcel|package|shop|store|wife|husband|boyfriend|friend|mum|mom|box|seller))
    wait(?:ed|ing)? (?:\w+ )?(?:for|on) (?:your|an?|any|some|the|you|that|ANYBODY|THEY|further|this|one|even an?|just an?)(?: \w+)? ?(?:ANSWER|to (?:answer|reply|respond|get back|write|call|react|hear|tell|decide|come back|do something|solve|fix|contact))
    wait(?:ed|ing)? (?:for )?(?:over |more than |almost |nearly |already |like |about |exactly )?(?:NUM )(?:full |whole |long |working |business |freaking |bloody )?SPAN(?: now| already| for (?:you|your|an?|any)| and (?:still|no|nothing|counting)| without| with no|END)
    (?:i|we) (?:have |had |am |are |been |was )+(?:\w+ )?waiting (?:for )?(?:over |more than |almost |nearly |about |around )?(?:NUM|so|too|very|ages|forever|since|long|for(?:ever)?)
    wait(?:ed|ing) (?:for )?(?:long enough|too long|so long|an eternity|forever|ages|all (?:day|week|morning|night|weekend))(?! for the (?:courier|driver|delivery))
    (?:tired|sick|fed up|weary|bored) (?:of|with) (?:the |all this |this |all the )?wait(?:ing)?
    (?:can not|will not|not going to|refuse to|not gonna) (?:be able to )?wait (?:any longer|any more|anymore|forever|much longer|another|that long|this long)
    (?:lost|losing|loosing|lose|run out of|running out of|out of) (?:my |our |all |any )?patience
    patience (?:is|has|was) (?:\w+ )?(?:running|wearing|run|worn|over|gone|an end|limits?|ending|at)
    (?:no|without(?: any| an?)?|not (?:an?|one|a single|even an?|even one)|zero|never (?:any|an?)) (?:single |proper |real |further |damn |bloody |human |more |clear )*ANSWER(?: \w+ing)?(?: NOW| from| for| since| of any| or| and| to my| about| whatsoever| received| in| after| despite| until| till| on (?:my|this|it)| was given| has| \?|END)
    still (?:no|nothing|not|without|none|have no|have not (?:got|had|received|heard)|have nothing|did not (?:get|hear|receive)|do not have|not got|not had|not received)(?: an?| any| one| a single| the| your| my)?(?: \w+)? ?(?:ANSWER|OWED|heard|back|any ?one|any ?body|sorted|solved|resolved|fixed|done|decided|REPLIED)
    still (?:nothing|no one|nobody|silence|radio silence|pending|unanswered|unresolved|unsolved|not (?:solved|sorted|resolved|answered))
    (?:this|it|my \w+|that) (?:is|has|has been|was|remains) (?:\w+ )?(?:unanswered|left unanswered|ignored)
    (?:unanswered|left hanging|left in the dark|kept waiting|left waiting|kept in the dark|stringing me along|given the run ?around|fobbed off)
    NOBODY (?:at all )?(?:of you |from (?:your|the) \w+ |in (?:your|the) \w+ |there |here )?(?:\w+ ){0,4}?(?:REPLIED|answer|help(?:s|ed|ing)?|read(?:s|ing)?|care[sd]?|call(?:s|ed)?(?: me| us)?|writes?|wrote|written|told me|tells me|talks?|speaks?|listen(?:s|ing)?|is there|there|knows|looks at|picks up|does anything|here|gives|gets|tell)
    THEY (?:have |has |had |did |do |does |are |is |can |could |would |will |just |simply |still |even )*(?:not|never) (?:once |yet |even |bother(?:ed)? to |really |actually |want to |ever |given me an? |give me an? |send me an? |sent me an? |been )*(?:REPLIED|ANSWER|update[sd]?|(?:call|called|phone|phoned|told|tell)(?: me| us)(?! (?:about|that the|the) ))
    (?:have|has|had|did|do|does|are|is) (?:you|THEY|ANYBODY) (?:\w+ )?not (?:\w+ )?(?:REPLIED|update)
    (?:have|had|did|has|do|does) (?:i |we )?(?:still |yet |even )*(?:not|never) (?:yet |even |still |ever )*(?:heard|hear|received|receive|got|gotten|get|had|have|seen|see|gets)(?: back)? (?:back|(?:an?|any|your|one|a single|even an?|the) (?:\w+ ){0,2}?ANSWER|ANSWER|(?<!see )(?<!seen )(?<!have )(?<!had )(?:anything|a thing|a word)|from (?:you|THEY|any ?one|any ?body|some ?one))
    (?:have|did) not (?:\w+ )?(?:heard|hear)(?: NOW|END)
    (?:heard|hear|got|received|get|receiving|hearing|getting) (?:absolutely |literally |exactly )?(?:nothing|zero|no ANSWER|no (?:\w+ )?ANSWER|crickets)(?: back| from| since| yet| so far|END)
    (?:yet|waiting|hoping|expecting|expected|supposed|need|want|love|like|should be able|dying|anxious|eager) to (?:hear(?: something| anything)? (?:back|from)|receive (?:an?|any|your) ANSWER|get (?:an?|any) ANSWER)
    (?:i|we) (?:should|was|were|am|are) (?:have |supposed |meant |promised |told |to |going |already )+(?:hear|heard|be (?:called|contacted)|been (?:called|contacted|answered)|get an?|gotten an?|got an?|had an?|receive an?|received an?|have an?) ?(?:ANSWER|back|from|call|email)?
    you (?:were|was|are|had) (?:supposed|meant|going|wanting|promising|promised|wanted) to (?:call|get back|send|answer|reply|respond|let (?:me|us)|check|tell|update|come back|contact|write|solve|look|decide|have)
    (?:ignored?|ignoring|ignores|ghosted|ghosting|ghosts) (?:by you|by your|me|us|my (?:messages?|emails?|request|questions?|mails?|case|complaint)|your customers?)
    (?:being|get|feel|am|been|getting|feeling|completely|totally) (?:\w+ )?(?:ignored|ghosted|stonewalled|forgotten)
    radio silence
    (?:complete|total|utter|dead|only|just|nothing but|your|the) silence
    (?:do|are) you (?:guys |people |even |ever |ignore|ignoring|plan(?:ning)? to |intend to |bother to |want to |going to |still |actually |gonna )+(?:REPLIED|answer|help me|do anything|exist|read|there|alive|work|working|do something|look at this|deal with|me|get to)
    (?:will|would|is|are|do|does|did|can|could) (?:any ?one|any ?body|some ?one|some ?body|you)(?: ever| please| finally| even| still| actually| plan to| going to| bother to| read or| kindly| at least| just)+ (?:REPLIED|help|look|answer|read|respond|deal|react|tell|talk|care|explain|do something|do anything|sort|take care|see)
    (?:any ?one|any ?body|someone|somebody|you guys) (?:still |even |at all )*(?:there|here|home|alive|reading|listening|awake|working|online|around|out there|available)(?: at all| today| please| or not)? ?(?:\?|$)
    are you (?:guys |people |all |even |still )*(?:there|alive|sleeping|asleep|dead|awake|online|on holiday|closed|serious|kidding)(?: or what| or not| at all| today)? ?\?
    ^(?:any ?one|any ?body|somebody|someone) ?[?!]*$
    (?:^|[.!?,;] )(?:hell+o+|hal+o+|hi+|hey+|yo|oi|ahem|knock knock|earth to \w+|cricket(?:s)?|tick tock)(?: hello| there| guys| team| support| again| any ?one)* ?\?
    (?:hello|hey|hallo) (?:hello|hey|hallo)
    ^(?:hello|hey|hi|yo)(?: there| again)? ?[!.]*$
    ^ ?\?+[?! ]*$
    ^(?:so|and|well|and now|and then|what now|so what now|now what|then|so then|ok and|ok so|so now|so what|well then) ?\?+
    (?:^|[.!?;] )(?:what now|now what|so what is next|so what happens now|so what is the (?:plan|verdict|answer|story|news|decision)|so what did (?:you|they)|so how did)
    when (?:will|can|do|am|are|is|would|could|might|should|shall) (?:i|you|we|ANYBODY|THEY|it|this|my MATTER|an agent|one|the MATTER|they) (?:\w+ ){0,4}?(?:ANSWER(?! (?:the|code))|hear|solved?|resolved?|decided?|REPLIED|fixed|looked at|handled|dealt with|sorted|finished|solution|finally|be done|know more|bother)
    when (?:exactly |finally )?(?:will|can|do|am|are|is|does) (?:\w+ ){1,3}finally
    NTH (?:and last |bloody |damn |f\w+ing )?(?:time|attempt|email|mail|message|request|reminder|ticket|follow up|try|complaint|chat|contact|letter|one)(?: now| already| today| this week)?(?: that| in \w+ \w+)? (?:WRITE|i am (?:sending|having)|of (?:asking|writing|contacting|trying|messaging)|asking|writing|contacting|messaging|about (?:this|the same)|and|with(?:out)? (?:no )?ANSWER|to (?:you|get|reach))
    (?:this|that|here) is (?:now |already |literally |like )*(?:my|the) NTH (?:\w+ )?(?:email|mail|message|request|reminder|attempt|follow up|ticket|try|complaint|letter|contact)
    NTH reminder
    WRITE (?:to )?(?:you |this |the same |you guys |about this |your \w+ |support |for this |for it |already |now |at least |in |customer service |me |multiple |up )*(?:NUM|twice|thrice|\d+ ?x|more than once|over and over|again and again) ?(?:times|x|emails?|messages?|mails?|reminders|tickets|weeks? ago and|days? ago and|already|before|now)
    (?:sent|wrote|written|send|left) (?:you |already |over |at least |like )*NUM (?:emails|messages|mails|reminders|requests|voicemails|tickets|letters)
    (?:sent|wrote|written|asked|emailed|messaged|contacted)(?: \w+){0,5} (?:NUM|last) (?:SPAN ago|\w+day|week|month)(?:,| and)? ?(?:\w+ ){0,3}?(?:no|nothing|nobody|never|still|without|silence|not)
    how (?:many times|often) (?:do|must|should|have|does|am|will) (?:i|we|one) (?:\w+ )?(?:have to|need to|must|to|write|ask|contact|asked|written|repeat)
    (?:follow(?:ing)? up|checking in|chasing|circling back|touching base|bumping|nudging|pinging) (?:\w+ )?(?:on|about|regarding|again|with you|here|this|my|the|to see|for|END)
    (?:i|we) (?:am|was|are|just|wanted|want|would|like|need|have|again|to|must|had|am again)* ?(?:follow(?:ing)? up|chas(?:e|ing)|checking in|check in|checking back|nudge|bump) (?:on|about|regarding|again|with you|here|this|my|the (?:request|case|matter)|to see|for|you|END)
    (?:chase|chasing) (?:this|my (?:request|case|ticket|refund|answer|reply)|you|up|an? ANSWER|a reply|the (?:request|case|ticket))(?: up| again|END)
    just (?:checking|wondering|asking|curious|wanted to (?:check|ask|see|know)|want to (?:check|ask|see|know)|checking (?:in|back|again))(?: to see)?(?: in| on| up| back| again)*(?:END| (?:if|whether|on|about|when|where|how)(?: \w+){0,3} (?:MATTER|ANSWER|progress|any ?one|any ?body|you (?:had|have|got|received|could|can)|going|stands?))
    (?:wondering|checking|check|ask|asking|see|know|curious|inquire|enquire) (?:if|whether) (?:there (?:is|are|was|has been|have been)|you (?:have|had|got)|ANYBODY has) (?:any|an?|some|already|been|finally|had|a chance|time|got) ?(?:\w+ )?(?:ANSWER|chance|time|look|luck)
    (?:gentle|friendly|kind|small|little|second|another|quick|just a|yet another|polite) reminder
    ^(?:bump|ping|up|nudge|reminder|poke)(?: this| again)* ?[!.?]*$
    (?:please )?(?:hurry(?: up)?|speed (?:it|this|things) up|get a move on|move it along|look alive|chop chop|quickly please)(?: please| already| now| guys)*END
    (?:please )?expedite (?:this|it|my (?:case|request|refund|claim|ticket|complaint))
    THEY (?:had |have |has |kept |keep |keeps |always |even |yourself |yourselves |actually |clearly |just |all )*(?:said|told|promised?|say|saying|saids?|wrote|tell|state[sd]?|guarantee[sd]?|assured|quoted|mentioned)(?: me| us| that)* (?:.{0,70}?)(?:NUM (?:\w+ )?SPAN|SPAN|DAY|shortly|soon|right back|asap).{0,60}?(?:already|still|now|it (?:is|has) been|that (?:was|is)|nothing|nobody|no one|no ANSWER|later|passed|gone|over|and (?:it is )?\d+|never|yet|ago|not happen|none|silence|\?\?)
    (?:was|were|been|got) (?:told|promised|assured|quoted|guaranteed) (?:.{0,60}?)(?:NUM (?:\w+ )?SPAN|SPAN|DAY|shortly|soon|ANSWER).{0,60}?(?:already|still|now|it (?:is|has) been|that (?:was|is)|nothing|nobody|no one|no ANSWER|later|passed|gone|over|never|yet|ago|none|silence)
    (?:it|that|this) (?:is|has) (?:now |already )*(?:been|been over|been almost|already|now) (?:already |over |more than |almost |nearly |like |about |a |now |at least )*NUM (?:\w+ )?SPAN(?: now| already|,? and (?:still|no|nothing|nobody|i|counting|you)|,? since (?:i|my|you|we|the last)|,? without|,? with no|,? still| of (?:silence|waiting|nothing)| \.\.| ?[!?]|$|, (?:no|nothing|any|where|when|what|is|are|can|please))
    (?:it|that|this) (?:is|has) been (?:days|weeks|months|hours|ages|forever|an eternity|so long|too long|a while)
    NUM (?:\w+ )?SPAN (?:later|passed|have passed|gone by|gone|now|already|on|since|of silence|of waiting|ago)(?: now)?,? (?:and )?(?:i am |there is |you |we )?(?:still|no ANSWER|nothing|nobody|no one|never|not (?:a|one)|without)
    (?:day|week|hour|month) (?:\d+|two|three|four|five) (?:and |of |, |now |without |, and )*(?:still|no|nothing|waiting|silence|ANSWER|without)
    (?:where|what) (?:do|does|is) (?:i|we|my MATTER|the MATTER) (?:stand|at)
    (?:not|no longer) (?:acceptable|okay|ok|normal) (?:to|that) (?:wait|i wait|keep|take|i have to wait|leave)
    (?:so|too|very|super|painfully|incredibly|ridiculously) slow to (?:answer|reply|respond)
    slow(?:est)? (?:response|reply|answer|customer service|support)
    await(?:ing|ed)? (?:\w+ ){0,4}?(?:ANSWER|to hear|contact|your (?:call|email|message|mail))(?! (?:from|by|of) (?:my|the) (?:bank|seller|buyer|courier|husband|wife))
    ^(?:so |and |hi |hello |ok |, |[?.] |well )*anything(?: new| yet| at all| happening| for me| back| here)* ?\?
    (?:is|was) there (?:\w+ )?(?:anything|something) (?:new|to report|you can tell|happening|going on)
    anything new (?:on|about|with|regarding|from|to report|for me|END)
    (?:do|did) you (?:guys |people |already |now |finally )*(?:have|get|got|reach|come to|make|made) (?:to )?(?:an?|any|some|the) (?:\w+ )?(?:news|updates?|answer|decision|conclusion|response|solution|result|progress|reply|eta|timeline|outcome)(?! (?:channel|letter|blog|form|sheet))(?:END|(?: \w+){0,6}? ?\?| NOW| on| for| about)
    come to (?:an?|any|some) (?:conclusion|decision|result|agreement|verdict|solution)(?: \w+){0,6} ?\?
    (?:has|have|is|was|are) (?:there |an? |any |the |my |this |it |our |anything |something |\w+ ){1,4}(?:been |being )(?:\w+ ){0,2}?(?:made|decided|reviewed|looked|handled|resolved|solved|answered|processed|read|approved|assigned|escalated|done|investigated|dealt|seen|forwarded|concluded|checked|actioned|sorted)(?: \w+){0,8}? ?\?
    any chance (?:of |for |to |that )?(?:an? |any |you |someone |anyone |somebody |i |we |getting |could |can |might |will |get |to |the |your |you guys )*(?:\w+ )?(?:ANSWER|look|hear|help|check|REPLIED|sort|speed)
    nothing (?:at all |whatsoever |back |more |heard |new |but silence )?(?:from (?:you|your|support|the (?:team|desk))|since(?! (?:new|the \w+ came)))
    (?:this|the|your|such|by|with|of) silence (?:is|from|\w+ ?END)
    (?<!i )(?:did|have|has|not sure if|not sure whether|do not know if|hope|hoping|wonder if|wondering if|unsure if|unsure whether|maybe|perhaps) (?:you |my |the |any ?one |any ?body |some ?one |that |all |even |guys |\w+ ){1,3}?(?:saw|see|seen|get|got|reach|reached|receive|received|read|arrive|arrived|come through|came through|go through|went through|miss|missed|overlook\w*|notice\w*)(?: to)?(?: you)? ?(?:my |the |this |that |our )?(?:\w+ )?(?:messages?|emails?|mail|reply|replies|letters?|note|request|question|complaint|END)(?! ?(?:code|address))
    (?:did|has|have) my (?:\w+ ){0,2}?(?:messages?|emails?|mail|reply|letter|complaint|request|case|claim|dispute|ticket)(?: from \w+)? (?:reach|reached|arrive|arrived|get|got|come|go|been|even)
    NUM (?:\w+ )?SPAN(?:,| and| with| of|\.)? (?:no|zero|without)(?: any| an?)? (?:ANSWER|contact|sign|reaction)
    (?:where|how) (?:things|it|this|that|we|my (?:case|claim|request|refund|ticket|complaint)|the (?:case|claim|matter)) (?:are|is|stands?|has got(?:ten)?|lies)(?: at| with| now)?END
    how far (?:\w+ ){1,4}?(?:come|along|got|gotten|progressed|is)
    (?:promise|promised|said|told|guarantee|assured)(?: \w+){0,8} (?:was|were|is|are|that is) (?:\w+ ){0,2}?NUM (?:\w+ )?SPAN ago
    (?:that|which|this|it|and that|promise|deadline) (?:was|were) (?:now |already |almost |over |more than )*(?:NUM (?:\w+ )?SPAN|yesterday|last \w+|this morning|on \w+day|ages) ?ago
    (?:kindly|please) (?:revert|advise|respond|reply|update|confirm receipt|give me an|provide an?)(?! (?:how|me how|if i|whether i|which|what i|my address|the address|my phone|my bank|to the address|to this address|when the|when you|when it|once|by email|the (?:price|listing)|my (?:listing|profile|account|card|iban)))
    (?:are|r) you (?:guys |people |all |lot )*(?:even |ever |actually |really |still )+(?:reading|listening|looking|working|checking|there|alive|doing|open|helping|planning|going)
    (?:is|are|was) (?:this|it|my|the|these|our) (?:\w+ )?(?:ticket|case|request|claim|message|messages|email|complaint|chat|matter|inbox)? ?(?:even |still |actually |ever |currently |now )*(?:being )?(?:read|handled|monitored|processed|worked on|looked at|dealt with|reviewed|investigated|assigned|answered|checked)(?: \w+){0,5}? ?\?
    (?:asked|ask|asking|repeating|repeat|repeated|raised) (?:you )?(?:this|the|that|my) (?:same )?(?:question|request|thing|issue) (?:\w+ ){0,2}?(?:twice|NUM times|again and again|over and over|before|times|already|repeatedly)
    without (?:once )?(?:getting|receiving|hearing|ever|having)(?: an?| any| back| the| your)? ?(?:\w+ )?(?:ANSWER|back|anything|from you)
    keep(?:s)? (?:\w+ )?(?:not answering|on waiting|asking|refreshing|checking my (?:inbox|mail|phone|email)|writing|ignoring|waiting|telling me (?:to wait|soon)|putting me off|promising|fobbing|delaying)
    refresh(?:ing)? (?:this|my|the) (?:page|inbox|mail|screen)
    (?:looking|look) forward to (?:finally|at last|ever|one day)
    (?:you|THEY) (?:\w+ )?keep not
    tumbleweeds?|crickets END
    (?:long|way) overdue|overdue (?:answer|reply|response|update)
    (?:is|am|are) (?:still |just )*(?:in limbo|hanging|stuck waiting|on hold)END
    when(?:ever)? is (?:some ?one|any ?one|some ?body|any ?body|the team) (?:going|finally|actually|to)
    (?:i|we) (?:would|should|had|could) (?:have )?(?:\w+ )?(?:expected|hoped|thought|appreciated)(?: to| that| you| it| an?| for| would| have| hear| at least| something| by| some| be)* ?(?:ANSWER|hear|back|faster|quicker|sooner|contacted|called|courtesy|more by now|by now|from you)
    (?:expected|expecting|hoped|hoping|thought|meant|wanted) (?:to )?(?:hear|have heard|get|receive|be contacted|i would hear|you would (?:REPLIED|answer)|i would have (?:heard|an answer|had))(?: \w+){0,4}? (?:by now|already|yesterday|last \w+|sooner|earlier|before|this week|back|from you)
    should (?:not )?(?:i |we |not )*(?:have )+(?:\w+ )?(?:heard|had an|had a|received an?|been (?:contacted|called|answered|told|informed)|got an?|gotten an?)
    (?:do|does|did) (?:any ?one|any ?body|some ?one|somebody) (?:even |actually |ever |still |here |there |really |at your \w+ )*(?:read|work|answer|care|look|reply|respond|check|monitor|exist|know|have)(?! (?:if|whether|how|where|what)) ?(?:\w+ ){0,4}?\?
    (?:will|can|could|is|has|did) (?:any ?one|any ?body|some ?one|somebody) (?:please |finally |ever |actually |even |kindly |at least |really |going to |here |there |just |now |at your \w+ )*(?:REPLIED|answer|help|look at|looking|read|respond|talk|take care|take a look|have a look|check on|explain why|update|tell (?:me|us) (?:what is|where|why|whether|if|something|anything)|react|do something|do anything|speak|pick up|attend|let me know)(?! (?:what|how|the|which|to me (?:how|what|why))(?! is (?:going|happening)))
    (?:nothing|not (?:much|a thing|anything)) (?:has |is |was |have )?(?:happen(?:s|ed|ing)?|moved|moving|been done|changed|done|progressed|going on)(?! (?:to (?:the|my) (?:bag|watch|coat)))
    (?:ages|days|weeks|hours|months|forever)(?: \w+){0,3} (?:no ANSWER|nothing|silence|without|still|and not)
    (?:your|the) (?:\w+ ){0,2}?(?:promise|deadline|24h|sla|response time|hours?) (?:\w+ )?(?:has |is |was |have )?(?:long |already |now )*(?:passed|over|expired|gone|up|missed|broken|past|ran out|blown|not kept|lapsed)
    (?:so|and) (?:what|how|when|where) (?:about|is it with|now|is happening|happens|did) (?:\w+ )?(?:my (?:MATTER|answer|question|reply)|now|here|next)
    what about my (?:MATTER|answer|reply)
    (?:and|so|but)? ?what about (?:my|the) (?:question|request|complaint|refund|claim|other question|message)
    (?:answer|respond to|reply to) (?:my|the) (?:\w+ )?(?:question|questions|message|messages|email|emails|request) ?(?:please|already|now|finally|!|END)
    not (?:\w+ )?(?:answer(?:ed|ing)|repl(?:y|ied|ying)|respond(?:ed|ing))(?: to)?(?: me| us| my (?:\w+ )?(?:questions?|messages?|emails?|mails?|request|letter|complaint)|END| any of| a single| for NUM| in NUM| since)
    (?:time|how much time) (?:do|does|will|are) (?:you|this|it|they) (?:still |really |actually )*(?:need|want|take|going)
    (?:can|could) (?:this|it|my (?:case|claim|refund|request)) (?:please )?(?:be )?(?:sped up|go (?:any )?faster|speeded up|expedited|prioriti[sz]ed|escalated|moved along|accelerated)
    (?:longer|later) than (?:you |they |was |it was |what you |the )*(?:promised|said|stated|told|announced|agreed|quoted)
    does it (?:always |really |usually |normally )*take (?:so|this|that|you) (?:long|NUM)
"""

ELSE = r"""
    (?:please |just |simply |do |kindly |you can )*(?:let (?:me|us) know|tell (?:me|us)|inform (?:me|us)|notify (?:me|us)|keep (?:me|us) (?:updated|posted|informed)|drop me a line|message me|ping me|write (?:me|to me|back)|get back to (?:me|us)|call me|email me|update me|update us) ?(?:a line )?(?:if|when|whenever|once|as soon as|in case|should|at your|as and when|only if|with|at this|under|on this number|by|after)(?: \w+){0,9}
    keep (?:me|us) (?:updated|posted|informed|in the loop)
    (?<!do )(?<!will )(?<!can )(?<!should )(?<!must )(?:i|we) (?:will|would|can|am going to|shall|do|am happy to|am fine to|am able to|could|have to|do not mind to) (?:\w+ ){0,2}?(?:wait|reply|respond|answer|get back|update|follow up|let you know|check|call back|call you back|write back|contact)(?:ing)?(?! (?:any longer|any ?more|forever|another|much longer|that long|this long))(?: \w+){0,6}
    (?:do not|no|not) (?:\w+ )?mind (?:the )?wait(?:ing)?(?: \w+){0,4}
    happy to wait(?: \w+){0,3}
    worth (?:the|all the|every) (?:wait|second|minute)(?:ing)?
    (?:no|not any|not in a|not in any) (?:rush|hurry|need|problem|pressure|stress)(?: (?:to|for) (?:\w+ ){0,3}(?:reply|answer|respond|an answer|hurry|update))?
    (?:no|not an?) (?:reply|response|answer|update|further \w+|action|follow up|news) (?:is |was |are )?(?:needed|necessary|required|expected)
    (?:need|have|required) not (?:to )?(?:reply|answer|respond)
    (?:do|did) not (?:need|have|want|require) (?:to |an? |any )*(?:reply|answer|respond|response|update|follow up)(?: to \w+)?
    no news is good news
    no ?reply (?:address|email|mail|mailbox)
    (?:no|nobody|no one|not any ?one|not) (?:\w+ )?(?:answer|answered|answers|reply|replied|response|there|home)(?: at| when| the)? (?:at |when |the |my |of )*(?:front |phone |back )*(?:door|doorbell|intercom|bell|gate|reception|buzzer|delivery|driver|courier|neighbou?r|bank|seller's|hotel)(?: \w+){0,2}
    (?:news|update) (?:channel|letter|letters|letter|paper|blog|feed|page|section|site|app|version)
    newsletters?
    (?:any|the|latest|an?|new|last|recent|app|software|ios|android|this|your|after|since|system) (?:\w+ )?updates? (?:to|for|of|in|on) (?:the|your|my) (?:app|site|website|phone|policy|terms|software|catalogue|iphone|listing|photos?)
    (?:app|software|ios|android|system|windows|phone) (?:update|updates|updated)
    (?:the|your|this|my) (?:quick |fast |prompt |speedy |kind |swift |detailed |lovely |nice |clear |helpful |last |first |latest )*(?:update|reply|answer|response|feedback|news)(?: \w+){0,2}? (?:was|is|were|helped|helps|makes|made|sounds|looks|did|seems|says|said|states|solved|arrived|came)
    (?:thanks|thank you|thx|cheers|many thanks|appreciate|grateful|thankful|ty)(?: \w+){0,3} (?:for|to) (?:\w+ ){0,8}?(?:update|updates|reply|answer|response|feedback|news|help|patience|message|waiting|following up|checking|checking in|the follow up|getting back to me|getting back|info|information|answering|replying|responding|calling back|progress|solution)(?! (?:but|however|though))(?: so \w+| to me| today| this)?
    (?:without|no) (?:any )?(?:problem|problems|issue|issues)
    (?:am|are|is|be|was|were|been|he|she|mum|courier|driver|they) (?:\w+ )?waiting (?:at|in|outside|by|near|inside|downstairs|next|with)(?: the| my| your)? (?:home|house|door|shop|store|boutique|counter|office|lobby|post office|station|car|gate|the|front|work|flat|line|it)(?: \w+){0,8}
    wait(?:ed|ing)?(?: in| around)?(?: all \w+)?(?: at home| in)? (?:for|on|until|till) (?:the |my |a |dhl |ups |fedex |an? )*(?:\w+ )?(?:courier|driver|postman|delivery|mailman|bank|label|ups|dhl|fedex|parcel|package|birthday|salary|holiday|sale|sales|weekend|wife|husband|boyfriend|girlfriend|friend|sister|plumber|discount|price drop|pay ?day|box|bus|train)(?: \w+){0,8}
    (?:waiting|wait) (?:list|period|time|room)
    (?:nobody|no one|you|they|THEY)(?: \w+)? (?:never |not )?(?:told|tell|said|mentioned) (?:me |us )?(?:there|that|about|how (?:to|the|high)|it (?:was|is|would)|the|of)(?: \w+){0,5}
    (?:no|any|little|good|more|great|positive|without) (?:feedback|answers?|response|reaction|news|word|updates?|reply|replies|interest) (?:yet |so far )?(?:from|by|of|among|on|in) (?:the |any |my |a |potential )*(?:buyers?|seller|sellers|courier|bank|dhl|ups|fedex|customers|phone|watch|app|market|store|shop|manufacturer|brand|boutique|friends?|iphone|laptop)(?: \w+){0,6}
    (?:i|we) (?:did|have|had|was|am|were) not (?:\w+ )?(?:see|saw|seen|read|notice|noticed|get to|find|found)(?: \w+){0,5}
    (?:the|my) (?:money|bank|parcel|package|courier|transfer|payment) (?:has|had|have|is|was) (?:not )?\w+
    answer (?:sheet|key|form|field|box)
    (?:can not|could not) wait (?:to|for|until)
    (?:first|second|third|last|next|NTH) time (?:i |that i |we )?(?:\w+ )?(?:buy|bought|order|ordered|sell|sold|shop|consign|purchase|purchased|use|used|wore|wear)(?: \w+){0,4}
    out of (?:hours|office)
    (?:call|phone|ring|visit|come)(?: me)? back (?:at|on|after|between|tomorrow|later)
    nobody (?:else |in my |at my |can tell |would |wants |buys |has worn |was |wore )(?: ?\w+){0,4}
    anyone (?:else|can see|who|with eyes)
    is (?:any ?one|some ?one) (?:there|available|here) (?:to|on|at|between|tomorrow|who|if)(?: \w+){0,5}
    (?:are|will) (?:you|ANYBODY) (?:be )?there (?:on|at|in|tomorrow|until|between|this|after)
    are you still (?:buying|selling|taking|accepting|open|offering|interested|doing)
    (?:the )?(?:seller|buyer|courier|driver|bank|dhl|ups|fedex|post office|husband|wife|neighbou?r|shop|brand|boutique|cartier|rolex|hermes|chanel)(?: \w+){0,2}? (?:has|have|did|does|is|said|told|never|not|wrote|will|would|can|could|promised)(?! .{0,30}(?:you|your))(?: \w+){0,9}
    (?:update|change|correct) (?:my|the|your) (?:address|phone|name|email|profile|listing|price|card|bank|details|account|iban|description|photos?|number|status of)(?: \w+){0,4}
    (?:in|to|as) (?:reply|response|answer) to
    (?<!is )(?<!are )(?<!for )(?<!to )(?<!get )(?:my|here is my|here is the|here are the|this is my|as my) (?:answer|reply|answers|response|feedback)
    (?:the|your) (?:\w+ )?(?:answer|reply|response) (?:time|times|hours)
    (?:short|little|small|quick) (?:update|news) from (?:me|my side|us)
    (?:an?|my|one more|another|quick|small) update (?:from|on|about) (?:my side|me|my end|our side)
"""
