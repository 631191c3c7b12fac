/**
 * How people say what they do, beside how an app is described: "we lend tools to each other" is an app for tools and loans. Each pattern says
 * what such a sentence asks for, in the words that the reader of ideas knows; names of things are kept as they were said.
 */
const SAYINGS: [RegExp, string][] = [
  // What stands before the idea.
  [
    /^(?:we|i|our \w+(?: \w+)?|my \w+(?: \w+)?|the \w+) (?:needs?|wants?|could use|(?:am|are|is) looking for) (?:an? |some )?(?:place|way|spot|home|something|tool|app|system|site|website) (?:to|for|where|that)\b/i,
    "An app to",
  ],
  [/^(?:an? |some )?(?:place|spot|something|somewhere|thing|corner|tool|system) to\b/i, "An app to"],
  [/^(?:an? |some )?(?:place|spot|something|somewhere|thing|corner) (?:where|for|that lets)\b/i, "An app for"],
  [/^we are (?:\w+ ){0,3}\w+,/i, "An app with"],
  [/^(?:our|my|the) \w+ (?:distributes|organi[sz]es|offers|provides|makes|teaches|hosts|gives out|hands out)\b/i, "An app for"],
  [/^compare\b/i, "track"],
  [/; (?:we|i) need\b/gi, " with"],
  [/\b(?:let me know|remind me|remind us|tell me|warn me) (?:when|before|that|if|of|about)\b/gi, "track"],
  [/\b(?:that )?shows? (?:me |us )?(?:which|what|how many|who|when|where)(?: of)?(?: our| my| the)?\b/gi, "for"],
  [/^(?:please )?help (?:me|us|my|our) (?:\w+ )?(?=remember|track|manage|organi[sz]e|plan|log)/i, "An app to "],
  [
    /^i (?:run|have|own) an? (?:small |little |tiny |local )?(\w+(?: shop| studio| salon)?) and (?:i )?(?:need|want) (?:to know|to see|to track)\b/i,
    "An app for a $1 with",
  ],
  [/\bso (?:that )?(?:everyone|everybody|we all|all of us|people|we) (?:knows?|can see|sees?|has|have|can find)\b/gi, "with"],

  // What is asked for by a question.
  [/\b(?:to know|know|knows|see|remember) (?:what|which \w+) (?:is|are) out,? (?:and )?to whom\b/gi, "see hires"],
  [/,?(?: and| with)? (?:forget |know |see )?who (?:has|have|had|got|took|borrowed) (?:what|which|them|it|those|these)\b/gi, ""],
  [/,?(?: and)? when (?:it|they) (?:is|are) due(?: back)?\b/gi, ""],
  [/\bwho owes (?:whom|who|what|me)\b(?: what)?/gi, "debts"],
  [/\bsplit(?:ting)? (?:the |our |all )?(?:petrol|gas|fuel|costs?|bills?|rent|expenses?)\b/gi, "track cost shares"],
  [/\bwho cleaned what\b|\bwho cleans(?: what)?\b/gi, "chores"],
  [/\bwho pays(?: for)?(?: the)? (?:what|rent|bills?|which \w+)\b/gi, "expenses"],
  [/\bwho (?:joins|is joining|is in|can come|is coming|comes|will come|attends|can make it)\b/gi, "attendance"],
  [/\bwho ordered (?:which|what) (\w+)\b/gi, "orders with $1"],
  [/\b(?:for|on|by) (?:what|which) (day|date|time)\b/gi, "with $1"],
  [/\b(?:which|what) (\w+s) (?:i|we|they|he|she|you)\b[^,.;:]*/gi, "$1"],
  [/\bwhat (?:they|people|we|you|i|someone|somebody) needs? help with\b/gi, "favours"],
  [/\bneighbou?rs? (?:can )?offer (?:to )?help\b/gi, "comments"],
  [/\bdecide what (?:to|we) (?:build|make|do|work on)(?: next)?\b/gi, "vote"],
  [
    /\bhow (?:long|many hours|much time) (?:i|we|they|people|everyone) (?:work|works|worked|spend|spends|spent)\b(?: on\b)?/gi,
    "time entries",
  ],
  [/\btime (?=timesheets)/gi, "track "],
  [/\btrack the (?:status|progress|state) of (?:their|my|our|the) (\w+?)s?\b(?! of)/gi, "track $1s with status"],
  [/\b(\w+s) (?:renew|expire|run out|are due)\b/gi, "$1"],
  [/\bbill (?:them|clients|customers)\b/gi, "invoices"],

  // What people do with things.
  [
    /\b(?:lending|loans?|borrowing) (?:list|log|register|book|tracker|record)s? (?:for|of) (?:our |my |the )?((?:\w+ )?\w+s\b[^.;!?]*)/gi,
    "list of $1. Track loans",
  ],
  [
    /\b(?:(?:we|i|people|friends|members|neighbou?rs|(?:our|my|the) \w+) )?(?:lends?|lending|loans?) (?:out )?((?:\w+ )?\w+s)\b(?: (?:out )?(?:to|with|among|between) (?:each other|one another|friends|others|members|neighbou?rs|people|colleagues))?/gi,
    "$1 and loans",
  ],
  [/\b(?:(?:we|i|(?:our|my|the) \w+) )?(?:rents?|renting|hires?|hiring) out (?:our |my )?((?:\w+ )?\w+s)\b/gi, "$1 and hires"],
  [/\bshar(?:e|es|ing) rides\b|\bcar[ -]?pool(?:s|ing)?\b|\bride[ -]?shar(?:e|ing)\b/gi, "track carpool rides"],
  [/\breport (bullying|harassment|misconduct)\b/gi, "submit $1 reports"],
  [
    /\bswap (?:shop|market|site|group|meet|platform)\b|\bswapping\b|\bswap (?=\w+ (?:and|with)|baby|clothes|books|toys|plants)/gi,
    "marketplace for ",
  ],
  [/\bmarketplace for +for\b/gi, "marketplace for"],
  [/\b((?!many|several|some|three|four|five)[a-z]{4,}) times, /gi, "$1s, "],
  [/\brent paid\b/gi, "payments"],
  [
    /\b(?:(?:i|we) (?:want|need|would like|plan|hope|love) to )?(?:sell|selling) (?:my |our |the )?((?:\w+ ){0,2}\w+) online\b/gi,
    "An online shop for $1",
  ],
  [/\b(equipment|tool|device|laptop|book|key|gear|camera)s? check-?outs?\b/gi, "$1 and loans"],
  [/\b(bugs?|issues?|crashes|feedback|playtests?) (?:in|for|of|on) (?:our|my|the|a) (?:video )?games?\b/gi, "$1"],
  [/\bmatching (?=\w+s (?:and|with|to) )/gi, "with "],
  [/\b(?:wall of thanks|thank[ -]you (?:wall|board)|kudos (?:board|wall))\b/gi, "list of shout-outs"],
  [/\bwhere (?:colleagues|people|we|everyone) (?:can )?(?:praise|thank) (?:each other|one another)\b/gi, ""],
  [/\bwho uses which(?: and when)?\b/gi, "bookings"],
  [
    /(?<!\b(?:a|an|the|each|every|per|this|audio|music|race|song|running) )\btrack (?!list|app\b|record|number|title|length|and\b|with\b|or\b|for\b|in\b|has\b|how\b)(?=\w)/gi,
    "manage ",
  ],
  [/\b(customers?|clients?|invoices?|orders?|jobs?|materials?)\b(.*?)\bquotes\b/gi, "$1$2price quotes"],
  [/\bquotes\b(?=.*\b(?:customers?|clients?|invoices?|orders?|jobs)\b)/gi, "price quotes"],
  [
    /\b(?:tenants|residents|neighbou?rs) (?:can )?report (?:problems|issues|damage|defects|repairs)\b/gi,
    "tenants submit maintenance requests",
  ],
  [/\bpros (?:and|&) cons\b/gi, "assessment"],
  [/\blost (?:and|&) found\b/gi, "lost property"],
  [/\btrack(?:ing)? of\b/gi, "track"],
  [
    /\bwhat (?:i|we)(?: have|'ve)? (?:already )?(?:read|watched|watch|seen|tried|played) and what (?:i|we) (?:still )?want to (?:read|watch|see|try|play)\b/gi,
    "status (wanted, begun, done)",
  ],
];

/** A description of an app, from what somebody says they do or miss. */
export function described(text: string): string {
  return SAYINGS.reduce((said, [pattern, meant]) => said.replace(pattern, meant), text);
}
