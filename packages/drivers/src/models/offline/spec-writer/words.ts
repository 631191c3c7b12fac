/** The grammar's own words: what joins, what is filler, what is a verb, who is a person. All as singular, lower-case stems. */

const set = (words: string) => new Set(words.split(/\s+/));

/** Open a list of what the noun before them has. */
export const HAVING = set("with has have having include includes including contain contains containing featuring offering plus each");
export const JOINING = set("and or & also then");
export const CLAUSE = set("where that which who so when while because but if whose");
export const MODAL = set("can may could should must will able allowed let allow cannot");
export const PREPOSITION = set(
  "by per from in on at about to using via between through under into across like based around during after before over within",
);

/** Says nothing about what the app holds. */
export const FILLER = set(
  "a an the my our your their his her its this these those some any all every many several multiple various different own more much very really just " +
    "simple basic small little tiny nice beautiful good great cool modern clean easy fast quick powerful awesome minimal minimalist complete full fully " +
    "functional new little lightweight sleek professional elegant fancy smart handy private internal online web digital mobile interactive responsive " +
    "i we me us please hi hello hey want need would like love make build create design develop generate give help looking wish you kindly want to be is are am " +
    "it do does not only also too etc so there here one two three them they he she will could can something someone somehow thing stuff kind sort type-of lot of " +
    "called named friendly user-friendly based style new existing custom customizable own available possible ability option optional required able well detailed free anonymously together regularly properly easily quickly safely securely privately automatically exactly actually",
);

/** Words for the app as a whole. */
export const APP_WORDS = set(
  "app application website site webapp platform system tool software program solution service-desk page webpage portal hub tracker manager management organizer " +
    "organiser planner database directory catalog catalogue collection list log logger journal diary register registry library board dashboard shop store marketplace " +
    "viewer finder keeper organization keeping tracking listing index archive inventory builder administration admin maker record book notebook guide wiki mvp prototype saas " +
    "startup product crm network world space game quiz generator planning scheduler scheduling monitor monitoring assistant center centre",
);

/** APP_WORDS that alone mean no more than "app"; a name never ends with them. */
export const BARE_APP_WORDS = set(
  "app application website site webapp platform system tool software program solution page webpage portal service mvp prototype saas startup database",
);

/** Always a verb here, with the right it asks for. */
const VERBS = new Map<string, Verb>(
  (
    "track=manage manage=manage organize=manage organise=manage handle=manage maintain=manage administer=manage monitor=manage keep=manage collect=manage store=manage " +
    "save=create record=create log=create create=create add=create submit=create upload=create publish=publish write=create post=create enter=create register=create propose=create " +
    "share=create list=create sell=sell edit=update update=update change=update modify=update correct=update assign=update mark=update complete=update finish=update " +
    "delete=delete remove=delete view=read see=read read=read browse=read explore=read access=read look=read discover=read find=read show=read display=read " +
    "approve=move reject=move confirm=move close=move review=review accept=move resolve=move move=move cancel=move " +
    "comment=comment discuss=comment reply=comment rate=rate like=like upvote=like vote=like favorite=like favourite=like heart=like " +
    "book=book reserve=book schedule=book buy=buy purchase=buy order=buy checkout=buy search=search filter=search export=export import=import download=export " +
    "chat=chat apply=apply ask=create answer=answer request=create plan=manage learn=read practice=read study=read practise=read rent=none lend=none borrow=none invite=none follow=none " +
    "join=none enroll=none enrol=none attend=none donate=create report=create contact=contact subscribe=subscribe remember=manage control=manage run=manage hold=manage " +
    "measure=manage note=create document=create catalogue=manage catalog=manage visualize=chart visualise=chart analyze=chart analyse=chart adopt=none play=none"
  )
    .split(" ")
    .map((pair) => pair.split("=") as [string, Verb]),
);
export type Verb =
  | "manage"
  | "create"
  | "publish"
  | "update"
  | "delete"
  | "read"
  | "move"
  | "review"
  | "comment"
  | "rate"
  | "like"
  | "book"
  | "buy"
  | "sell"
  | "search"
  | "export"
  | "import"
  | "chat"
  | "chart"
  | "apply"
  | "answer"
  | "contact"
  | "subscribe"
  | "none";

/** Also nouns: they are verbs only after "can", "to", a person or at the start of a request. */
export const NOUN_TOO = set(
  "track list store record log post share review comment rate like vote book schedule order purchase checkout search filter export import chat plan note document " +
    "catalogue catalog request answer report contact measure access show display change control hold run study rent favorite favourite heart look answer update practice play",
);

/** "tracking" to "track", "organising" to "organise"; undefined when it is no form of a known verb. */
export function verbOf(word: string): { base: string; verb: Verb; form: "base" | "ing" } | undefined {
  const direct = VERBS.get(word);
  if (direct) return { base: word, verb: direct, form: "base" };
  if (!word.endsWith("ing") || word.length < 6) return undefined;
  const stem = word.slice(0, -3);
  for (const base of [stem, `${stem}e`, stem.slice(0, -1)]) {
    const verb = VERBS.get(base);
    if (verb && !["listing", "booking", "meeting", "building", "rating", "ordering", "planning", "training"].includes(word))
      return { base, verb, form: "ing" };
  }
  return undefined;
}

/** Anybody, not a role. */
export const ANYBODY = set("anyone anybody everyone everybody public visitor world person people stranger");
export const SIGNED_IN = set("user member people person");

/** Person words that make good roles, the more rights the lower the number. */
export const PERSONS = new Map<string, number>(
  (
    "admin=0 administrator=0 superadmin=0 owner=1 manager=2 supervisor=2 director=2 boss=2 organizer=2 organiser=2 coordinator=2 principal=2 landlord=2 librarian=2 dispatcher=2 " +
    "lead=2 moderator=3 editor=3 reviewer=4 approver=3 teacher=4 instructor=4 tutor=4 trainer=4 coach=4 doctor=4 dentist=4 therapist=4 nurse=5 vet=4 veterinarian=4 lawyer=4 accountant=4 recruiter=4 " +
    "employer=4 agent=4 host=4 seller=4 vendor=5 supplier=5 staff=5 employee=5 worker=6 technician=5 mechanic=5 engineer=5 developer=5 designer=5 analyst=5 receptionist=5 waiter=5 chef=4 " +
    "stylist=5 barber=5 photographer=5 artist=5 author=5 writer=5 contributor=6 creator=5 caretaker=5 farmer=5 driver=6 courier=6 volunteer=7 player=7 judge=4 parent=7 student=8 pupil=8 " +
    "learner=8 child=8 kid=8 patient=8 tenant=8 applicant=8 candidate=8 freelancer=7 client=8 customer=8 buyer=8 shopper=8 donor=8 attendee=8 participant=8 subscriber=8 reader=8 fan=8 follower=8 " +
    "company=6 organization=6 organisation=6 business=6 shop=6 restaurant=6 guest=8 resident=8 neighbour=8 neighbor=8 hiker=8 traveler=8 traveller=8 runner=8 gamer=8 user=9 member=9 visitor=10"
  )
    .split(" ")
    .map((pair) => {
      const [word = "", rank = "9"] = pair.split("=");
      return [word, Number(rank)];
    }),
);

/** An audience that tells whom the app is for and is neither a role nor stored. */
export function isAudience(stem: string): boolean {
  return AUDIENCES.has(stem) || /(?:ist|lover|enthusiast|owner|beginner|fanatic|dieter|grapher|nerd)$/.test(stem);
}
const AUDIENCES = set(
  "team family friend couple household roommate flatmate company business agency office department organisation community group beginner kid child adult man woman mom mum dad parent " +
    "freelancer consultant founder startup entrepreneur professional developer designer programmer writer blogger creator influencer gardener runner cyclist hiker climber dieter vegan vegetarian " +
    "athlete senior teen teenager student teacher nurse doctor dentist lawyer accountant photographer musician artist chef baker collector gamer streamer traveler traveller nomad neighbour neighbor " +
    "neighborhood neighbourhood people person user everyone everybody anyone customer client work home use hobbyist maker crafter knitter beekeeper farmer angler hunter sailor pilot driver lover fan myself " +
    "me us employee staff crew brother sister wife husband girlfriend boyfriend partner grandma grandmother dog-owner remote distributed busy fun free choir band orchestra street village school daycare kindergarten nursery pub festival church parish class club society association union troop scout",
);
