import { color, longText, noun, text } from "./draft.ts";
import { SHOP_CATEGORIES } from "./shop-rows.ts";

const FORUM_AREAS = `
General | Everything that fits nowhere else. | #0ea5e9
Help wanted | Ask, and somebody will know. | #f59e0b
Show and tell | What you have made. | #10b981
Meetups | See each other in person. | #ec4899
Ideas | What could be better. | #8b5cf6
Off topic | Tea, cats and weather. | #64748b`;

export const category = noun({
  names: ["category", "collection", "genre"],
  domain: "commerce",
  icon: "tag",
  accent: "slate",
  visibility: "public",
  description: "A group that things are sorted into.",
  displayField: "name",
  fields: [text("name", { required: true, unique: true }), longText("description"), color("color", { label: "Colour" })],
  samples: `
name | description | color
Featured | What we would show first. | #6366f1
New | Added in the last weeks. | #10b981
Popular | What most people look at. | #f59e0b
Essentials | The basics that never go out of use. | #0ea5e9
Seasonal | Right for this time of the year. | #f43f5e
Archive | Kept for reference. | #64748b`,
  qualified: {
    ...SHOP_CATEGORIES,
    baking: `
Bread | Loaves and flatbreads. | #b45309
Pastries | Flaky and filled. | #d97706
Cookies | By the tray. | #a16207
Cakes | For every occasion. | #db2777`,
    cocktail: `
Classics | Known at every bar. | #4f46e5
Long drinks | Tall and cold. | #0891b2
Tiki | Rum and fruit. | #16a34a
Alcohol-free | All the taste. | #22c55e`,
    handmade: `
Home | For every room. | #6366f1
Kitchen | Cook and serve. | #f97316
Jewellery | Made one by one. | #ec4899
Bath | Soap and care. | #14b8a6
Stationery | Paper and pens. | #a16207`,
    coffee: `
Single origin | One farm, one harvest. | #a16207
Blends | Made to be drunk every day. | #f97316
Equipment | Grind, brew, pour. | #64748b
Gifts | For somebody you like. | #ec4899`,
    plants: `
Indoor | For windows and corners. | #22c55e
Outdoor | For balcony and garden. | #84cc16
Accessories | Pots, soil and tools. | #a16207
Seeds and bulbs | Grow it from the start. | #f59e0b`,
    vintage: `
Furniture | Restored and ready. | #a16207
Clothing | To wear again. | #ec4899
Curiosities | You did not know you need it. | #8b5cf6
Home | For every room. | #6366f1`,
    electronics: `
Audio | To hear. | #8b5cf6
Accessories | To connect. | #64748b
Displays | To see. | #0ea5e9
Smart home | To switch. | #22c55e
Storage | To keep. | #f59e0b`,
    clothing: `
Tops | Shirts and T-shirts. | #0ea5e9
Bottoms | Trousers and skirts. | #6366f1
Knitwear | Warm and soft. | #f97316
Outerwear | Against wind and rain. | #64748b
Accessories | Belts, hats, scarves. | #a16207`,
    recipe: `
Breakfast | Start the day. | #f59e0b
Soups | Bowls that warm. | #f97316
Salads | Fresh and crisp. | #84cc16
Main dishes | The heart of dinner. | #ef4444
Sides | Next to the main thing. | #14b8a6
Desserts | Something sweet. | #ec4899
Drinks | Hot, cold, with and without. | #0ea5e9
Snacks | Between meals. | #8b5cf6`,
    product: `
Home | For every room. | #6366f1
Kitchen | Cook and serve. | #f97316
Clothing | To wear. | #0ea5e9
Bags | To carry. | #a16207
Stationery | Paper and pens. | #14b8a6
Gifts | For somebody you like. | #ec4899`,
    book: `
Fiction | Novels and stories. | #6366f1
Non-fiction | True things, well told. | #0ea5e9
Classics | Read for a century. | #a16207
Children | For young readers. | #f59e0b
Science fiction | Other worlds. | #8b5cf6
Mystery | Who did it? | #64748b`,
    expense: `
Travel | Trains, flights, hotels. | #0ea5e9
Meals | With customers and colleagues. | #f97316
Software | Licences and subscriptions. | #6366f1
Office | Supplies and furniture. | #14b8a6
Groceries | Food for the week. | #84cc16
Housing | Rent and utilities. | #a16207
Leisure | What is fun. | #ec4899`,
    transaction: `
Income | What comes in. | #22c55e
Housing | Rent and utilities. | #a16207
Groceries | Food for the week. | #84cc16
Travel | Trains, flights, fuel. | #0ea5e9
Leisure | What is fun. | #ec4899
Savings | Put aside for later. | #6366f1`,
    forum: FORUM_AREAS,
    topic: FORUM_AREAS,
    question: FORUM_AREAS,
    post: `
News | What has happened. | #0ea5e9
Guides | How to do it. | #14b8a6
Stories | From people like you. | #f97316
Opinion | What we think. | #8b5cf6
Behind the scenes | How it is made. | #64748b`,
    task: `
Work | For the job. | #0ea5e9
Home | Around the house. | #f59e0b
Errands | While out and about. | #14b8a6
Health | For body and mind. | #22c55e
Learning | To get better. | #8b5cf6`,
    event: `
Music | Concerts and festivals. | #8b5cf6
Technology | Meetups and conferences. | #0ea5e9
Food | Markets and tastings. | #f97316
Sport | To watch and to join. | #22c55e
Family | For all ages. | #f59e0b
Art | Exhibitions and theatre. | #ec4899`,
    "inventory item": `
Tools | Hand and power tools. | #f97316
Consumables | Used up and reordered. | #14b8a6
Electronics | With a plug or a battery. | #0ea5e9
Packaging | Boxes, tape and filling. | #a16207
Safety | Protects people. | #ef4444
Spare parts | To keep machines running. | #64748b`,
    listing: `
Furniture | For the home. | #a16207
Electronics | With a plug. | #0ea5e9
Bikes | Two wheels. | #22c55e
Clothing | To wear again. | #ec4899
Garden | For outside. | #84cc16
Books and games | For quiet evenings. | #8b5cf6`,
    business: `
Food and drink | Places to eat. | #f97316
Health | Doctors and studios. | #22c55e
Trades | People who repair and build. | #a16207
Shops | Local retail. | #8b5cf6
Services | Everything else. | #0ea5e9`,
  },
});

export const cuisine = noun({
  names: ["cuisine"],
  domain: "food",
  icon: "globe",
  accent: "orange",
  visibility: "public",
  description: "A way of cooking.",
  displayField: "name",
  fields: [text("name", { required: true, unique: true }), text("region"), longText("description")],
  samples: `
name | region | description
Italian | Southern Europe | Few ingredients, all of them good.
Japanese | East Asia | Season, cut and restraint.
Mexican | North America | Corn, chilies and lime.
Indian | South Asia | Spices in layers.
French | Western Europe | Butter, sauces and time.
Thai | Southeast Asia | Hot, sour, salty, sweet.
Greek | Southern Europe | Olive oil, herbs, grill.
Moroccan | North Africa | Slow pots, preserved lemon, cumin.`,
});

export const tag = noun({
  names: ["tag", "label", "keyword"],
  domain: "commerce",
  icon: "tag",
  accent: "slate",
  visibility: "public",
  description: "A word that things are found by.",
  displayField: "name",
  fields: [text("name", { required: true, unique: true }), color("color", { label: "Colour" }), longText("description")],
  samples: `
name | color | description
important | #ef4444 | Look here first.
new | #10b981 | Not older than a month.
favourite | #f59e0b | We come back to it.
later | #64748b | Not today.
question | #8b5cf6 | Somebody should answer.
inspiration | #0ea5e9 | For a good idea.`,
});
