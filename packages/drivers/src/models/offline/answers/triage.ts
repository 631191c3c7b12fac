export type Triage = "change" | "question" | "thanks" | "other";

const THANKS =
  /^(?:(?:(?:that |this |it )?looks? (?:really |very |so )?(?:good|great|nice|fantastic|amazing)|ok(?:ay)?|great|perfect|awesome|cool|super|nice|wow|amazing|wonderful|excellent|brilliant|lovely|got it|good job|well done|love it|i (?:really )?like it|that's (?:great|perfect|it|all)|all good|many thanks|thanks?(?: you)?(?: (?:so|very) much| a lot)?|thx|ty|cheers|danke|merci|gracias)(?:[\s,.!🙏👍😊]|❤️?)*)+$/iu;
const QUESTION =
  /^(?:what|who|whom|whose|which|where|when|why|how|is|are|does|do|did|was|were|has|have|am i|will|would it|could it|should i|explain|tell me|show me how|help\b|describe|list (?:the|all)|can (?:i|people|users|visitors|anyone|everyone|members|it|the app)\b)/i;
const REQUEST =
  /^(?:(?:please|could you|can you|could we|can we|would you|will you|i want|i need|i'd like|i would like|we need|we want|let's|lets|also|and|now|then|just|hey|ok|okay|yes|but|thanks|thank you|great|cool|nice|perfect|super|awesome)[ ,!.]+)*(?:you |to |please )*(?:add|remove|delete|rename|make|let|only|show|call|use|change|drop|include|allow|set|hide|turn|give|create|display|paint|put|build|replace|move|sort|insert|extend|introduce|enable|disable|get rid|take|have|get)\b/i;
/** Wishes that look like questions, or like nothing. */
const WISH =
  /^(?:(?:it )?(?:would|'d) be (?:really |very |so )?(?:nice|great|good|cool|helpful|useful|better) (?:if|to|when)\b|(?:what|how) about (?:an? |some |more )|is it possible to (?:add|have|let|make|show|see)\b|(?:no|without) (?!(?:thanks|worries|problems|ideas)\b)(?:\w+ )?\w+s(?: please)?[.!]?$|missing:? |.{3,60} (?:is|are) missing[.!]?$|(?:people|users|members|visitors|everyone) could )/i;
const NEEDS = /\b(?:should|must|needs?|ought to|want|would like|i'd like|missing|instead of|without|can't we|only \w+ can)\b/i;

/**
 * What a message in an app's thread asks for. `waiting` means that the app asked something and the message may be its answer:
 * then whatever is not clearly a question or thanks counts as a change.
 */
export function triage(text: string, about: { hasApp: boolean; waiting: boolean }): Triage {
  const line = text.trim().slice(0, 2000);
  if (!/[\p{L}\p{N}]/u.test(line)) return /[👍🙏❤😊🎉]/u.test(line) ? "thanks" : "other";
  if (line.length < 80 && THANKS.test(line)) return "thanks";
  if (/^(?:hi|hello|hey|good (?:morning|evening|afternoon))[\s!.,]*$/i.test(line)) return "other";
  if (WISH.test(line)) return "change";
  const asks = QUESTION.test(line) || (line.endsWith("?") && !REQUEST.test(line));
  if (asks && !REQUEST.test(line)) return "question";
  if (REQUEST.test(line) || /^.{3,60},? please[.!]?$/i.test(line)) return "change";
  if (!about.hasApp) return about.waiting || line.split(/\s+/).length > 2 ? "change" : "other";
  return NEEDS.test(line) || about.waiting ? "change" : "other";
}
