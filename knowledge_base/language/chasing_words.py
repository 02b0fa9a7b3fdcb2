"""How customers ask where an answer is, in both languages: the patterns of ``chasing.py``.

One pattern a line, a regular expression in which a space is one of the text and a word in capitals
one of the classes. The English ones are read against single words in lower case with their short
forms written out ("haven't" is "have not"), the Chinese ones against text without spaces. What an
``..._ELSE`` matches is taken away first: it sounds alike and asks for nothing.
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

ENGLISH = r"""
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
    does it (?:always |really |usually |normally )*take (?:so|this|that|you) (?:long|NUM)
"""

ENGLISH_ELSE = r"""
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

CHINESE_CLASSES = {
    "DAFU": (
        "(?:回复|回应|回音|回信|答复|答案|消息|反馈|结果|下文|动静|音讯|音信|进展|说法|回话|着落|眉目"
        "|响应|信儿|准信|准话|交代|后续|下落|回执|进度|头绪|解决方案|处理结果|解释)"
    ),
    "LI": (
        "(?:回复|回应|答复|搭理|理睬|理会|理我|理人|理一下|理|回我|回个|回信|回话|回电|回消息|回信息"
        "|联系我|联系|吱声|吱一声|跟进|处理|解决|管我|管管|管|接待|应答|应|答|回|受理|鸟我|响应|解释|负责)"
    ),
    "SHU": "(?:\\d+|[一二两三四五六七八九十百千半几整数]+|好几|好多|多少|无数|n|很多|多|这么多|那么多|大半)",
    "SHI": (
        "(?:天|日|个?小时|个?钟头|个?多?小时|分钟|个?钟|周|个?星期|个?礼拜|个?月|年|宿|晚上?"
        "|个?工作日|上午|下午|早上|个?半月)"
    ),
    "HUO": (
        "(?:发货|到货|发出|送货|派送|派件|配送|收货|收到货|寄到|寄出|送到|签收|上架|卖出|卖掉|物流|快递"
        "|揽收|出库|包裹|收到包|到账)"
    ),
    "MA": "(?:吗|嘛|么|没有|没|呢|不|啊|呀|了没|没呀|没啊|？|\\?)",
}

CHINESE = r"""
    (?<![别不甭勿在要怕])(?:再|来|又|帮忙|帮我|麻烦|继续|只能|不得不|第SHU次|多次|反复|每天|天天)*(?:来|再)?催(?:一催|一下|下|一个|个|一声|一波|促|单|你们|您|办|了|问|进度|结果|答复|回复|处理|退款|结算)(?!.{0,4}(?:卖家|快递|物流|仓库|顺丰|京东|发货|派送|买家))
    (?:^|[，。！？])(?:急|再|又|我)?催+[！。～~，？啊呀]*$
    (?:还|都|一直|仍然?|至今|到现在|怎么|为什么|为啥|为何|依然|迟迟|也|从来|始终|总|就是|咋|压根|根本|根本就|一点|完全|没事|连)+(?:还|都|也|个|一个|一点|就|一直|是)*(?:没有?|未|不|无)(?:人|给|收到|得到|见到?|任何|一个|有|再|等到|等来|看到|接到|个|你们的?|客服的?|官方的?|一点|半点|一点儿|明确的?|正式|有人|派人|谁|肯|打算|能)*(?:DAFU|LI)(?!提醒|通知|码|干净|好的地方|过的)
    (?:还|一直|至今|到现在|怎么|迟迟|都)+(?:没|不|未)(?:处理|解决|搞定|弄好|查到|查清|查完|审完|审好|结案|核实|商量好|定下来|解决掉|答复|退款|结算|打款|回)(?!.{0,3}(?:物流|快递))
    (?<!门口)(?<!家里)(?<!现场)(?<!店里)(?<!柜台)(?:没有?|无|冇|木有)(?:一个|任何|半个)?(?:人|客服|谁)(?:来|愿意|肯|给我?|跟我|帮我?|能|在|会)*(?:DAFU|LI|说话|吭声|问津|出来|应|在线|接单|给说法|看消息|看到|负责|办事|解释|告诉我)(?!得了)
    (?:没有?|未|不|没收到|没见|没等到|收不到|得不到|等不到|等不来)(?:收到|得到|见|任何|一个|你们的?|客服的?|等到|看到)*(?:任何|你们的?|客服的?|一点|半点|一个)+(?:的)?DAFU(?!提醒|推送|通知)
    (?:毫无|全无|杳无|没个|没有下|了无|渺无|没了|就没了|再无)(?:DAFU|音讯|音信|下文|人)
    (?:不|没|别不|懒得|都不|爱理不|爱答不|不带)(?:理我|理人|理睬|搭理|回我|回消息|回信息|回复我|理会我?|回话|吭声|吱声|鸟我|给回|给答|理客户|理顾客|理的)
    已读不回|石沉大海|人间蒸发|装死|装看不见|装没看见|装聋作哑|玩失踪|玩消失|踢皮球|互相推诿|推来推去|搁置|晾着我|把我晾|晾在一边|不闻不问|置之不理|杳无|敷衍|当没看见|失联
    (?:有没有|可有|是否有|有无)(?:什么|任何|点|一点|新的?|最新的?|个|了)*(?:DAFU|回音)
    有(?:什么|点|新的?|最新的?|啥|个|任何|DAFU和)*(?:DAFU)(?:了|出来|下来|的)*(?:MA|没呢)+(?!的话)
    (?:DAFU)(?:呢|出来了?(?:吗|没|嘛|么)|下来了?(?:吗|没|嘛|么)|怎么样|怎样|如何|咋样|到哪|在哪|是什么|什么时候|何时|啥时候|多久|几时|要多久|还要|还没|迟迟)
    (?:查|问|商量|核实|审|审核|复核|处理|搞|弄|确认|研究|解决|办|看|谈|协调|协商|沟通|反馈|调查|申诉|核查|跟进|落实|鉴定|复检|退款|理赔|申请|投诉|纠纷|事情|这事|这个事|这件事|我的事|那件事|我这边|我那个|情况|案子|工单|进行|进展|结算)(?:得|的|到|出|清楚|明白|妥|完|好|妥当|下来|进行|现在|目前|到底|请求|申请|单子|事)*(?:怎么样|咋样|怎样|怎么着|如何|啥情况|什么情况|到哪|哪一步|哪步|什么程度|什么地步|什么进度|啥样)(?:了|啦|一步|步|里|呢)*
    (?<!能)(?<!可以)(?<!会)(?<!想)(?<!没法)(?<!帮我)(?:查|问|商量|核实|审核?|复核|处理|搞|弄|研究|解决|办|谈|协调|协商|沟通|调查|核查|落实|申诉|鉴定|定|讨论)(?:到|出来|出|清楚|明白|妥|完|好|妥当|下来|定|结果)?(?:了|出|结果|下来|出来)*(?:吗|没有|没|嘛|么|了没|没呢|没啊)(?:？|\?|$|，|呀|啊|。|！|呢)
    (?:什么|啥|目前|现在|到)(?:进度|进展|情况|程度|地步|阶段|哪一步|说法)(?:了|啦|呢|？|\?)
    (?:进行|走|卡|轮|排|处理|跟进|查|审|审核)到(?:哪一步|哪步|哪个环节|哪一环|哪了|哪儿了|哪里了|谁了)
    (?:现在|目前|后来|然后|接下来|所以|那)(?:到底|究竟)?(?:是)?(?:怎么样|咋样|怎样|怎么说|咋说|什么情况|啥情况|是什么状态|怎么个情况|怎么处理|怎么弄|呢)(?:了|啦)?(?:？|\?|$|啊|呀|，|。)
    ^(?:你好|您好|亲|请问|客服|嗨|那)*[，,]?(?:怎么样|咋样|怎么说|咋说|如何|什么情况|啥情况|然后呢|结果呢|所以呢|后来呢|后续呢|人呢|下文呢|进度呢|回复呢|答复呢|说法呢|钱呢|然后|所以)(?:了|啦)?[？?！!。~～，]*$
    到底(?:还|要|能|会|行|管|处|有|给|退|什么|是|谁|怎|几|啥|想|啥时|办|解|多久|在|回)
    (?:还|仍|一直|都|干|苦苦|苦|天天|每天|正)(?:是)?在?(?:苦|干|傻|痴|死|白)?等(?!快递|师傅|包裹|顺丰|送货|收货|上门|我|骑手|京东|她|他|老公|老婆|取件|派送|发工资|降价|活动|双|到货|级)(?!.{0,4}(?:快递员|师傅|小哥|上门))
    等(?:了|了你们|你们|你们了|客服|待)?(?:我?都?)?(?:快|有|都|整整|足足|将近|差不多|超过|已经|至少|起码)*(?:了)?(?:这么|那么|好|太|很|老|多|挺|够)(?:多)?(?:久|长|SHI|时间)(?!没关系|都行|也行|也值|都值|也没事)
    等(?:了|了你们|你们|你们了)(?:我?都?)?(?:快|有|都|整整|足足|将近|差不多|超过|已经|至少|起码|不止)*(?:了)?(?:SHU)(?:多|来|几)?(?:SHI|辈子|世纪)(?!快递|师傅|.{0,3}(?:终于|总算|收到|顺丰|公交|地铁))
    (?<!不能)(?<!我)等(?:得|的)(?:花儿?都?谢|头发都?白|好苦|心焦|心急|心累|着急|不耐烦|我?好久|黄花菜|好累|焦|花|望眼欲穿|崩溃|太久|很久|我|没脾气)
    (?:SHU)(?:多|来|几)?(?:SHI)(?:都|已经|就|也)?(?:过去了|过了|了)(?:，|。|！|、|,)?(?:还|都|也|怎么|为什么|一直|仍|依然|人呢|结果呢|连|啥|什么|你们|没人|没有人|到底|咋|就|答复呢|回复呢|音信|毫无)+(?!.{0,5}HUO)(?:.{0,6}(?:没|不|无|呢|人|回|理|等|动静|DAFU))
    (?:都|已经|这都|眼看|一晃)(?:过去|过了|过|快|超过|有)*(?:整整|好|快|足足)?(?:SHU)(?:多|来)?(?:SHI)(?:过去)?(?:了)(?![^，。！？]{0,3}(?:才收|就坏|收到|到货))(?=[，。！？?!,]|$|还|怎么|人|吗|啊|呀|都|你们|到底|呢|没|也|一直|客服)(?<!用了)(?<!买了)
    (?:过去|过)(?:了)?(?:SHU)(?:多|来)?(?:SHI)(?:了)?(?:，)?(?:还|都|也|怎么|一直|仍|依然)(?:.{0,8})(?:没|不|无)
    第(?:SHU)(?:SHI)了
    (?:还|究竟|到底|那|要|得)+(?:要|得|需要|需|会)?(?:再)?(?:让我|叫我|我)?(?:等|拖|排|耗)(?:到)?(?:多久|什么时候|何时|几时|啥时候|几天|多长|几个|多少|猴年|哪天|我到|明年|下辈子|哪一天)
    还(?:要|得|需|需要)(?:多久|多长时间|几天|多少天|几个小时|多少时间)(?!.{0,3}(?:到货|送到|发货|寄到))
    (?:多久|多长时间|几天|什么时候|啥时候|何时|几时|哪天|多会儿)(?:才|能|可以|会|给|再|来|你们|客服|给我|到底|才能|才会|才给|有人|可|方便|我能|我才能|才肯|打算|准备|是)*(?:有)?(?:人)?(?:给|得到|收到|拿到|等到|听到|知道|出)*(?:我)?(?:个|一个|你们的?)?(?:DAFU|LI|办好|弄好|搞定|处理好|处理完|出结果|有信|有个准|审完|查清|定下来|有人|到你们|轮到我)(?!你)
    等(?:不及|不起|不了|不下去|够|烦|急|怕|死|傻)(?:了|啦|我了|人)(?!.{0,3}(?:想|要看|要穿|要背))
    (?:不想|不愿意?|没法|不能|没耐心|受够|等得|懒得|等烦|没时间|没办法)(?:再|了|继续|这样|一直|这么|无限期|一直这样)*等(?!我|快递)
    (?:发|写|问|说|联系|留言|留|反映|投诉|打|找|催|跟|提|私信|申请|反馈|咨询|强调|重复|呼叫)(?:了|过|你们|客服|您|的|电话|他们|消息|邮件|我|都|已经|信息|给)*(?:不下|至少|不止|起码|都|已经|快|有|得有)*(?!一[次遍回封条趟通轮])(?:SHU)(?:多|来)?(?:次|遍|回|封|条|趟|个电话|通|个消息|轮)(?!折|优惠|货|快递|才|就(?:解决|好|回|有))
    第(?:SHU)(?:次|遍|回|封|条|个)(?:来|给|在|又|再|跟|了|发|打|写|你们|客服|向|这样|我)*(?:问|联系|找|发|写|催|投诉|反映|留言|咨询|说|来信|邮件|电话|消息|提|私信|打|申请|呼叫|反馈|问同|了)(?!.{0,3}(?:快递))
    (?:^|[，。！？!?, ])(?:喂+|哈[喽啰罗]|嗨|hello|hi|你好+|您好+|亲+|客服)*[，,。！!？? ~～]*(?:还|请问|到底|现在|客服|你们|里面|后台|有|哪位)*(?:有没有|有|没有?|哪有|还有没有|还有)?(?:活)?(?:人|客服|真人|工作人员)(?:还)?(?:在|管|应|理|回|值班|上班|在线|受理)*(?:吗|嘛|么|不|呢|没|没有|吧|啊|呀|去哪|哪去|都去)+(?!卖|买)
    (?:^|[，。！？!?, ])(?:你好|您好|亲|客服|请问|喂|哈喽|你们|人|hello|hi|还)*(?:还)?在(?:吗|嘛|么|不在|不|线吗|没在|没|不啊)+(?:[，。？?！!~～啊呀亲]|$)
    (?:人|客服|你们|负责人|经理|工作人员|主管)(?:都|呢)?(?:呢|都?去哪|哪去|跑哪|死哪|到哪去|上哪|在哪里?啊|失踪|消失|下班了吗|睡着|休假|放假了吗|都?不在)
    (?:客服|人)(?:呢|在哪)[？?！!]
    ^[？?！!\s.。…]*[？?][？?！!\s.。…]*$
    ^喂+[，,]?喂*[？?！!。~～]*$
    喂+[？?]+
    (?:你好|您好|哈喽|hello|喂|在){1,}[？?]{1,}
    (?:说好|说|承诺|答应|保证|不是说|讲好|告诉我|通知|口口声声|回复我?说|信誓旦旦|约定|约好|规定|表示|明明)(?:了|的|过|会|我|好的?)*(?:.{0,14}?)(?:小时|SHU天|今天|明天|昨天|前天|后天|周|星期|礼拜|天内|之内|以内|分钟|工作日|尽快|马上|很快|月底|月初|SHU号|早上|下午|晚上|之前|当天|第一时间|稍后|一会儿?)(?:.{0,26}?)(?:现在|都SHU|都已|都过|已经|还没|还在|还不|过去|超|怎么|呢|没人|没有|没动|没见|没回|没给|没联系|第SHU天|结果|毫无|影子|到今天|？|\?|了还|又|拖)
    (?:快点|快一点|快些|赶紧|赶快|麻利|速度|抓紧|速速|麻溜|快快|火速)(?:的|点|些|时间|给我|给|帮我|一点|儿)*(?:回|处理|解决|给|答|办|联系|退|打|弄|搞|查|审|跟进|结|回应|催|看|安排|说)(?!.{0,4}(?:发货|寄|快递))
    能不能快|可不可以快|能快(?:点|一点|些)|可以快(?:点|一点|些)|快点(?:啊|吧|呀|行|好|可以|！)|快点[！!。]*$|速回|速度[！!。啊点]*$|急急|急死|急等|在线等|搞快点|效率(?:太|真|也太|这么|好|能|高|实在)|(?:太|真|好|也太|这么|怎么这么|咋这么|真的|实在)慢了?[吧啊！!。，]|慢死|龟速|慢吞吞|办事效率|回复(?:太|好|真|这么|也太|怎么这么)慢|处理(?:太|好|真|这么|也太|怎么这么)慢
    (?<!不)拖(?:了|到|这么|那么|着|延|多久|下去|拖拉|我|沓|时间|欠)(?!鞋|车|地)
    一拖再拖|能拖就拖|别(?:再)?拖|再拖|拖来拖去|耗着我|耗下去|磨磨蹭蹭|磨蹭
    (?:把我|忘了我|忘记我|把我的?.{0,4})(?:忘了|给忘|忘记|忘|的事|晾)|是不是(?:把我)?忘|别(?:把我)?忘了我|忘了我(?!的密码)|还记得我
    (?<!我会)(?<!我来)(?<!我再)(?<!继续)(?:请|麻烦|帮忙|帮我|再|能|有人|谁|烦请|没人|来)(?:你们|您|给我|继续|尽快|及时|及时地|再|能|帮忙|一下)*(?:跟进)(?!.{0,4}(?:快递|物流|卖家))
    (?<!你们)给(?:我)?(?:个|一个|句|点|我个|我一个|我句|我点)(?:明确的?|准确的?|确切的?|正面的?|合理的?|满意的?|痛快的?|准|大概的?|具体的?)*(?:说法|答复|回复|准信|准话|结果|交代|回音|时间|回话|话|信|回应|解释|痛快|反应|动静|进度|期限|答案|消息|期)(?!就行|来)
    (?:倒是|能不能|能否|可以|可不可以|麻烦|请|快|赶紧|好歹|至少|有没有人|有人|请问能|拜托|求|求求|出来)(?:你们|您|客服|有人|尽快|给个|快点|赶紧|及时|来个人|个人|人|先|能|谁)*(?:回(?:我|复|个话|个信|一下|答|个消息|一声|句话|应|信息|消息|话)|理(?:我|一下|理|会)|吱(?:个|一)声|说(?:句话|句|话|个话|清楚什么)|吭声|给(?:我)?(?:个)?(?:答复|回复|回话|说法|回应)|出来(?:说|回|解|给))(?!到|至|这个邮|时间|.{0,3}(?:邮箱|号码))
    (?:回|理|吭|吱)(?:我|一|个|个话|一下|我一下|下)(?:啊|呀|行不|行吗|好吗|好不好|嘛|吧|话啊|声啊|声行|下啊|下行)
    (?:理理|管管|看看|回回|回复|搭理)(?:我|我吧|我啊|人)(?:行|吧|啊|好吗|嘛|呀|！|$)
    (?:说话|回话|回复|出来|回答|吱声)(?:啊|呀|呐|！|!)+
    还(?:没|没有)(?:好|弄好|搞定|查到|查清楚?|查完|审完|审核完|审好|结果|处理好|处理完|解决|处理|弄完|消息|核实完?|有结果|定|商量好|退|结算|开始|看|轮到我|联系)(?:我)?(?:吗|啊|呀|呢|么|嘛|？|\?|！|，到底)
    (?:怎么|咋|为什么|为啥|为何)(?:还|又|都|一直|到现在|这么久|过了这么久|总|现在|老是|始终)*(?:还|都|一直)*(?:是)?(?:没|不|未)(?!.{0,4}HUO)(?:有)?(?:人|给|个|收到|任何|来|帮)*(?:动静|处理|DAFU|LI|退|好|解决|弄|结|审|查|出来|更新|变化|接电话)
    (?<!按了)(?<!点了)(?<!点击)(?:没动静|没影|没信|没音|没回音|没下文|没反应了|没声|没有后续|没后文|没个准信|没个音信|没谱)(?:了|儿)?
    这么久(?:了|都|还|没|不|，)(?!.{0,4}(?:才收|用|的交))
    (?:再)?(?:问|请问|想问|打听|询问|了解|查询|关心|看看|跟|确认|问问|来问|过来问|请教)(?:一下|下|问|一问|一声)?(?:我的|这个|那个|上次|之前|那|关于|这边|一下|目前|现在|最新)*(?:.{0,8})(?:进度|进展|处理结果|处理情况|最新情况|结果了|后续)
    (?:顶|戳|敲|踢|捞|up)(?:一下|上去|客服|你们|一个|戳|顶)+
    (?:没|失去|快没|毫无|已经没|考验|耗尽|磨光|消磨).{0,3}耐心
    (?:温馨|友情|善意|再次|再|又来|小小)提醒(?:一下)?(?:你们|您|客服|一下|[，。！]|$)
    (?:是|算)不算?(?:都)?(?:没看到|没看见|没收到)(?:我)?(?:的)?(?:消息|信息|留言|邮件|上一条|上条)
    (?:看到|看见|收到|看了|读了|看)(?:我)?(?:的|之前的?|上一?条|发的|昨天的?|上次的?)*(?:消息|信息|留言|邮件|回复|问题)(?:了)?(?:吗|没有|没|嘛|么)
"""

CHINESE_ELSE = r"""
    (?:有|出|等)(?:了)?(?:DAFU|任何DAFU)(?:了|的话|之后|以后|后)*[，,]?(?:再|请|就|麻烦|记得|及时|随时|您|你|烦请|第一时间|的时候|时|可以|直接|能|劳烦|务必|帮忙|还请|您再|你再|我再|也)*(?:告诉|通知|跟我|和我|联系|说|发|告知|打|叫|喊|回我|回复|给我|留言|短信|吱|同步|招呼|踢)(?:.{0,8})
    (?:没事|不用|不|别|甭|无需|不必|没必要|并不|倒不|也不|没那么|不太|没有那么|莫)(?:着急|急|催|催你们|赶|用急|是催|赶时间|急着|急用|担心)(?:.{0,8}(?:回|处理|等|来|弄|办|复|催))?
    (?:不用|不必|无需|不需要|没必要|别|请勿|免)(?:再|特意|专门|给我)*(?:回复|回我|回|答复|处理|等|联系我?|跟进|催)(?:了)?
    (?:慢慢|耐心|安心|静静)(?:来|等|处理|弄|查|等待|等着|核实)(?:.{0,5})
    (?:好的?|行|嗯+|可以|没问题|ok|没事|好嘞|收到|那|明白|没关系|不急|不着急|知道了|辛苦了?|好滴|好呀|好吧|懂了)[，,。！!～~ ]*(?:谢谢|我|那|就|先|再|那我|我就|我先|那就|你们|您|感谢|会|可以|都|麻烦了|也)*[，,。！]*(?:慢慢|耐心|安心)?(?:等|等等|等着|等你们?|等待|再等)(?:.{0,8})
    (?:我|那我|我们)(?:就|先|再|可以|会|都|愿意|能|来|多|也|继续|可)+(?:慢慢|耐心|安心)?等(?!了)(?:.{0,8})
    (?:多)?等(?:几天|一天|两天|一周|SHU天|多久|一会|一下|一两天|段时间|久一点|一阵|久一点|久点)?(?:都|也)(?:没事|没关系|行|可以|无所谓|值|愿意|不要紧|没问题)
    (?:稍等|等等我|等我|等一下我|等会儿?|等下|等一会儿?|等一等)(?:.{0,8})
    (?:在家|家里|门口|楼下|店里|公司|店门口|前台|柜台|现场|小区|车站|排队|路边|老地方|驿站)(?:.{0,4})?等(?:.{0,12})
    等(?:着)?(?:快递|师傅|包裹|顺丰|送货|收货|上门|骑手|京东|取件|派送|发工资|工资|降价|活动|打折|双十一|双11|到货|过年|生日|老公|老婆|女儿|天气|周末|收到货|我收到|拿到|货到|你们上|新款|补货|公交|地铁|春节|放假|优惠|秒杀|上新|拍卖)(?:.{0,10})
    (?:等不及|迫不及待|等不了)(?:想|要|地|看|收|穿|背|戴|了想|上手|见)(?:.{0,8})
    等级|等额|等等东西|平等|等于|中等|上等|等同|相等|优等|高等|等(?:问题|等|情况|品牌|资料)
    没(?:有)?消息(?:就是|是)好消息|消息(?:提醒|推送|通知|中心|免打扰)|短信通知|推送
    (?:收不到|没收到|没有收到)(?:.{0,4})(?:验证码|短信|推送|提醒|通知)
    (?:谢谢|感谢|多谢|谢啦|辛苦)(?:.{0,6})(?:回复|答复|处理|解答|消息|反馈|跟进|解决|催|催促|帮忙|耐心|回应)(?:.{0,6}?)(?=[，。！!,]|$|了|啦)
    (?:回复|处理|回应|答复|解决|反应|响应|客服|效率|跟进|办事)(?:得|的|速度|效率|也|都|真|好|很|这么|挺|特别|非常|超|太|态度|还|是|真的|蛮|够|相当)*(?:快|及时|高|迅速|给力|专业|满意|好评|清楚|详细|赞|到位|神速)(?:.{0,4})
    (?:没|还没|没有|不)(?:见过|想过|用过|听过|拆|穿|戴|打开|试|背过|洗|处理过|处理好的|处理干净|修复)(?:.{0,6})
    (?:我|老公|老婆|朋友|妈妈|同事|家人|我妈)(?:还|刚|暂时|一直|也|都|昨天|最近|之前|这边|目前|今天)*(?:没|没有|没来得及|没空|没时间|没顾上)(?:看|回|回复|处理|看到|注意|空|时间|去|问|找到|拍|准备|想好|填|考虑|决定|联系上?|来得及)(?!你们|客服|到你|任何)(?:.{0,8})
    (?:快递员?|顺丰|卖家|买家|银行|物流|骑手|小哥|师傅|驿站|门卫|专柜|邻居|保安|物业|房东|菜鸟|海关|老公|老婆|朋友|平台外)(?:那边|说|一直|也|都|还|现在|电话|又|昨天|今天|刚|给我|跟我|发消息|让我|打了|好像|已经|今早|说是|显示|的|那里|表示|这边|回复|老|总|天天|在)*(?:没|不|没有|打|说|联系|催|等|在|让|明天|已经|回|给|问|要|下午|SHU点|SHU天)(?!.{0,12}(?:你们|客服))(?:.{0,12})
    别(?:人|家|的).{0,6}
    (?:第)(?:SHU)(?:次|回|个|单)(?:.{0,2})(?:买|购|下单|寄卖|在你|光顾|来你|卖|用|合作|购物|寄售|收到|交易|寄)(?:.{0,6})
    门(?:口)?没人|家(?:里)?(?:没|有)人|没人在家|没人签收|没人收|没人穿|没人用|没人戴|没人动|没人碰|没人买|没人要|没人出价|没人背|(?:无|没有?)人(?:签收|代收|接收|问价)
    拖鞋|拖车|拖地|拖拉机|拖尾
    (?:我|我们)(?:会|来|再|这边|将|先|去|马上|尽快|稍后|一会|晚点|明天|今天|现在就|待会儿?|回头|今晚|下班)+(?:.{0,3})?(?:跟进|回复|回你|处理|答复|联系|发|补|提供|查|问|催|拍|看|给你|给您|上传|寄|确认|弄)(?:.{0,8})
    (?:货|包|表|物品|商品|这款|那款|这个|它|鞋|衣服|库存|宝贝|链接|这件|戒指|项链|活动|大衣|活儿)(?:还)?在(?:吗|嘛|么|不)
    (?:现货|活动|优惠|门店|店|名额|折扣|库存|专柜|客服电话|发票|证书|盒子|保修|其他颜色|尺码)(?:还)?(?:有|在)(?:.{0,3})(?:吗|嘛|么|没有)
    (?:有没有|有什么|有)(?:什么|最新|新)?(?:活动|优惠|折扣|新品|新款|上新|打折|现货|货|色|大码|小码|发票|证书|盒子|划痕|瑕疵)(?:.{0,4}?)(?:消息|吗|没有)?
    新闻|公众号|新消息(?:提醒|通知)|消息列表|聊天记录
    (?:大概|一般|通常|请问|平均|正常|鉴定|审核|退款|结算|寄售|寄卖|运输|寄到.{0,4}|从.{0,4}到.{0,4})(?:要|需要|得|多久|几天)+(?:.{0,4}?)(?:多久|几天|多长时间|什么时候)?(?:到货|到账|完成|送到|发货|能卖|上架|寄到)(?:.{0,4})
    处理(?:一下)?(?:.{0,2})(?:价格|闲置|包包|二手|划痕|瑕疵|家里的|旧)(?:.{0,4})
"""
