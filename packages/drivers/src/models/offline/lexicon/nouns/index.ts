import type { NounEntry, NounLexicon } from "../entry.ts";
import * as animals from "./animals.ts";
import * as books from "./books.ts";
import * as categories from "./categories.ts";
import * as clubs from "./clubs.ts";
import * as commerce from "./commerce.ts";
import * as community from "./community.ts";
import * as creative from "./creative.ts";
import * as drinks from "./drinks.ts";
import * as events from "./events.ts";
import * as everyday from "./everyday.ts";
import * as fitness from "./fitness.ts";
import * as food from "./food.ts";
import * as games from "./games.ts";
import * as health from "./health.ts";
import * as home from "./home.ts";
import * as inventory from "./inventory.ts";
import * as jobs from "./jobs.ts";
import * as learning from "./learning.ts";
import * as media from "./media.ts";
import * as money from "./money.ts";
import * as nature from "./nature.ts";
import * as neighbours from "./neighbours.ts";
import * as nonprofit from "./nonprofit.ts";
import * as notes from "./notes.ts";
import * as products from "./products.ts";
import * as property from "./property.ts";
import * as recipes from "./recipes.ts";
import * as sales from "./sales.ts";
import * as science from "./science.ts";
import * as services from "./services.ts";
import * as software from "./software.ts";
import * as sport from "./sport.ts";
import * as study from "./study.ts";
import * as travel from "./travel.ts";
import * as vehicles from "./vehicles.ts";
import * as work from "./work.ts";

const DOMAINS: Record<string, NounEntry>[] = [
  recipes,
  food,
  drinks,
  products,
  commerce,
  books,
  categories,
  community,
  creative,
  events,
  fitness,
  games,
  health,
  home,
  inventory,
  jobs,
  learning,
  media,
  money,
  nature,
  nonprofit,
  notes,
  property,
  sales,
  science,
  services,
  software,
  sport,
  study,
  travel,
  vehicles,
  work,
  neighbours,
  clubs,
  animals,
  everyday,
];

/** Every noun the offline model knows; the first that bears a name has it. */
export const NOUNS: NounLexicon = DOMAINS.flatMap((domain) => Object.values(domain));
