const PEOPLE = "(?:people|users?|everyone|everybody|anyone|members?|visitors?|guests?|customers?|clients?|readers?|us|me|them|we|i)";
const MAY = "(?:can|could|may|should|must|(?:should |must |may |need to |needs? to )?be able to|want to|would like to)";
/** "let people", "people should be able to", "so that everyone can". */
const LET = `(?:(?:let|allow|enable) (?:the |all |our )?${PEOPLE} (?:to )?|(?:so that )?(?:the |all |our )?${PEOPLE} (?:should |must |also )*${MAY} )`;

const say = (pattern: string): RegExp => new RegExp(pattern, "gi");

/** How people ask for a change, beside the words of the rules: "let people rate tools" is "add reviews to tools". */
const SAYINGS: [RegExp, string][] = [
  [say(",? please$"), ""],
  [say("^(?:it )?(?:would|'d) be (?:really |very |so )?(?:nice|great|good|cool|helpful|useful|better) (?:if|to|when) "), ""],
  [say("^(?:i|we) (?:think|guess|feel|believe|find)(?: that)? "), ""],
  [say("^is it possible (?:to|that) "), ""],
  [say("^(?:what|how) about (?:an? |some )?(.+?)\\??$"), "add $1"],
  [say("^(?:i|we)(?:'d| would) (?:love|like)(?: to have)? (?:an? |some )?(?!to )(.+)$"), "add $1"],
  [say("^missing(?: is| are)?:? (.+)$"), "add $1"],
  [say("^(?:the )?(.+?) (?:is|are) missing$"), "add $1"],
  [
    say(
      "^(?:no|without) (?:the |any )?(?!(?:thanks?|problems?|worries|ideas?|clue|need|way|doubt|rush|hurry|matter|more|longer|one|comment)$)((?:\\w+ )?\\w+)$",
    ),
    "remove $1",
  ],
  [say("^be (\\w+)(?: instead)?$"), "make it $1"],
  [say("^see (?=.+ (?:as|in) (?:an? )?\\w+$)"), "show "],
  [say("^(?:the )?(?:app'?s? name|name of (?:the|this) app) (?:should|must) be "), "call it "],
  [say("^(?:let (?:me|us|people|users|members) )?(?:mark|flag|tick off) (?:the |an? )?(\\w+) as (\\w+)$"), "add a $2 checkbox to $1"],
  [
    say("^add (?:an? )?(?:new )?(?:field|column) (?:for|about|with|saying) (?:the )?(.+?) (?:to|on|in) (?:the |each |every )?(\\w+s)$"),
    'add field "$1" to $2',
  ],
  [say('^add (?:an? )?(?:new )?(?:field|column) (?:for|about|with|saying) (?:the )?([^"]+)$'), 'add field "$1"'],
  [say("^(\\w+s) (?:need|have|must|should|ought)(?: to)? be (?:approved|reviewed|checked|signed off)\\b.*$"), "add approval to $1"],
  [
    say(
      "^(\\w+s) (?:must|should|may|can)(?: only)? be (manage|create|delete|change|edit|add|see)(?:e?d|n) (?:only )?by (?:the )?(\\w+)(?: only| alone)?$",
    ),
    "only $3 can $2 $1",
  ],
  [say(`\\b${LET}(?:leave |write |post )?comments? (?:on|under|about) (?:the |each |every |an? )?(\\w+)`), "add comments to $1"],
  [
    say(`\\b${LET}(?:rate|review|leave reviews? (?:on|for)|give (?:stars|ratings?) to) (?:the |each |every |an? )?(\\w+)`),
    "add reviews to $1",
  ],
  [say(`\\b${LET}(?:like|upvote|vote (?:for|on)|favou?rite|heart) (?:the |each |every |an? )?(\\w+)`), "add likes to $1"],
  [say(`\\b${LET}(?:book|reserve) (?:the |each |every |an? )?(\\w+)`), "add booking to $1"],
  [
    say(`\\b${LET}(?:upload|attach|add) (?:an? |some )?(?:photos?|pictures?|images?) (?:of|to|for|on) (?:the |each |every |an? )?(\\w+)`),
    "add a photo to $1",
  ],
  [say(`\\b${LET}export (?:the |all )?(\\w+)`), "add export to $1"],
  [
    say(
      "^(?:could|can|may) (?:we|i|you) (?:please |also )?(?:have|get|add|see) (?:an? |some )?(.+?) (?:for|on|to|in) (?:the |each |every )?(\\w+)\\??$",
    ),
    "add $1 to $2",
  ],
  [say("^(?:could|can|may) (?:we|i) (?:please |also )?(?:have|get) (.+)$"), "add $1"],
  [
    say(
      "\\b(?:i|we) (?:do not|don't|no longer|never) (?:really )?(?:need|want) (?:the |an? |any |this |that )?(.+?)(?: any ?more| any longer)?$",
    ),
    "remove the $1",
  ],
  [say("^(?:the )?(.+?) (?:is|are) (?:not needed|unnecessary|useless|superfluous|too much)(?: any ?more)?$"), "remove the $1"],
  [
    say("\\b(?:nobody|no one|no-one) (?:but|except|other than) (?:the |an? )?(\\w+) (?:should|may|can|must)(?: be able to)? (\\w+)"),
    "only $1s can $2",
  ],
  [
    say(
      "\\b(?:(?:i|we) (?:want|need|would like|'d like) to )?know (?:where|in which place) (?:each |every |the |an? |our )?(\\w+?)s? (?:is|are) ?(?:stored|kept|located)?$",
    ),
    "add a location to $1s",
  ],
  [
    say(
      "\\b(?:(?:i|we) (?:want|need|would like|'d like) to )?know (?:when|on which day) (?:each |every |the |an? |our )?(\\w+?)s? (?:is|was|are|were) (\\w+)$",
    ),
    "add a $2 date to $1s",
  ],
  [say("^add (?:an? )?page (?:about|with|for|on) (?:our |the |my )?(\\w+s)$"), "add $1"],
  [say("^export (?:it |everything |all |them )?(?:to|as|into) (?:excel|csv|an? spreadsheet|google sheets)$"), "add csv export"],
  [
    say(
      "^((?:an? |some |more )?(?:(?!remove|delete|hide|drop|no|without|turn|make|show|add|only|let|put|use|change|and|for)\\w+ ){0,2}(?:mode|export|import|comments?|ratings?|reviews?|likes|calendar|board|gallery|photos?|categories|tags|newsletter|charts?|booking))(?:,? please)?$",
    ),
    "add $1",
  ],
  [say(".*\\b(?:gets?|receives?|sends?|sent) (?:an? |out )?(?:automatic )?e?-?mails?\\b.*"), "add email notification"],
];

/** A request in the words that the rules of change know; one sentence at a time. */
export function requested(sentence: string): string {
  return SAYINGS.reduce((said, [pattern, meant]) => said.replace(pattern, meant), sentence);
}

/** What is asked of an app again and again and is no change of it, with what to do instead. */
const ELSEWHERE: [RegExp, string][] = [
  [
    /^(?:undo|revert|go back|take (?:that|it) back|roll ?back)\b/i,
    "To take a version back, open the app, then Versions, and choose “Roll back”: the version before answers again, and the data stays.",
  ],
  [
    /\b(?:in|into|to) (?:german|french|spanish|italian|portuguese|dutch|polish|turkish|russian|chinese|japanese|arabic|another language)\b/i,
    "Apps speak English. Names can be in any language: say “rename tools to Werkzeuge”, one after the other.",
  ],
  [
    /\b(?:is|was|feels|it's) (?:too |very |so )?(?:slow|sluggish)\b|\bmake (?:it|the app) faster\b/i,
    "Nothing of how the app is described makes it slow. Open its page, then Logs: they say which request takes long.",
  ],
  [
    /^(?:delete|remove|erase) (?:everything|it all|all of it|the (?:whole |entire )?app)$/i,
    "An app is deleted on its own page: open it, then Overview, then “Delete…”. Nothing is deleted from here.",
  ],
  [
    /\b(?:bigger|smaller|larger|another|different|nicer) (?:font|text|letters|layout|icon|logo)\b|\b(?:font|icon|logo|layout)\b|\blook (?:more |less |a bit )?\w+$/i,
    "The look follows the accent colour: say “make it green”. Fonts, icons and the layout stand in the code, where a model or you can change them.",
  ],
  [
    /\b(?:sample|example|demo|test) (?:rows?|data|entries|\w+s)\b/i,
    "Sample rows are written once, for an app's first version. Add rows of your own in the app; they stay through every version.",
  ],
];

export function answerElsewhere(sentence: string): string | undefined {
  return ELSEWHERE.find(([pattern]) => pattern.test(sentence))?.[1];
}
