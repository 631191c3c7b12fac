import { choice, date, decimal, image, integer, longText, must, noun, rating, tags, text } from "./draft.ts";

export const wine = noun({
  names: ["wine", "bottle of wine", "wine bottle", "wine tasting note", "wine tasting"],
  domain: "food",
  icon: "wine",
  accent: "rose",
  visibility: "team",
  description: "A wine with where it comes from and how it tastes.",
  displayField: "name",
  fields: [
    text("name", must),
    text("winery"),
    integer("vintage", { min: 1900, max: 2100 }),
    choice("colour", "red/danger, white, rose=Rosé/warning, sparkling/info, dessert", must),
    text("grape"),
    text("region"),
    integer("bottles", { min: 0, default: 1 }),
    rating("rating"),
    longText("tastingNotes"),
  ],
  views: ["table", "cards"],
  samples: `
name | winery | vintage | colour | grape | region | bottles | rating | tastingNotes
Barolo Cannubi | Cascina Adelaide | 2017 | red | Nebbiolo | Piedmont | 3 | 5 | Rose, tar and sour cherry; wait until 2028.
Chablis Premier Cru Montmains | Domaine Servin | 2021 | white | Chardonnay | Burgundy | 6 | 4 | Oyster shell, lemon, long.
Rioja Reserva | Bodegas Muga | 2018 | red | Tempranillo | Rioja | 4 | 4 | Cedar, plum and a soft finish.
Riesling Kabinett | Weingut Loosen | 2022 | white | Riesling | Mosel | 5 | 4 | Slate, green apple, barely sweet.
Bandol Rosé | Domaine Tempier | 2023 | rose | Mourvèdre | Provence | 2 | 4 | Peach skin and salt.
Brut Nature | Recaredo | 2019 | sparkling | Xarel·lo | Penedès | 3 | 5 | Brioche, dry as bone.
Sauternes | Château Doisy-Daëne | 2015 | dessert | Sémillon | Bordeaux | 1 | 5 | Apricot, saffron, endless.
Pinot Noir Bannockburn | Felton Road | 2020 | red | Pinot Noir | Central Otago | 2 | 4 | Dark cherry and thyme.`,
});

export const coffee = noun({
  names: ["coffee", "coffee bean", "espresso"],
  plural: "coffees",
  domain: "food",
  icon: "coffee",
  accent: "amber",
  visibility: "team",
  description: "A coffee with its origin, roast and taste.",
  displayField: "name",
  fields: [
    text("name", must),
    text("roaster"),
    text("origin"),
    choice("roast", "light/info, medium, dark/warning", { default: "medium" }),
    choice("brewMethod", "espresso, filter, frenchPress=French press, aeroPress=AeroPress, mokaPot=Moka pot", { label: "Best as" }),
    rating("rating"),
    tags("flavours"),
    date("roastedOn"),
    longText("notes"),
  ],
  views: ["cards", "table"],
  samples: `
name | roaster | origin | roast | brewMethod | rating | flavours | roastedOn | notes
Yirgacheffe Aricha | Harbour Roasters | Ethiopia | light | filter | 5 | jasmine, bergamot, peach | 2026-11-09 | 1:16, 94 °C, very clean.
Finca El Paraíso | Northlight | Colombia | light | filter | 5 | lychee, rose | 2026-11-12 | Thermal shock process.
House Espresso No. 4 | Harbour Roasters | Brazil and Guatemala | medium | espresso | 4 | chocolate, hazelnut | 2026-11-16 | 18 g in, 38 g out, 28 s.
Sumatra Mandheling | Old Mill | Indonesia | dark | frenchPress | 3 | cedar, cocoa | 2026-11-02 |
Kenya Nyeri AA | Northlight | Kenya | light | aeroPress | 4 | blackcurrant, tomato | 2026-11-10 | Grind a little coarser.
Huehuetenango | Old Mill | Guatemala | medium | mokaPot | 4 | caramel, orange | 2026-11-05 |
Decaf Sugarcane | Harbour Roasters | Colombia | medium | espresso | 4 | toffee, malt | 2026-11-14 | Good after dinner.
Panama Geisha | Northlight | Panama | light | filter | 5 | mandarin, honey | 2026-11-17 | For Sundays only.`,
});

export const beer = noun({
  names: ["beer", "brew", "craft beer"],
  domain: "food",
  icon: "wine",
  accent: "amber",
  visibility: "team",
  description: "A beer with its style, strength and taste.",
  displayField: "name",
  fields: [
    text("name", must),
    text("brewery"),
    choice("style", "pilsner, ipa=IPA/warning, stout, sour/info, wheat, lager, porter, saison", must),
    decimal("alcohol", { unit: "%", min: 0, max: 20 }),
    integer("bitterness", { unit: "IBU", min: 0, max: 150 }),
    rating("rating"),
    longText("notes"),
    image("photo"),
  ],
  views: ["cards", "table"],
  samples: `
name | brewery | style | alcohol | bitterness | rating | notes
Hop Harvest | Riverside Brewing | ipa | 6.4 | 62 | 4 | Mango, pine, firm bite.
Night Train | Black Kettle | stout | 8.1 | 45 | 5 | Espresso and burnt sugar.
Keller Pils | Brauhaus Lindner | pilsner | 4.9 | 34 | 4 | Unfiltered and grassy.
Cherry Tart | Wild Barn | sour | 5.2 | 8 | 4 | Aged on whole cherries.
Weisse Original | Brauhaus Lindner | wheat | 5.4 | 12 | 4 | Banana and clove.
Farmhouse No. 3 | Wild Barn | saison | 6.8 | 25 | 5 | Peppery and bone dry.
Dockside Lager | Riverside Brewing | lager | 4.2 | 18 | 3 | For hot afternoons.
Coal Miner | Black Kettle | porter | 5.6 | 30 | 4 | Cocoa and a little smoke.`,
});
